"""The administrator's glossary, `glossary.csv` in the data folder: `term,means`."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAME = "glossary.csv"
_HEADER = re.compile(r'\s*"?term"?\s*[,;]\s*"?means"?[\s,;]*')
_LONGEST_TERM = 60
_LONGEST_MEANING = 200
_FORGET = "-"


@dataclass(frozen=True, slots=True)
class GlossaryEntries:
    """What a glossary file says."""

    means: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Term to what it means; empty for a term that is to be forgotten."""
    problems: tuple[str, ...] = ()
    """One message for each line that does not count."""
    is_broken: bool = False
    """Whether nothing of the file could be read."""


class GlossaryFile:
    """The file as it last was whole: read anew when it changes, kept when a save broke it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._entries = GlossaryEntries()

    def current(self) -> GlossaryEntries:
        """The same object until the file changes."""
        seen = self._stamp()
        if seen != self._seen:
            entries = read_glossary(self._path)
            if not entries.is_broken:
                self._entries = entries
            self._seen = seen
        return self._entries

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size


def read_glossary(path: Path) -> GlossaryEntries:
    """What the file says; nothing, without a problem, where there is no file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return GlossaryEntries()
    except UnicodeDecodeError:
        return _broken(path, "is not UTF-8: save it as “CSV UTF-8”")
    except OSError as error:
        return _broken(path, f"cannot be read: {error.strerror}")
    header, *lines = unicodedata.normalize("NFC", text).splitlines() or [""]
    separator = ";" if ";" in header else ","
    if _HEADER.fullmatch(header.lower()) is None:
        return _broken(path, f"line 1: is {header[:_LONGEST_TERM]!r}: it must be the header term,means")
    return _entries(path, lines, separator)


def _broken(path: Path, problem: str) -> GlossaryEntries:
    return GlossaryEntries(problems=(f"{str(path)!r} {problem}",), is_broken=True)


def _entries(path: Path, lines: list[str], separator: str) -> GlossaryEntries:
    means: dict[str, tuple[str, ...]] = {}
    problems = []
    for number, line in enumerate(lines, start=2):
        try:
            cells = _cells(line, separator)
            if cells:
                means |= _entry(cells, means)
        except ValueError as error:
            problems.append(f"{str(path)!r} line {number}: {error}")
        except csv.Error as error:
            problems.append(f"{str(path)!r} line {number}: the double quotes do not match: {error}")
    return GlossaryEntries(means, tuple(problems))


def _cells(line: str, separator: str) -> list[str]:
    """The cells of one line without the empty ones at its end, which a spreadsheet adds.

    A line for itself, so that a quote that is not closed costs no other line.
    """
    cells = [" ".join(cell.split()) for row in csv.reader([line], delimiter=separator, strict=True) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _entry(cells: list[str], known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The term with its meanings. Raises ValueError that says what is wrong."""
    term, *rest = cells
    _check_term(term, known)
    if len(rest) > 1:
        raise ValueError("there are more than two columns: put a meaning with a comma or semicolon in double quotes")
    meanings = tuple(mean.strip() for mean in "".join(rest).split("|") if mean.strip())
    if not meanings:
        raise ValueError(f"{term!r} means nothing: write what it stands for in the second column, or - to forget it")
    if meanings == (_FORGET,):
        return {term: ()}
    for mean in meanings:
        _check_meaning(term, mean)
    return {term: meanings}


def _check_term(term: str, known: Mapping[str, tuple[str, ...]]) -> None:
    if not any(character.isalpha() for character in term):
        raise ValueError("the term has no letter: write the short form or the old name in the first column")
    if len(term) > _LONGEST_TERM:
        raise ValueError(f"the term is longer than {_LONGEST_TERM} characters: shorten it")
    if term in known:
        raise ValueError(f"{term!r} stands above already: put all its meanings on one line, between |")


def _check_meaning(term: str, mean: str) -> None:
    if len(mean) > _LONGEST_MEANING:
        raise ValueError(f"a meaning of {term!r} is longer than {_LONGEST_MEANING} characters: shorten it")
    if not any(character.isalpha() for character in mean):
        raise ValueError(f"the meaning {mean!r} of {term!r} has no letter: correct it")
    if mean.lower() == term.lower():
        raise ValueError(f"{term!r} means itself: write what it stands for")
