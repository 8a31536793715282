"""A printed page: its lines, its tables, and what is set on it in other directions."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.notice import Notice
from corpus.printed.line import Doubt, Line
from corpus.printed.printed_table import PrintedTable


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of lines; `confidence` is the mean of OCR, 0 to 1, or None for a text layer."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    """Whose rows are none of `lines`."""
    angle: int = 0
    """The sheet is turned so that what is set at this angle is upright: degrees against the clock."""
    asides: "tuple[PrintedPage, ...]" = ()
    """What is set in other directions, for each the sheet turned so that it is upright."""

    @property
    def text(self) -> str:
        """Its lines and cells, whatever their order."""
        lines = [line.text for sheet in self.sheets for line in sheet.lines]
        cells = [cell.text for sheet in self.sheets for table in sheet.tables for row in table.rows for cell in row]
        return "\n".join([*lines, *cells])

    @property
    def sheets(self) -> "tuple[PrintedPage, ...]":
        """The page as most of it is set, and what is set otherwise."""
        return (self, *self.asides)


def table_warnings(pages: Iterable[PrintedPage]) -> tuple[Notice, ...]:
    """The pages with a table of which no head is claimed, where there are any."""
    doubtful = [
        str(page.number) for page in pages if any(table.doubtful for sheet in page.sheets for table in sheet.tables)
    ]
    return (Notice("table_unsure", pages=", ".join(doubtful)),) if doubtful else ()
