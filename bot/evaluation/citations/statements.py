"""True and false statements, each with the text that decides it: what the check of claims is measured on.

One JSON object a line: `hypothesis`, `premise`, `label` ("Đúng" or "Sai"), and the names of the premise in `premise_ids`
("Luật Cư trú#20"), as the ALQAC shared task on Vietnamese legal text has them.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.answer import Citation
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness, Entailment, Likeness
from bot.errors import DatasetError
from bot.evaluation.figures.figures import Claims, Evaluated, evaluated
from bot.evaluation.figures.interval import Interval, resampled
from bot.evaluation.figures.metrics import auroc
from corpus.text.normalise import normalise
from index.encoder.encoder import Encoder

_LABELS = {"Đúng": True, "Sai": False}


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """A statement with the citation that decides it."""

    id: str
    text: str
    citation: Citation
    is_true: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """All of a file."""

    name: str
    statements: tuple[LabelledStatement, ...]


def is_statements(path: Path) -> bool:
    """Whether a dataset is a file of statements rather than a folder of questions."""
    return path.is_file() and path.suffix == ".jsonl"


def load_statements(path: Path) -> Statements:
    """The statements of a file.

    Raises DatasetError naming the line that is wrong.
    """
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    found = tuple(_statement(line, number, path) for number, line in lines if line.strip())
    if not found:
        raise DatasetError(f"{str(path)!r} has no statements")
    return Statements(path.stem, found)


def supports(
    statements: Sequence[LabelledStatement],
    likeness: Likeness,
    entailment: Entailment | None = None,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> list[float]:
    """The support, 0 to 1, that the check finds for each statement in its premise."""
    found = []
    for done, each in enumerate(statements):
        on_progress("ask", done, len(statements))
        found.append(check_claim(each.text, (1,), {1: each.citation}, likeness, entailment).support)
    return found


def evaluate_statements(
    found: Statements,
    encoder: Encoder,
    entailment: Entailment | None = None,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Evaluated:
    """The figures of a file of statements: those of the check of claims; the others are None."""
    likeness = EncoderLikeness(encoder)
    auroc = auroc_of(found.statements, supports(found.statements, likeness, entailment, on_progress))
    passages = len({each.citation.quote for each in found.statements})
    update = {
        "queries": len(found.statements),
        "claims": Claims(auroc=auroc.value, pairs=len(found.statements)),
        "intervals": {"claims.auroc": auroc},
    }
    return evaluated(found.name, passages, (), encoder.name).model_copy(update=update)


def auroc_of(statements: Sequence[LabelledStatement], found: Sequence[float]) -> Interval:
    """The area under the ROC curve of the supports, true against false statements; no value where either is missing."""
    support, true = np.array(found), np.array([each.is_true for each in statements], bool)
    return resampled(len(found), lambda drawn: auroc(support[drawn][true[drawn]], support[drawn][~true[drawn]]))


def _statement(line: str, number: int, path: Path) -> LabelledStatement:
    try:
        entry = json.loads(line)
    except ValueError:
        entry = None
    fields = ("hypothesis", "premise", "label")
    if (
        not (isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in fields))
        or entry["label"] not in _LABELS
    ):
        raise DatasetError(
            f"{path.name} line {number} is not an object with `hypothesis`, `premise` and `label` (Đúng or Sai)"
        )
    text = " ".join(normalise(entry["hypothesis"]).split())
    return LabelledStatement(str(entry.get("_id", number)), text, _citation(entry), _LABELS[entry["label"]])


def _citation(entry: dict[str, Any]) -> Citation:
    premise = normalise(entry["premise"])
    act, _, article = str(next(iter(entry.get("premise_ids") or ()), "")).partition("#")
    return Citation(
        marker=1, report_id="premise", title=act, kind=None, number=None, agency=None, issued=None, years=(), aspect=None,
        pages=(), page_numbers=(), path=f"Điều {article}" if article else "", confidence=None, quote=premise, start=0,
        end=len(premise), url="",
    )  # fmt: skip
