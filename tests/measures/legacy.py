"""Reading of real files in TCVN3 and VNI: how many letters with marks come out right (METRIC.md of the data).

The share of the transcript's marked letters (and of all its letters) that stand in the text read, aligned on plain
letters. Capitals count as written. Column heads that a row repeats are taken out of the text, the line of heads is not.
"""

import bisect
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import fmean

from corpus.errors import CorpusError
from corpus.report import Report
from corpus.worker import read_all
from tests.measures.measure import Measure

_SHEETS = (".xls", ".xlsx")
_ANCHOR = 5
"""Words that stand once in each text, in this order, tie the two together."""


@dataclass(frozen=True, slots=True)
class LegacyOutcome:
    """What came of one file; None where it could not be read."""

    name: str
    diacritics: float | None
    characters: float | None


def measure(public: Path, every: int = 1) -> list[Measure]:
    """The figures over `public/legacy`, or over one of so many of its files."""
    outcomes = outcomes_of(public, every)
    failed = sum(each.diacritics is None for each in outcomes)
    return [
        Measure("legacy: diacritic accuracy", fmean(each.diacritics or 0.0 for each in outcomes), at_least=0.985),
        Measure("legacy: character accuracy", fmean(each.characters or 0.0 for each in outcomes), at_least=0.97),
        Measure("legacy: files that failed", failed, at_most=0),
    ]


def outcomes_of(public: Path, every: int = 1) -> list[LegacyOutcome]:
    """One outcome for each file, or for one of so many, read by `corpus.read.read` in worker processes."""
    paths = sorted((public / "legacy" / "files").rglob("*.*"))[::every]
    texts = public / "legacy" / "text"
    return [_outcome(path, read, texts / f"{path.stem}.txt") for path, read in read_all(paths, workers=2)]


def _outcome(path: Path, report: Report | CorpusError, transcript: Path) -> LegacyOutcome:
    if isinstance(report, CorpusError):
        return LegacyOutcome(path.name, None, None)
    text = without_repeated_heads(report) if path.suffix.lower() in _SHEETS else report.text
    return LegacyOutcome(path.name, *accuracies(text, transcript.read_text(encoding="utf-8")))


def without_repeated_heads(report: Report) -> str:
    """The text of a workbook whose rows lose the heads that a line of heads above them names."""
    heads: list[str] = []
    lines = []
    for line in report.text.split("\n"):
        cells = line.split("; ")
        found = [next((head for head in heads if cell.startswith(f"{head}: ")), None) for cell in cells]
        if not any(found):
            heads = sorted(cells, key=len, reverse=True)
        lines.append(
            "; ".join(cell[len(head) + 2 :] if head else cell for cell, head in zip(cells, found, strict=True))
        )
    return "\n".join(lines)


def accuracies(text: str, gold: str) -> tuple[float, float]:
    """(diacritic accuracy, character accuracy) of `text` against the transcript `gold`."""
    text, gold = _folded_space(text), _folded_space(gold)
    plain_text, plain_gold = _plain(text), _plain(gold)
    marked = [index for index, letter in enumerate(gold) if letter != plain_gold[index]]
    right = matched = 0
    for at_text, at_gold in _aligned(plain_text, plain_gold):
        same = text[at_text] == gold[at_gold]
        matched += same
        right += same and gold[at_gold] != plain_gold[at_gold]
    return right / max(len(marked), 1), matched / max(len(gold), 1)


def _folded_space(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _plain(text: str) -> str:
    """One base letter for each letter."""
    return "".join({"đ": "d", "Đ": "D"}.get(letter, unicodedata.normalize("NFD", letter)[0]) for letter in text)


def _aligned(text: str, gold: str) -> Iterator[tuple[int, int]]:
    """Places of equal letters, in order. Runs of words that each text has once divide it; difflib does the rest."""
    start_text = start_gold = 0
    for at_text, at_gold in [*_anchors(text, gold), (len(text), len(gold))]:
        matcher = SequenceMatcher(None, text[start_text:at_text], gold[start_gold:at_gold], autojunk=False)
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                yield start_text + block.a + step, start_gold + block.b + step
        start_text, start_gold = at_text, at_gold


def _anchors(text: str, gold: str) -> list[tuple[int, int]]:
    """The longest rising chain of the places where the same words begin that both texts have only once."""
    in_text, in_gold = _once(text), _once(gold)
    pairs = sorted((in_text[words], in_gold[words]) for words in in_text.keys() & in_gold.keys())
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, at_gold) in enumerate(pairs):
        place = bisect.bisect_left(tails, at_gold)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [at_gold]
        ends[place : place + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _once(text: str) -> dict[str, int]:
    words = [(match.group(), match.start()) for match in re.finditer(r"\S+", text)]
    places: dict[str, list[int]] = {}
    for index in range(len(words) - _ANCHOR + 1):
        run = " ".join(word for word, _ in words[index : index + _ANCHOR])
        places.setdefault(run, []).append(words[index][1])
    return {run: found[0] for run, found in places.items() if len(found) == 1}
