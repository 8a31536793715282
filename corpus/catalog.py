"""`catalog.csv` beside the reports: what a person states of a file wins over what was read of it.

Columns: `file` (its path below the catalog's folder) and any of `number kind title agency place issued effective
years signer`. An empty cell leaves what was read; "-" says that there is none.
"""

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.document.number import NUMBER, normalise_number
from corpus.errors import UnreadableFileError
from corpus.identity.effective import effective_on
from corpus.identity.period import years_of_report
from corpus.identity.relations import relations_of
from corpus.language.calendar_date import date_of
from corpus.notice import Notice
from corpus.report import Report
from corpus.text.normalise import normalise_line

CATALOG = "catalog.csv"
COLUMNS = ("file", "number", "kind", "title", "agency", "place", "issued", "effective", "years", "signer")
NONE = "-"
"""States that a document has none of it."""
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_LOCAL_DATE = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?(?:\s*[,;\s]\s*(?:19|20)\d\d)*")
_LONGEST_SPAN = 30

Value = str | date | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """What a catalog states of one file, by the name of the field of `Report`."""

    fields: Mapping[str, Value]
    digest: str
    """Names what is stated: another digest, other statements."""

    def applied(self, report: Report) -> Report:
        """`report` with what is stated here, and with what follows from it: years, date of effect, relations."""
        stated = dict(self.fields)
        if "title" in stated and not stated["title"]:
            del stated["title"]
        changed: Report = replace(report, **stated)  # type: ignore[arg-type]
        if "years" not in stated and ("title" in stated or "kind" in stated):
            years = years_of_report(changed.title, changed.kind, changed.text, changed.sections)
            changed = replace(changed, years=years)
        if "effective" not in stated and "issued" in stated:
            changed = replace(changed, effective=effective_on(changed.text, changed.issued))
        announced = relations_of("", changed.title, changed.kind, changed.number) if "title" in stated else ()
        relations = dict.fromkeys((*announced, *changed.relations))
        return replace(changed, relations=tuple(each for each in relations if each.number != changed.number))


class CellError(ValueError):
    """A cell that cannot be what its column holds; the message says why and how to write it."""

    def __init__(self, column: str, cell: str, code: str) -> None:
        self.notice = Notice("catalog_cell", column=column, cell=cell, reason=Notice(code))
        super().__init__(self.notice)
        self.column = column


def read_catalog(path: Path) -> dict[str, CatalogRow]:
    """The rows of the catalog at `path` by file, as `file_key` writes it.

    Raises `UnreadableFileError`, whose message names the line and column that are wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("catalog_not_utf8") from error
    except OSError as error:
        raise UnreadableFileError("cannot_be_opened", detail=str(error.strerror)) from error
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UnreadableFileError("catalog_not_csv", line=reader.line_num, detail=str(error)) from error
    columns = _columns(lines[0][1] if lines else [])
    rows: dict[str, CatalogRow] = {}
    for number, cells in lines[1:]:
        key, row = _row(number, columns, cells)
        if key in rows:
            raise UnreadableFileError("catalog_same_file", line=number, file=key)
        rows[key] = row
    return rows


def file_key(name: str) -> str:
    """A file's path below the catalog's folder in one spelling."""
    return normalise_line(name).replace("\\", "/").removeprefix("./")


def _columns(cells: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    for column in columns:
        if column not in COLUMNS:
            raise UnreadableFileError("catalog_unknown_column", column=column, columns=", ".join(COLUMNS))
        if columns.count(column) > 1:
            raise UnreadableFileError("catalog_same_column", column=column)
    if "file" not in columns:
        raise UnreadableFileError("catalog_no_file_column")
    return columns


def _row(line: int, columns: list[str], cells: list[str]) -> tuple[str, CatalogRow]:
    if len(cells) > len(columns):
        raise UnreadableFileError("catalog_too_many_cells", line=line)
    stated = {name: cell for name, raw in zip(columns, cells, strict=False) if (cell := normalise_line(raw))}
    if "file" not in stated:
        raise UnreadableFileError("catalog_no_file", line=line)
    key = file_key(stated.pop("file"))
    try:
        return key, stated_row(stated)
    except CellError as error:
        raise UnreadableFileError("catalog_line", line=line, reason=error.notice) from error


def stated_row(cells: Mapping[str, str]) -> CatalogRow:
    """What is stated by the cells, by the name of their column; "-" states that there is none.

    Raises CellError for a cell that cannot be what its column holds.
    """
    fields: dict[str, Value] = {}
    for name, cell in cells.items():
        try:
            fields[name] = value_of(name, cell)
        except ValueError as error:
            raise CellError(name, cell, str(error)) from error
    written = "\n".join(f"{name}\t{cell}" for name, cell in sorted(cells.items()))
    return CatalogRow(fields, hashlib.sha256(written.encode()).hexdigest()[:16])


def value_of(name: str, cell: str) -> Value:
    """The value that a cell of a column states; raises ValueError with the code of what is wrong with it."""
    if cell == NONE:
        return () if name == "years" else None
    match name:
        case "issued" | "effective":
            return _date(cell)
        case "years":
            return _years(cell)
        case "number":
            if not re.fullmatch(NUMBER, cell):
                raise ValueError("not_a_number")
            return normalise_number(cell)
        case "kind":
            return cell.lower()
        case _:
            return cell


def _date(cell: str) -> date:
    found = _ISO_DATE.fullmatch(cell) or _LOCAL_DATE.fullmatch(cell)
    day = date_of(found["day"], found["month"], found["year"]) if found else None
    if day is None:
        raise ValueError("not_a_date")
    return day


def _years(cell: str) -> tuple[int, ...]:
    years = {int(year) for year in re.findall(r"\d{4}", cell)}
    for first, last in re.findall(r"(\d{4})\s*-\s*(\d{4})", cell):
        years.update(range(int(first), int(last) + 1))
    if not _YEARS.fullmatch(cell) or max(years) - min(years) > _LONGEST_SPAN:
        raise ValueError("not_years")
    return tuple(sorted(years))
