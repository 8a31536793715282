"""F1 of article, clause and point starts, read from the plain text of real legal documents alone.

`structure/vbpl_dev.jsonl` has one document a line, in blocks, each with the label that the national database of
law gives it (`prov-article`: Điều, `prov-clause`: khoản, `prov-item`: điểm). The text that is read is the blocks joined by newlines, without labels.
A start is right when a section with that `unit` begins at a block that carries that label; precision is over the
sections found, recall over the blocks labelled, both over all documents together.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.formats.plaintext import read_plaintext
from corpus.read import report_of
from corpus.report import Report, Unit
from corpus.text.normalise import normalise_line
from tests.measures.measure import Measure

_LABELS: dict[str, Unit] = {"prov-article": "article", "prov-clause": "clause", "prov-item": "point"}
_WANTED: tuple[tuple[Unit, float], ...] = (("article", 0.985), ("clause", 0.97), ("point", 0.96))


@dataclass(frozen=True, slots=True)
class Start:
    """Where the label or the reader puts the start of an article, clause or point; None where it puts none."""

    document: str
    text: str
    labelled: Unit | None
    found: Unit | None


def measure(public: Path) -> list[Measure]:
    """F1 of each unit."""
    starts = list(starts_of(public / "structure" / "vbpl_dev.jsonl"))
    return [Measure(f"structure: F1 of {unit} starts", f1(starts, unit), at_least=wanted) for unit, wanted in _WANTED]


def f1(starts: list[Start], unit: Unit) -> float:
    """Twice the right starts over those labelled and those found."""
    labelled = sum(start.labelled == unit for start in starts)
    found = sum(start.found == unit for start in starts)
    right = sum(start.labelled == start.found == unit for start in starts)
    return 2 * right / (labelled + found) if labelled + found else 0.0


def starts_of(path: Path) -> Iterator[Start]:
    """Every start labelled, with what was found there, and every start found elsewhere."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            blocks = [(normalise_line(block["t"]), block["k"]) for block in document["blocks"]]
            report = _read("\n".join(text for text, _ in blocks))
            labelled = [(text, _LABELS[label]) for text, label in blocks if label in _LABELS]
            yield from _starts(document["file"], report, labelled)


def _read(text: str) -> Report:
    return report_of(read_plaintext(text), source="labelled.txt", sha256="", collection="labelled")


def _starts(name: str, report: Report, labelled: list[tuple[str, Unit]]) -> Iterator[Start]:
    found = {section.start: section.unit for section in report.sections if section.unit in _LABELS.values()}
    text, position = f"\n{report.text}", 0
    for block, unit in labelled:
        start = text.find(f"\n{block}", position)
        position = start + len(block) if start >= 0 else position
        yield Start(name, block, unit, found.pop(start, None))
    for start, other in found.items():
        yield Start(name, report.text[start : start + 80], None, other)
