"""Where the gold of a case stands in the reports as they were read."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Annotated

from pydantic import Field

from corpus.language.sentence import sentences
from corpus.report import Report
from corpus.text.letters import fold
from corpus.text.normalise import normalise

_READ = 0.85
"""Share of a quote's letters that stand in the sentence of a scan that it was taken from."""
_MISREAD_RUN = 2
"""Letters in a row that are alike by chance."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage that answers a case: of a report, by its file, a quote, a section or a page."""

    report: Annotated[str, Field(min_length=1)]
    """Name of the file, with as many of its folders as it takes to tell it from others: "bc.pdf", "2024/bc.pdf"."""
    quote: Annotated[str, Field(min_length=1)] | None = None
    section: Annotated[str, Field(min_length=1)] | None = None
    """Its heading or path."""
    page: Annotated[str, Field(min_length=1)] | None = None
    """Its label as printed."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """`report.text[start:end]`."""

    report_id: str
    start: int
    end: int

    def overlaps(self, other: "GoldPlace") -> bool:
        """Whether they share a character."""
        return self.report_id == other.report_id and self.start < other.end and other.start < self.end


def gold_place_of(gold: Gold, reports: Mapping[str, Report]) -> GoldPlace:
    """Where it stands: a quote with its white space folded, in a scan also where a few letters were misread.

    Raises ValueError that says what there is not. `reports` by the name of their file.
    """
    report = reports.get(gold.report)
    if report is None:
        raise ValueError(
            f"names the report {gold.report!r}, which no report has, or more than one: write its file, with folders if need be"
        )
    found = next(_places(gold, report), None)
    if found is None:
        what = "quote" if gold.quote is not None else "section" if gold.section is not None else "page"
        raise ValueError(f"has a {what} that is not in {gold.report!r}: {gold.quote or gold.section or gold.page!r}")
    return found


def touched(place: GoldPlace, places: Collection[GoldPlace]) -> bool:
    """Whether it shares a character with any of them."""
    return any(place.overlaps(each) for each in places)


def _places(gold: Gold, report: Report) -> Iterator[GoldPlace]:
    if gold.quote is not None:
        yield from _quoted(normalise(gold.quote), report)
    elif gold.section is not None:
        wanted = " ".join(normalise(gold.section).split())
        for each in report.sections[1:]:
            if wanted in (" ".join(each.heading.split()), each.path):
                yield GoldPlace(report.id, each.start, each.end)
    elif gold.page is not None:
        yield from (GoldPlace(report.id, each.start, each.end) for each in report.pages if each.label == gold.page)


def _quoted(quote: str, report: Report) -> Iterator[GoldPlace]:
    words = quote.split()
    if words and (found := re.search(r"\s+".join(map(re.escape, words)), report.text)):
        yield GoldPlace(report.id, found.start(), found.end())
    if any(page.confidence is not None for page in report.pages):
        yield from _misread(fold(" ".join(words)), report)


def _misread(wanted: str, report: Report) -> Iterator[GoldPlace]:
    """The sentences of a scan that hold nearly all the letters of the quote, in its order."""
    for start, end in sentences(report.text):
        read = fold(" ".join(report.text[start:end].split()))
        blocks = SequenceMatcher(None, wanted, read, autojunk=False).get_matching_blocks()
        alike = sum(block.size for block in blocks if block.size > _MISREAD_RUN)
        if wanted and alike >= _READ * len(wanted):
            yield GoldPlace(report.id, start, end)
