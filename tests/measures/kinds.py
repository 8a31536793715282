"""Questions of each kind over the sample reports: recognised, and answered rightly; ordinary ones left alone.

`tests/gold/kinds.jsonl` has for each question its kind, the reports that the answer must cite (these and no others; of a
list in this order), words that must stand in its quotes, of a comparison what each cell must show, and whether the
question must be declined. The questions of the other gold sets are ordinary, but those of `RECOGNISED`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answer, Answered
from bot.answerer import Answerer
from bot.classifying.question_kind import (
    Compare,
    IdentityQuestion,
    InForce,
    ListAll,
    QuestionKind,
    Summarise,
    UnderHeading,
    WhatIsDue,
    WhoHolds,
)
from index.library import Library
from tests.measures.gold import GOLD
from tests.measures.measure import Measure
from tests.measures.year_aspect import QUESTIONS as YEAR_ASPECT

QUESTIONS = Path(__file__).parents[1] / "gold" / "kinds.jsonl"
KINDS = ("list", "compare", "in_force", "identity", "about", "summary", "heading", "due", "holder", "ordinary")
_NAMES: dict[type[Any], str] = {
    ListAll: "list", Compare: "compare", InForce: "in_force", IdentityQuestion: "identity", Summarise: "summary",
    UnderHeading: "heading", WhatIsDue: "due", WhoHolds: "holder",
}  # fmt: skip
RECOGNISED = {"s19": "in_force"}
"""Questions of the other gold sets that are of a kind: "Quyết định số 12/2025/QĐ-UBND thay cho văn bản nào?"."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    id: str
    kind: str
    recognised: str
    right: bool
    """Recognised, and all that is wanted of the answer holds; of an ordinary question: recognised."""


def name_of(kind: QuestionKind | None) -> str:
    """As the gold set names kinds."""
    if kind == IdentityQuestion(("subject",)):
        return "about"
    return "ordinary" if kind is None else _NAMES[type(kind)]


def outcomes_of(library: Library, answerer: Answerer) -> list[Outcome]:
    """One for each question, in their order."""
    names = {report.id: Path(report.source).name for report in library.reports.all()}
    return [_outcome(case, answerer, names) for case in _cases(QUESTIONS)]


def wrongly_recognised(answerer: Answerer) -> list[str]:
    """Ids of the questions of the other gold sets that are taken for another kind than they are."""
    return [
        case["id"]
        for path in (GOLD, YEAR_ASPECT)
        for case in _cases(path)
        if name_of(answerer.kind_of(case["question"])) != RECOGNISED.get(case["id"], "ordinary")
    ]


def measure(library: Library, answerer: Answerer) -> list[Measure]:
    """The share answered rightly, by kind. What goes wrong is printed."""
    outcomes = outcomes_of(library, answerer)
    for each in outcomes:
        if not each.right:
            print(f"{each.id}: {each.kind} taken for {each.recognised}" if each.kind != each.recognised else each.id)
    measures = [Measure(f"{kind}: answered rightly", _share(outcomes, kind), at_least=0.9) for kind in KINDS]
    wrong = wrongly_recognised(answerer)
    return [*measures, Measure("questions of the other gold sets taken for another kind", len(wrong), at_most=0)]


def _share(outcomes: Sequence[Outcome], kind: str) -> float:
    right = [each.right for each in outcomes if each.kind == kind]
    return sum(right) / len(right)


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _outcome(case: dict[str, Any], answerer: Answerer, names: dict[str, str]) -> Outcome:
    recognised = name_of(answerer.kind_of(case["question"]))
    right = recognised == case["kind"]
    if right and recognised != "ordinary":
        right = is_right(case, answerer.answer(case["question"]), names)
    return Outcome(case["id"], case["kind"], recognised, right)


def is_right(case: dict[str, Any], answer: Answer, names: dict[str, str]) -> bool:
    """Whether the answer is declined as wanted, or cites just the reports, the words and the cells wanted."""
    if case["declined"] or not isinstance(answer, Answered):
        return case["declined"] == (not isinstance(answer, Answered))
    cited = list(dict.fromkeys(names[each.report_id] for each in answer.citations))
    same = cited == case["reports"] if case["kind"] == "list" else set(cited) == set(case["reports"])
    quotes = " ".join(" ".join(each.quote.split()) for each in answer.citations)
    return same and all(words in quotes for words in case["answers"]) and _cells_right(case["cells"], answer)


def _cells_right(wanted: list[list[str]] | None, answer: Answered) -> bool:
    if wanted is None:
        return answer.table is None
    if answer.table is None:
        return False
    shown = [[(cell.text, len(cell.markers)) for cell in row[1:]] for row in answer.table.rows]
    return len(shown) == len(wanted) and all(
        len(row) == len(expected)
        and all(words in text and marks == 1 for (text, marks), words in zip(row, expected, strict=True))
        for row, expected in zip(shown, wanted, strict=True)
    )
