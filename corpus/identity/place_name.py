"""The place of a passage in its document as offices cite it: "điểm a khoản 2 Điều 5", "mục II.3", "Phụ lục I, mục 2"."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.document.marker import Marker, MarkerKind, marker_of
from corpus.language.detect import Language
from corpus.language.number_words import number_in
from corpus.language.vocabulary import has_words, table

_LONGEST_HEADING = 60
_DIVISIONS: tuple[MarkerKind, ...] = ("part", "chapter", "section", "subsection")
_NUMBERED: tuple[MarkerKind, ...] = ("letter", "roman", "arabic", "decimal")
_ATTACHED = re.compile(r"QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY")
_BARE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[^\W\d_]")


class _Words(NamedTuple):
    clause: str
    point: str
    item: str
    divisions: Mapping[str, str]
    """Names of parts and the like in another language; Vietnamese keeps those written."""


def _words_of(language: Language) -> _Words:
    """English for a language without words."""
    words = table(language if has_words(language) else "en", "places")
    return _Words(words["clause"], words["point"], words["item"], words["divisions"])


def place_name(path: str, language: Language) -> str:
    """The official short form of the place with this `Section.path`.

    Articles are numbered through a document and stand without their chapter; what has no number goes by its
    heading; empty for a place outside every heading.
    """
    marked = [(label, _marker(label)) for label in path.split(" › ") if label]
    article = _last(marked, ("article",))
    annex = _last(marked, ("annex",))
    words = _words_of(language)
    inner = [mark for _, mark in marked[max(article, annex, -1) + 1 :] if mark is not None]
    if article >= 0 and article > annex:
        return _in_article(marked, article, inner, words)
    outer = [_division(marked[annex][1], words)] if annex >= 0 else _divisions(marked, words)
    item = _item(inner, words)
    if item:
        return ", ".join([*outer, item])
    heading = _heading(marked[-1][0]) if marked and marked[-1][1] is None else ""
    return ", ".join([*outer, *([heading] if heading else [])])


def _marker(label: str) -> Marker | None:
    """The marker of a label; an item of the body is labelled with its number alone ("3", "a", "1.1")."""
    return marker_of(f"{label}. …") if _BARE_NUMBER.fullmatch(label) else marker_of(label)


def _last(marked: Sequence[tuple[str, Marker | None]], kinds: Sequence[MarkerKind]) -> int:
    """Index of the innermost section whose marker is of one of `kinds`; -1 where there is none."""
    return max((index for index, (_, mark) in enumerate(marked) if mark and mark.kind in kinds), default=-1)


def _in_article(
    marked: Sequence[tuple[str, Marker | None]], article: int, inner: Sequence[Marker], words: _Words
) -> str:
    """As "điểm a khoản 2 Điều 5", with the regulation that is attached to a decision: "Điều 5 Quy chế"."""
    parts = []
    clause_seen = False
    for mark in inner:
        if mark.kind in ("arabic", "decimal") and not clause_seen:
            parts.append(f"{words.clause} {_number(mark)}")
            clause_seen = True
        elif mark.kind in ("alpha", "paren", "decimal", "arabic"):
            parts.append(f"{words.point} {_number(mark)}")
        else:
            parts.append(f"{words.item} {_number(mark)}")
    attached = next((found for label, _ in marked[:article] if (found := _ATTACHED.match(label))), None)
    names = [*reversed(parts), _division(marked[article][1], words)]
    if attached is not None:
        names.append(_translated(attached.group().capitalize(), words))
    return (" " if not words.divisions else ", ").join(names)


def _divisions(marked: Sequence[tuple[str, Marker | None]], words: _Words) -> list[str]:
    return [_division(mark, words) for _, mark in marked if mark and mark.kind in _DIVISIONS]


def _division(mark: Marker | None, words: _Words) -> str:
    """The usual capitals: "CHƯƠNG II." as "Chương II", in English "Chapter II"."""
    if mark is None:
        return ""
    written = mark.text.strip(" .:").split()
    number = [word for word in written if re.fullmatch(r"[IVXLC]+|[A-ZĐ]|\d+[a-zđ]?", word)][-1:]
    name = " ".join(word.lower() for word in written if word not in number).capitalize()
    if not words.divisions:
        return " ".join([name, *number])
    kind, _, ordinal = name.lower().removesuffix(" số").partition(" thứ ")
    spelled = number_in(ordinal) if ordinal else None
    number = number or ([str(spelled)] if spelled else [])
    return " ".join([_translated(kind.capitalize(), words), *number])


def _translated(name: str, words: _Words) -> str:
    return words.divisions.get(name.lower(), name)


def _item(marks: Sequence[Marker], words: _Words) -> str:
    """As "điểm a mục II.3": numbers joined from the outermost on, "1.1" not said twice below "1"."""
    numbers: list[str] = []
    points: list[str] = []
    for mark in marks:
        if mark.kind in _NUMBERED:
            number = _number(mark)
            if numbers and mark.kind == "decimal" and number.startswith(f"{numbers[-1]}."):
                numbers.pop()
            numbers.append(number)
        elif mark.kind in ("alpha", "paren"):
            points.append(f"{words.point} {_number(mark)}")
    names = [*reversed(points), *([f"{words.item} {'.'.join(numbers)}"] if numbers else [])]
    return (" " if not words.divisions else ", ").join(names)


def _number(mark: Marker) -> str:
    return mark.text.strip(" .)/:-–(")


def _heading(label: str) -> str:
    label = label.strip(" .:")
    if len(label) > _LONGEST_HEADING:
        label = label[:_LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"
    return f"“{label}”"
