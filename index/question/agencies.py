"""Agencies of the library that a question names, and whether as authors of what is asked for."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.glossary.agency_names import english_names
from index.glossary.renamed import PROVINCE_NAMES

NamesOf = Callable[[str], Iterable[str]]
"""Other names of an agency, such as its short forms."""

_CUES = Cues(__file__, folded=True)
_PLACE = re.compile(rf"\s+({_CUES.expression('level')})\s+\S.*$")
_NEEDS_LEVEL = _CUES.whole("needs_level")
_ELSEWHERE = re.compile(r"\s+(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã)\s+[^\W\d_]")
_PART_OF = re.compile(rf"{_CUES.expression('part_of')}\s+$")
"""Before a name: the agency is another one, of which only the superior is named."""
_NAMED = "\x00"
"""Stands for a name, which needs no pattern of its own then."""
_AUTHOR = _CUES.pattern("author")
_COUNTING = _CUES.pattern("counting")


@dataclass(frozen=True, slots=True)
class AgencyName:
    """Where a text names an agency."""

    start: int
    end: int
    written: str
    agencies: tuple[str, ...]
    """Those it means, as the library names them."""


def agencies_in(text: str, named: Sequence[AgencyName]) -> tuple[tuple[str, ...], bool]:
    """The agencies that the text names, in its order, and whether they are plainly authors; `named` as `agency_names`.

    Where some are authors, only these. Whoever is only spoken of may be reported on by others.
    """
    if not named:
        return (), False
    marked, position = "", 0
    folded = fold(text)
    for name in named:
        marked += folded[position : name.start] + _NAMED
        position = name.end
    marked += folded[position:]
    authors = [] if _COUNTING.search(marked) else _authors(marked, named)
    return tuple(dict.fromkeys(agency for name in authors or named for agency in name.agencies)), bool(authors)


def _authors(marked: str, named: Sequence[AgencyName]) -> list[AgencyName]:
    """Those of the names, each a mark in the text, whose documents are asked for."""
    return [named[marked.count(_NAMED, 0, match.end()) - 1] for match in _AUTHOR.finditer(marked)]


def agency_names(text: str, agencies: Collection[str], names_of: NamesOf | None = None) -> tuple[AgencyName, ...]:
    """Where the text names one of `agencies`, in order, without overlaps.

    A name counts folded, with or without its locality, in English, and as `names_of` has it; of several that begin at
    one place the longest.
    """
    folded = fold(text).replace("’", "'")
    by_form: dict[str, list[str]] = {}
    for agency in sorted(set(agencies)):
        for name in (agency, *(names_of(agency) if names_of else ())):
            for form in forms_of(name):
                by_form.setdefault(form, []).append(agency)
    places = [
        AgencyName(start, end, text[start:end], named)
        for form, bearers in by_form.items()
        for start, end in _occurrences(form, folded)
        if (named := tuple(dict.fromkeys(each for each in bearers if not _is_another(text, folded, start, end, each))))
    ]
    kept: list[AgencyName] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)


def _occurrences(form: str, folded: str) -> Iterable[tuple[int, int]]:
    """Where the form stands as whole words."""
    start = folded.find(form)
    while start >= 0:
        end = start + len(form)
        if not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum():
            yield start, end
        start = folded.find(form, end)


def _is_another(text: str, folded: str, start: int, end: int, agency: str) -> bool:
    """Whether it is the same body of another place ("Sở Nội vụ tỉnh Khác", "UBND tỉnh long an"), or an office of it."""
    province = _province().match(folded, end)
    if province and province["name"] not in fold(agency):
        return True
    elsewhere = _ELSEWHERE.match(text, end)
    return bool(elsewhere and text[elsewhere.end() - 1].isupper() and not fold(agency).endswith(folded[start:end])) or (
        bool(_PART_OF.search(folded[max(0, start - 20) : start]))
    )


@lru_cache(maxsize=1)
def _province() -> re.Pattern[str]:
    """A province right behind the name of a body, its level before it or not, however it is typed."""
    names = sorted(map(fold, PROVINCE_NAMES), key=len, reverse=True)
    return re.compile(rf"\s+(?:{_CUES.expression('level')}\s+)?(?P<name>{'|'.join(map(re.escape, names))})\b")


@lru_cache(maxsize=4096)
def forms_of(name: str) -> tuple[str, ...]:
    """Folded ways of writing a name: whole, without its place, in English."""
    folded = fold(name)
    place = _PLACE.search(folded)
    if place is None:
        return (folded, *english_names(folded))
    body = folded[: place.start()]
    short = f"{body} {place[1]}" if _NEEDS_LEVEL.match(body) else body
    return (folded, short, *english_names(short))


def heads_of(name: str) -> tuple[str, ...]:
    """By what a post of the agency is named, folded: its name, and the place alone of a body that every level has ("chủ tịch tỉnh …")."""
    folded = fold(name)
    place = _PLACE.search(folded) if _NEEDS_LEVEL.match(folded) else None
    return (folded, place[0].strip()) if place else (folded,)
