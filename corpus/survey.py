"""How a folder of PDFs is read, file by file: what may be wrong with a reading, counted without anyone's knowing what is right.

Each file is read in a process of its own, so that its memory is its own and a bad one costs a line.
"""

import itertools
import multiprocessing
import re
import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

from corpus.errors import CorpusError, MissingPathError
from corpus.notice import Notice
from corpus.paragraph import Paragraph
from corpus.pdf.pdf import read_pdf
from corpus.pdf.pdfium import plain_texts
from corpus.read import report_of
from corpus.report import Report
from corpus.text.normalise import normalise

_WORD = re.compile(r"\w+")
_HEADED = re.compile(r"(?:^|; )[^;:]+: \S")
_STOP = re.compile(r"[.;:!?…/,]\W*$")
_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What the reading of one PDF shows of itself; of several, the sums, and of memory the most."""

    file: str
    failed: str = ""
    """Why it could not be read."""
    pages: int = 0
    pages_by_ocr: int = 0
    without_number: int = 0
    """1 where no number (số, ký hiệu) was found."""
    tables: int = 0
    rows: int = 0
    rows_with_heads: int = 0
    lines: int = 0
    """Paragraphs that are no rows."""
    broken_lines: int = 0
    """Of them, those that end without a stop while the next one begins in lower case."""
    words: int = 0
    """Of the text layer, on pages that were not read by OCR."""
    words_lost: int = 0
    """Of them, those that the text read has less often; running heads, page numbers and hyphens count, too."""
    words_added: int = 0
    """Those that it has more often; heads named in each row count, too."""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    megabytes: float = 0.0
    """The most memory that the process which read it took."""


def survey(folder: Path) -> Iterator[Surveyed]:
    """What the reading of each PDF below `folder` shows, in the order of their names; raises `MissingPathError`."""
    if not folder.is_dir():
        raise MissingPathError("missing", path=str(folder))
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file()):
        yield replace(_alone(path), file=str(path.relative_to(folder)))


def total(surveyed: Sequence[Surveyed]) -> Surveyed:
    """All of them in one."""
    numbers = {
        field.name: sum(getattr(each, field.name) for each in surveyed)
        for field in fields(Surveyed)
        if field.type in (int, float)
    }
    most = max((each.megabytes for each in surveyed), default=0.0)
    warnings = tuple(warning for each in surveyed for warning in each.warnings)
    failed = sum(bool(each.failed) for each in surveyed)
    return Surveyed(
        f"{len(surveyed)} files",
        f"{failed} failed" if failed else "",
        **{**numbers, "warnings": warnings, "megabytes": most},
    )


def surveyed_file(path: Path) -> Surveyed:
    """What the reading of the PDF `path` shows, in this process."""
    began = monotonic()
    try:
        content = path.read_bytes()
        parsed = read_pdf(content)
        report = report_of(parsed, source=str(path), sha256="", collection="")
    except (CorpusError, OSError) as error:
        return Surveyed(path.name, failed=str(error), seconds=monotonic() - began)
    seconds = monotonic() - began
    printed, read = _words(content, report)
    return replace(
        _counted(path.name, parsed.paragraphs),
        pages=len(report.pages),
        pages_by_ocr=sum(page.confidence is not None for page in report.pages),
        without_number=int(report.number is None),
        words=printed.total(),
        words_lost=(printed - read).total(),
        words_added=(read - printed).total(),
        warnings=report.warnings,
        seconds=round(seconds, 2),
        megabytes=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


def _counted(file: str, paragraphs: Sequence[Paragraph]) -> Surveyed:
    """What is counted of its paragraphs alone."""
    pairs = list(itertools.pairwise([Paragraph(""), *paragraphs]))
    rows = [paragraph for paragraph in paragraphs if paragraph.role == "row"]
    return Surveyed(
        file,
        tables=sum(before.role != "row" and after.role == "row" for before, after in pairs),
        rows=len(rows),
        rows_with_heads=sum(bool(_HEADED.search(row.text)) for row in rows),
        lines=len(paragraphs) - len(rows),
        broken_lines=sum(_is_broken(*pair) for pair in pairs[1:]),
    )


def _is_broken(before: Paragraph, after: Paragraph) -> bool:
    if "row" in (before.role, after.role):
        return False
    return not _STOP.search(before.text) and after.text[:1].islower()


def _words(content: bytes, report: Report) -> tuple[Counter[str], Counter[str]]:
    """The words of the text layer and those that were read, on the pages that were not read by OCR."""
    texts = plain_texts(content)
    printed: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for page in report.pages:
        if page.confidence is None:
            printed.update(_WORD.findall(normalise(texts[page.number - 1])))
            read.update(_WORD.findall(report.text[page.start : page.end]))
    return printed, read


def _alone(path: Path) -> Surveyed:
    """What the reading of `path` shows, in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(path, there), daemon=True)
    process.start()
    there.close()
    try:
        if here.poll(_SECONDS):
            return here.recv()  # type: ignore[no-any-return] # what `_send` sends
        return Surveyed(path.name, failed=Notice("too_slow", seconds=_SECONDS), seconds=_SECONDS)
    except EOFError:
        return Surveyed(path.name, failed=Notice("ended_the_reader"))
    finally:
        process.kill()
        process.join()


def _send(path: Path, there: Connection) -> None:
    there.send(surveyed_file(path))
