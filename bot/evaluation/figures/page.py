"""An evaluation as one page that needs nothing but itself: figures, tags, curves, what changed, every failure."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from bot.evaluation.figures.compare import Change, Comparison
from bot.evaluation.figures.curves import bar, plot, risk_points, roc_points
from bot.evaluation.figures.figures import Evaluated, Figures
from bot.evaluation.figures.interval import Interval
from bot.evaluation.figures.outcome import Cited, Outcome
from bot.evaluation.figures.words import EvaluationWords, evaluation_words
from corpus.language.detect import Language

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_BY_TAG = (
    "retrieval.hit@1", "retrieval.ndcg@10", "answers.containment@5", "citations.precision", "citations.recall",
    "citations.alce_recall", "refusal.recall",
)  # fmt: skip
"""Figures that the table of tags has, as far as any tag tells them."""
_NAMED = 12
"""Questions that a row of the comparison names."""


def evaluation_page(found: Evaluated, language: Language, comparison: Comparison | None = None) -> str:
    """The whole page. What stands in reports and questions is data, never markup."""
    words = evaluation_words(language)
    title = escape(words.title.format(dataset=found.dataset))
    settings = found.settings
    counts = f"{words.questions.format(count=words.whole(found.queries))} · {words.passages.format(count=words.whole(found.passages))}"
    used = words.settings.format(version=settings.version, encoder=settings.encoder, recipe=settings.recipe)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{_STYLE}</style>'
        f'</head><body><header><h1>{title}</h1><p class="meta">{escape(counts)}</p><p class="meta">{escape(used)}</p></header>'
        f"<main>{_figures(found, words)}{_compared(comparison, words)}{_tags(found.tags, words)}{_curves(found, words)}"
        f"{_failures(found.cases, words)}</main></body></html>\n"
    )


def _figures(found: Figures, words: EvaluationWords) -> str:
    rows = "".join(
        f'<tr><td>{escape(words.label(name))}</td><td class="number">{words.number(each.value)}</td>'
        f'<td class="number">{words.number(each.low)} – {words.number(each.high)}</td><td>{bar(each)}</td><td class="number">{words.whole(each.count)}</td></tr>'
        for name, each in found.intervals.items()
    )
    return (
        f'<div class="wide"><table><thead><tr><th>{words.figure}</th><th class="number">{words.value}</th>'
        f'<th class="number">{words.interval}</th><th></th><th class="number">{words.over}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _tags(tags: Mapping[str, Figures], words: EvaluationWords) -> str:
    """A cell has the value and what it is taken over."""
    if not tags:
        return ""
    names = [name for name in _BY_TAG if any(name in each.intervals for each in tags.values())]
    heads = "".join(f'<th class="number">{escape(words.label(name))}</th>' for name in names)
    rows = "".join(
        f'<tr><td>{escape(tag)}</td><td class="number">{words.whole(each.queries)}</td>'
        + "".join(f'<td class="number">{_with_count(each.intervals.get(name), words)}</td>' for name in names)
        + "</tr>"
        for tag, each in tags.items()
    )
    return (
        f'<h2>{words.by_tag}</h2><div class="wide"><table><thead><tr><th>{words.tag}</th><th class="number">{words.asked}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _curves(found: Evaluated, words: EvaluationWords) -> str:
    drawn = []
    curve = [each for each in reversed(found.refusal.risk_coverage) if each.wrong is not None]
    if curve:
        names = [
            f"{words.number(each.answer_from)}: {words.number(each.answered)}; {words.number(each.wrong)}"
            for each in curve
        ]
        svg = plot(risk_points(found.refusal.risk_coverage), words.coverage, words.risk, dots=names)
        drawn.append(f"<figure><figcaption>{words.risk_coverage}</figcaption>{svg}</figure>")
    if points := roc_points(found.cases):
        caption = words.confidence_curve.format(auroc=words.number(found.refusal.auroc))
        svg = plot(points, words.false_answers, words.true_answers)
        drawn.append(f"<figure><figcaption>{caption}</figcaption>{svg}</figure>")
    return f'<h2>{words.curves}</h2><div class="curves">{"".join(drawn)}</div>' if drawn else ""


def _compared(comparison: Comparison | None, words: EvaluationWords) -> str:
    if comparison is None:
        return ""
    title = words.compared.format(questions=comparison.questions, old=comparison.only_old, new=comparison.only_new)
    rows = "".join(_changed(each, words) for each in comparison.changes)
    heads = "".join(f'<th class="number">{each}</th>' for each in (words.before, words.now, words.p))
    return (
        f'<h2>{title}</h2><div class="wide"><table><thead><tr><th>{words.figure}</th>{heads}<th>{words.better}</th>'
        f"<th>{words.worse}</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _changed(change: Change, words: EvaluationWords) -> str:
    css = "" if change.old == change.new else "up" if change.new > change.old else "down"
    if change.figure.startswith("speed."):
        css = {"up": "down", "down": "up"}.get(css, "")
    sure = (
        f' title="{words.significant}"><strong>{words.number(change.p)} *</strong'
        if change.is_significant
        else f">{words.number(change.p)}"
    )
    return (
        f'<tr><td>{escape(words.label(change.figure))}</td><td class="number">{words.number(change.old)}</td>'
        f'<td class="number {css}">{words.number(change.new)}</td><td class="number"{sure}</td>'
        f"<td>{_ids(change.better)}</td><td>{_ids(change.worse)}</td></tr>"
    )


def _failures(outcomes: Sequence[Outcome], words: EvaluationWords) -> str:
    failed = [each for each in outcomes if each.failures]
    title = words.failures.format(count=words.whole(len(failed)), questions=words.whole(len(outcomes)))
    if not outcomes:
        return ""
    shown = "".join(_failure(each, words) for each in failed) or f"<p>{words.no_failures}</p>"
    return f"<h2>{title}</h2>{shown}"


def _failure(outcome: Outcome, words: EvaluationWords) -> str:
    """The question, then what was expected and what was cited side by side."""
    kinds = "; ".join(words.kinds[each] for each in outcome.failures)
    return (
        f'<article id="{escape(outcome.id)}"><h3>{escape(outcome.question)} '
        f'<span class="id">{escape(" · ".join((outcome.id, *outcome.tags)))}</span></h3>'
        f'<p class="kind">{escape(kinds)}</p>{"".join(_lines(outcome, words))}<div class="sides">'
        f"<div><h4>{words.expected}</h4>{_expected(outcome, words)}</div>"
        f"<div><h4>{words.cited}</h4>{_citations(outcome, words)}</div></div></article>"
    )


def _lines(outcome: Outcome, words: EvaluationWords) -> Iterator[str]:
    """What else is to be known of it."""
    is_quoted = outcome.answer == " ".join(each.quote for each in outcome.cited)
    for name, text in (
        (words.after, " → ".join(outcome.history)),
        (words.gold_answers, "; ".join(outcome.answers)),
        (words.said, "" if is_quoted else outcome.answer),
    ):
        if text:
            yield f'<p class="meta">{name}: {escape(text)}</p>'


def _expected(outcome: Outcome, words: EvaluationWords) -> str:
    if outcome.answerable is False:
        return f"<p>{words.expected_nothing}</p>"
    return "".join(_quote(each.text, each.report) for each in outcome.expected)


def _citations(outcome: Outcome, words: EvaluationWords) -> str:
    if not outcome.cited:
        return f"<p>{words.cited_nothing}</p>"
    return "".join(_quote(each.quote, _source(each, words), _judged(each)) for each in outcome.cited)


def _source(cited: Cited, words: EvaluationWords) -> str:
    pages = ", ".join(page for page in cited.pages if page)
    judged = "" if cited.right is None else words.right if cited.right else words.wrong
    parts = (cited.number or "", cited.report, f"{words.page} {pages}" if pages else "", judged)
    return " · ".join(part for part in parts if part)


def _judged(cited: Cited) -> str:
    return "" if cited.right is None else "right" if cited.right else "wrong"


def _quote(text: str, source: str, css: str = "") -> str:
    return f'<blockquote class="{css}">{escape(text)}<span class="source">{escape(source)}</span></blockquote>'


def _ids(ids: Sequence[str]) -> str:
    """How many and which; each leads to its failure, where it is one."""
    if not ids:
        return ""
    named = ", ".join(f'<a href="#{escape(each)}">{escape(each)}</a>' for each in ids[:_NAMED])
    return f"{len(ids)}: {named}{' …' if len(ids) > _NAMED else ''}"


def _with_count(found: Interval | None, words: EvaluationWords) -> str:
    return f'{words.number(found.value)} <span class="id">({words.whole(found.count)})</span>' if found else "–"
