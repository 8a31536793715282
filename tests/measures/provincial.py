"""Identity of real provincial decisions and resolutions: number, agency, kind and date of issue, against labels by hand.

The labels (`tests/gold/provincial.jsonl`) were made by reading each text: what it says of itself, null where it says nothing; the date of a
resolution is the day on which it says it was passed. Every text cites numbers and dates of others. "Ủy" and "Uỷ" count as the same.
"""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus.formats.plaintext import read_plaintext
from corpus.read import report_of
from tests.measures.measure import Measure

LABELS = Path(__file__).parents[1] / "gold" / "provincial.jsonl"
FIELDS = ("number", "agency", "kind", "issued")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one document: what its text states, what was read."""

    document: str
    name: str
    stated: str | None
    read: str | None


def measure(public: Path) -> list[Measure]:
    """Shares of fields read right, and numbers and dates that are not the document's own."""
    fields = fields_of(public / "provincial" / "provincial_dev.jsonl")
    stated = [field for field in fields if field.stated is not None]
    foreign = [
        field for field in fields if field.name in ("number", "issued") and field.read not in (None, field.stated)
    ]
    return [
        Measure("provincial: fields read right", _right(fields), at_least=0.95),
        Measure("provincial: fields stated by the text read right", _right(stated), at_least=0.95),
        Measure("provincial: numbers and dates of other documents", len(foreign), at_most=0),
    ]


def fields_of(path: Path) -> list[Field]:
    """Every field of every labelled document."""
    texts = {row["_id"]: row["text"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    return [field for label in labels for field in _fields(label, texts[label["_id"]])]


def _fields(label: dict[str, str | None], text: str) -> list[Field]:
    report = report_of(read_plaintext(text), source="decision.txt", sha256="", collection="provincial")
    read = {name: None if (value := getattr(report, name)) is None else str(value) for name in FIELDS}
    return [Field(str(label["_id"]), name, label[name], read[name]) for name in FIELDS]


def _right(fields: list[Field]) -> float:
    return sum(_same(field.stated, field.read) for field in fields) / len(fields)


def _same(stated: str | None, read: str | None) -> bool:
    if stated is None or read is None:
        return stated is read
    return _spelled(stated) == _spelled(read)


def _spelled(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("Uỷ", "Ủy").replace("uỷ", "ủy").replace("Hoà", "Hòa")
