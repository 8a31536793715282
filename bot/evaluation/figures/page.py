"""An evaluation as one page that needs nothing but itself: figures, tags, curves, what changed, every failure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.figures.compare import Change, Comparison
from bot.evaluation.figures.curves import Curve, bar, curve, risk_points, roc_points
from bot.evaluation.figures.figures import Evaluated, Figures
from bot.evaluation.figures.outcome import Cited, Outcome
from bot.evaluation.figures.statistics import LESS_IS_BETTER
from bot.evaluation.figures.words import EvaluationWords, evaluation_words
from bot.html.templates import Macros
from bot.html.text import Html
from corpus.language.detect import Language

_HTML = Macros("evaluation/figures/page")
_STYLE = Html((Path(__file__).parent / "page.css").read_text(encoding="utf-8"))
_BY_TAG = (
    "retrieval.hit@1", "retrieval.ndcg@10", "answers.containment@5", "answers.shown", "answers.firm_wrong",
    "short.right", "short.wrong",
    "citations.precision", "citations.recall", "citations.alce_recall", "refusal.recall",
)  # fmt: skip
"""Figures that the table of tags has, as far as any tag tells them."""


@dataclass(frozen=True, slots=True)
class _Citation:
    quote: str
    source: str
    """In words: number, report, pages, whether it is right."""
    judged: str
    """"right", "wrong" or nothing."""


@dataclass(frozen=True, slots=True)
class _Failure:
    outcome: Outcome
    names: str
    """Its id and its tags."""
    kinds: str
    """What is wrong, in words."""
    lines: tuple[tuple[str, str], ...]
    """(name, text) of what else is to be known of it."""
    cited: tuple[_Citation, ...]


def evaluation_page(found: Evaluated, language: Language, comparison: Comparison | None = None) -> str:
    """The whole page. What stands in reports and questions is data, never markup."""
    words = evaluation_words(language)
    page = _HTML.page(
        found,
        language,
        bars={name: bar(each) for name, each in found.intervals.items()},
        comparison=comparison,
        changes=[(_direction(each), each) for each in comparison.changes] if comparison else [],
        tag_figures=_tag_figures(found.tags),
        drawn=list(_curves(found, words)),
        failed=[_failure(each, words) for each in found.cases if each.failures],
        style=_STYLE,
        words=words,
    )
    return f"{page}\n"


def _tag_figures(tags: Mapping[str, Figures]) -> list[str]:
    return [name for name in _BY_TAG if any(name in each.intervals for each in tags.values())]


def _curves(found: Evaluated, words: EvaluationWords) -> Iterator[Curve]:
    answering = [each for each in reversed(found.refusal.risk_coverage) if each.wrong is not None]
    if answering:
        names = [
            f"{words.number(each.answer_from)}: {words.number(each.answered)}; {words.number(each.wrong)}"
            for each in answering
        ]
        points = risk_points(found.refusal.risk_coverage)
        yield curve(points, words.risk_coverage, words.coverage, words.risk, dots=names)
    if points := roc_points(found.cases):
        caption = words.confidence_curve.format(auroc=words.number(found.refusal.auroc))
        yield curve(points, caption, words.false_answers, words.true_answers)


def _direction(change: Change) -> str:
    """Whether it is better ("up") or worse ("down") than it was; what takes less time is better, too."""
    if change.old == change.new:
        return ""
    less = change.figure in LESS_IS_BETTER or change.figure.startswith("speed.")
    return "up" if (change.new > change.old) != less else "down"


def _failure(outcome: Outcome, words: EvaluationWords) -> _Failure:
    return _Failure(
        outcome,
        " · ".join((outcome.id, *outcome.tags)),
        "; ".join(words.kinds[each] for each in outcome.failures),
        tuple(_lines(outcome, words)),
        tuple(_Citation(each.quote, _source(each, words), _judged(each)) for each in outcome.cited),
    )


def _lines(outcome: Outcome, words: EvaluationWords) -> Iterator[tuple[str, str]]:
    is_quoted = outcome.answer == " ".join(each.quote for each in outcome.cited)
    for name, text in (
        (words.after, " → ".join(outcome.history)),
        (words.gold_answers, "; ".join(outcome.answers)),
        (words.line, outcome.short),
        (words.said, "" if is_quoted else outcome.answer),
    ):
        if text:
            yield name, text


def _source(cited: Cited, words: EvaluationWords) -> str:
    pages = ", ".join(page for page in cited.pages if page)
    judged = "" if cited.right is None else words.right if cited.right else words.wrong
    parts = (cited.number or "", cited.report, f"{words.page} {pages}" if pages else "", judged)
    return " · ".join(part for part in parts if part)


def _judged(cited: Cited) -> str:
    return "" if cited.right is None else "right" if cited.right else "wrong"
