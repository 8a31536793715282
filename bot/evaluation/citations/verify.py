"""The citations of answers made by any system, checked: figures with their counts and intervals, and what failed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from pydantic import BaseModel, ConfigDict

from bot.claims.verdict import Check
from bot.evaluation.citations.check import CheckedAnswer, check_citations
from bot.evaluation.citations.judges import OWN
from bot.evaluation.datasets.answer_lines import AnswerLine
from bot.evaluation.datasets.passage import Passage
from bot.evaluation.figures.interval import SEED, Interval, interval
from bot.evaluation.figures.metrics import contains_answer, figure_match, mean, token_f1
from corpus.text.letters import fold


class UnsoundCitation(BaseModel):
    """A sentence that its citations do not carry, a quote that is not there, a superfluous citation."""

    model_config = ConfigDict(frozen=True)

    id: str
    what: str
    """"not carried", "superfluous citation", "quote not found", "quote typographic"."""
    text: str
    markers: list[int]
    faults: list[str]
    """Kind and piece of each thing that the passages do not carry."""


class Verified(BaseModel):
    """All that is told of a file of answers."""

    model_config = ConfigDict(frozen=True)

    file: str
    answers: int
    metrics: dict[str, Interval]
    tags: dict[str, dict[str, Interval]]
    failures: list[UnsoundCitation]
    settings: dict[str, str | int]

    def values(self) -> dict[str, float | None]:
        """Every figure by the name under which a gate knows it."""
        of_tags = {f"tags.{tag}.{name}": each for tag, metrics in self.tags.items() for name, each in metrics.items()}
        return {name: each.value for name, each in (self.metrics | of_tags).items()}


@dataclass(frozen=True, slots=True)
class _Outcome:
    line: AnswerLine
    checked: CheckedAnswer
    """By the own check."""
    judged: Mapping[str, CheckedAnswer]
    """By all judges."""
    cited: Mapping[int, Passage]
    """The passages that it cites."""


def verify(
    file: str,
    lines: Sequence[AnswerLine],
    checks: Mapping[str, Check] | None = None,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Verified:
    """Figures over all answers and over those of each tag; every figure is a mean over answers.

    `checks` are the judges, as `checks_of` has them; the own check with the bundled encoder unless given.
    """
    judges: Mapping[str, Check | None] = checks or {OWN: None}
    outcomes = []
    for done, line in enumerate(lines):
        on_progress("ask", done, len(lines))
        outcomes.append(_outcome(line, judges))
    tags = Counter(tag for each in outcomes for tag in each.line.tags)
    return Verified(
        file=file,
        answers=len(lines),
        metrics=_figures(outcomes),
        tags={tag: _figures([each for each in outcomes if tag in each.line.tags]) for tag in sorted(tags)},
        failures=[failure for each in outcomes for failure in _failures(each)],
        settings={
            "version": version("hoidap"),
            "seed": SEED,
            "judges": " ".join(f"check{name}" for name in judges),
        },
    )


def _outcome(line: AnswerLine, checks: Mapping[str, Check | None]) -> _Outcome:
    passages = line.cited()
    answer: str | list[tuple[str, list[int]]] = "" if line.declined else line.answer
    if line.statements is not None and not line.declined:
        answer = [(each.text, each.markers) for each in line.statements]
    judged = {name: check_citations(answer, passages, check=check) for name, check in checks.items()}
    checked = judged[OWN]
    used = {marker for each in checked.statements for marker in each.markers}
    return _Outcome(line, checked, judged, {marker: each for marker, each in passages.items() if marker in used})


def _figures(outcomes: Sequence[_Outcome]) -> dict[str, Interval]:
    found = {name: interval(metric(each) for each in outcomes) for name, metric in _METRICS.items()}
    for judge in sorted({name for each in outcomes for name in each.judged} - {OWN}):
        found[f"citation_recall{judge}"] = interval(each.judged[judge].recall for each in outcomes)
        found[f"citation_precision{judge}"] = interval(each.judged[judge].precision for each in outcomes)
    return found


def _failures(outcome: _Outcome) -> list[UnsoundCitation]:
    name, found = outcome.line.id, []
    for each in outcome.checked.statements:
        faults = [f"{fault.kind}: {fault.what}".rstrip(": ") for fault in each.faults]
        if not each.carried:
            markers = list(each.markers)
            found.append(UnsoundCitation(id=name, what="not carried", text=each.text, markers=markers, faults=faults))
        elif superfluous := [marker for marker, right in zip(each.markers, each.needed, strict=True) if not right]:
            found.append(
                UnsoundCitation(id=name, what="superfluous citation", text=each.text, markers=superfluous, faults=[])
            )
    for marker, state in outcome.checked.quotes:
        if state != "verbatim":
            what = "quote typographic" if state == "typographic" else "quote not found"
            quote = outcome.cited[marker].quote or ""
            found.append(UnsoundCitation(id=name, what=what, text=quote, markers=[marker], faults=[]))
    return found


def _passage_precision(outcome: _Outcome) -> float | None:
    """Share of the passages cited that hold a gold quote, or lie in one."""
    gold = outcome.line.gold_quotes()
    if not gold:
        return None
    return mean([float(any(_same_place(each.text, quote) for quote in gold)) for each in outcome.cited.values()])


def _passage_recall(outcome: _Outcome) -> float | None:
    """Share of the gold quotes that a passage cited holds, or lies in."""
    if outcome.line.declined and not outcome.line.gold:
        return None
    cited = [each.text for each in outcome.cited.values()]
    return mean([float(any(_same_place(text, quote) for text in cited)) for quote in outcome.line.gold_quotes()])


def _same_place(text: str, quote: str) -> bool:
    ours, theirs = (" ".join(fold(each).split()) for each in (text, quote))
    return bool(ours) and bool(theirs) and (theirs in ours or ours in theirs)


def _of_answer(outcome: _Outcome, measure: Callable[[str, Sequence[str]], float | None]) -> float | None:
    """Of the words of an answer and the gold answers; None without any."""
    gold = [each for each in outcome.line.answers if each.strip()]
    if not gold or outcome.line.declined:
        return None
    return measure(" ".join(each.text for each in outcome.checked.statements), gold)


def _if(condition: bool | None, value: bool | None) -> float | None:
    return float(value) if condition and value is not None else None


_METRICS: Mapping[str, Callable[[_Outcome], float | None]] = {
    "citation_recall": lambda each: each.checked.recall,
    "citation_precision": lambda each: each.checked.precision,
    "marker_validity": lambda each: each.checked.marker_validity,
    "quote_validity": lambda each: each.checked.quote_validity,
    "passage_precision": _passage_precision,
    "passage_recall": _passage_recall,
    "containment": lambda each: _of_answer(each, lambda text, gold: float(contains_answer(text, gold))),
    "token_f1": lambda each: _of_answer(each, lambda text, gold: max(token_f1(text, one) for one in gold)),
    "figure_match": lambda each: _of_answer(each, figure_match),
    "refusal_precision": lambda each: _if(each.line.declined, each.line.unanswerable),
    "refusal_recall": lambda each: _if(each.line.unanswerable, each.line.declined),
}
"""By name, of one answer; None where it cannot tell. All but the two of refusal are of answers that were given."""
