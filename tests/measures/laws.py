"""The laws of the text over every readable text of the public data: violations, which must be none.

Pages tile the text in order; sections lie inside one another, the root over all; passages are exact, tile the text
and are named by their place; the text is NFC. Files are read through `corpus.read` (every tenth of the old office
formats, which take seconds each; page images, which take OCR, have measures of their own), rows of the retrieval
sets (every tenth) and the legal documents as plain text. A file that cannot be read is a matter of other measures.
"""

import json
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus.errors import CorpusError
from corpus.formats.plaintext import read_plaintext
from corpus.read import read, report_of
from corpus.report import Report, Section
from corpus.split import chunks_of
from tests.measures.measure import Measure

_FOLDERS = ("reports", "legacy/files", "legacy/text", "scans/pdf", "scans/page1")
_EVERY = 10
_OFFICE = (".doc", ".xls", ".ppt", ".rtf")


def measure(public: Path, every: int = 1) -> list[Measure]:
    """Texts read and laws broken; of all texts, or of one of so many."""
    texts, violations = 0, []
    for report in readable(public, every):
        texts += 1
        violations += [f"{report.source}: {law}" for law in violations_of(report)]
    for violation in violations:
        print(violation)
    return [
        Measure("laws: texts read", texts, at_least=100 // every),
        Measure("laws: violations", len(violations), at_most=0),
    ]


def violations_of(report: Report) -> list[str]:
    """Names of the laws that the report breaks."""
    laws = {
        "the text is NFC": unicodedata.is_normalized("NFC", report.text),
        "pages tile the text": _tile([(page.start, page.end) for page in report.pages], len(report.text)),
        "pages are numbered in order": [page.number for page in report.pages]
        == sorted({page.number for page in report.pages}),
        "sections nest": _nest(report.sections, len(report.text)),
        "headings stand where their sections begin": all(_heads(report, section) for section in report.sections),
    }
    chunks = chunks_of(report)
    laws["passages tile the text"] = _tile([(chunk.start, chunk.end) for chunk in chunks], len(report.text))
    laws["passages are exact"] = all(chunk.text == report.text[chunk.start : chunk.end] for chunk in chunks)
    laws["passages are named by their place"] = all(
        chunk.id == f"{report.id}@{chunk.start}-{chunk.end}" for chunk in chunks
    )
    return [law for law, holds in laws.items() if not holds]


def _tile(spans: list[tuple[int, int]], length: int) -> bool:
    borders = [0, *(end for _, end in spans)]
    return all(start == before for (start, _), before in zip(spans, borders, strict=False)) and borders[-1] == length


def _nest(sections: tuple[Section, ...], length: int) -> bool:
    root = sections[0]
    if (root.level, root.start, root.end) != (0, 0, length):
        return False
    open_: list[Section] = []
    for section in sections:
        while open_ and open_[-1].end <= section.start:
            open_.pop()
        inside = not open_ or (open_[-1].start <= section.start and section.end <= open_[-1].end)
        if section.start > section.end or not inside:
            return False
        open_.append(section)
    return True


def _heads(report: Report, section: Section) -> bool:
    """Whether the section's heading is what stands at its start, titles on a line of their own joined."""
    return " ".join(report.text[section.start :][: len(section.heading) + 8].split()).startswith(section.heading)


def readable(public: Path, every: int = 1) -> Iterator[Report]:
    """Every report that can be read here, or one of so many, one after the other."""
    for folder in _FOLDERS:
        files = sorted(path for path in (public / folder).rglob("*") if path.is_file())
        office = [path for path in files if path.suffix in _OFFICE]
        left_out = {path for index, path in enumerate(office) if index % _EVERY}
        wanted = [path for path in files if path not in left_out and ".image-only" not in path.name]
        for path in wanted[::every]:
            yield from _read(path)
    for source, text in islice(_texts(public), 0, None, every):
        if text.strip():
            yield report_of(read_plaintext(text), source=source, sha256="", collection="laws")


def _read(path: Path) -> Iterator[Report]:
    """The report, or nothing where it cannot be read."""
    try:
        yield read(path)
    except CorpusError as error:
        print(f"{path.name}: not read ({error})")


def _texts(public: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(public.rglob("corpus.jsonl")):
        for index, row in enumerate(_rows(path)):
            if index % _EVERY == 0:
                yield f"{path.parent.name}/{row['_id']}", f"{row.get('title', '')}\n{row['text']}"
    for row in _rows(public / "provincial" / "provincial_dev.jsonl"):
        yield f"provincial/{row['_id']}", str(row["text"])
    for row in _rows(public / "structure" / "vbpl_dev.jsonl"):
        yield f"structure/{row['file']}", "\n".join(block["t"] for block in row["blocks"])
    for row in _rows(public / "entailment" / "alqac_dev.jsonl"):
        yield "entailment", "\n".join(str(value) for value in row.values())


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
