"""The title page of a report that bears no Vietnamese letterhead: what, by whom, when and under which number.

There is no decree for these; what is read is what such pages have in common. Each of the four stands on a line of its own above
the first paragraph of running text, and the title is set in the largest type. Where two lines claim the same, nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from corpus.document.agency import SMALL_WORDS, in_title_case
from corpus.document.compose import Placed
from corpus.document.marker import marker_of
from corpus.language.calendar_date import dates_in
from corpus.language.cues import Cues, any_of, longest_first
from corpus.language.vocabulary import languages, named
from corpus.text.letters import fold

Stated = TypeVar("Stated")
_CUES = Cues(__file__)
_KINDS = {name: kind for each in languages() if each != "vi" for name, kind in named(each, "kinds.printed").items()}
_MOST_LINES = 16
_RUNNING_TEXT = 200
"""Characters from which a paragraph is no line of a title page."""
_LONGEST_LINE = 120
_LONGEST_TITLE = 300
_LARGEST, _LARGE = 0.93, 0.7
"""Share of the largest type from which a line is set in it, as OCR measures heights, and from which it may run on from there."""
_LARGER = 1.08
"""Times the type of running text from which a line is set larger than it."""
_FEW_WORDS = 4
_DATED = re.compile(rf"(?:{_CUES.expression('dated')}|[^\W\d_]+day\b|[\s:,.|•·–—-])*", re.IGNORECASE)
_RANKS = tuple(
    re.compile(rf"\b{_CUES.expression(rank)}(?=$|\s+{SMALL_WORDS}(?!\w))", re.IGNORECASE)
    for rank in ("government", "ministry", "office")
)
"""What the name of an agency is built on, the superior ones first: its last word, or the one before "of" or "for"."""
_BY = _CUES.pattern("by", behind=r"\s+")
_NAME = re.compile(r"(?:[^\W\d_][\w'’.&-]*|[&,–-])(?:\s+(?:[^\W\d_][\w'’.&-]*,?|[&–-]))*")
_SMALL_WORD = re.compile(SMALL_WORDS, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LED_NUMBER = re.compile(
    rf"(?:\w+\s+){{0,3}}{_CUES.expression('numbered')}\s*(?:[:#]\s*)?(?P<code>[A-Z0-9][\w./–-]*\d[\w./–-]*)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?P<code>[A-Z]{1,6}(?:[-–/ ]?[A-Z]{1,6})?[-–/ ]?\d{2,}(?:[-–/.]\d+)*[A-Z]{0,3})")
_KIND = re.compile(
    rf"(?:^|\s)(?P<kind>{any_of(longest_first(_KINDS))})(?!\w)(?=(?P<behind>.*)$)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    rf"(?<!\w){any_of(longest_first(_KINDS))}\s+{_CUES.expression('addressed')}(?!\w)", re.IGNORECASE
)
_BEHIND_KIND = re.compile(rf"\W*(?:$|\d|(?:{_CUES.expression('behind_kind')})\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What the page states; `body` is the offset behind the title."""

    title: str | None
    kind: str | None
    number: str | None
    agency: str | None
    issued: date | None
    body: int


def title_page_of(placed: Sequence[Placed], text: str) -> TitlePage:
    """What the lines above the first running text of a document state of it; `text` is all of it."""
    lines = list(_lines(placed))
    title = _title(lines, _usual_size(placed))
    others = [place.paragraph.text for place in lines if place not in title]
    joined = " ".join(place.paragraph.text for place in title)[:_LONGEST_TITLE]
    return TitlePage(
        joined or None,
        _kind([*others, joined]),
        _only(_numbers(others, text)),
        _agency(others),
        _only(_dates(others)),
        title[-1].end if title else 0,
    )


def _lines(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The lines of the first page above its first paragraph of running text."""
    for place in placed[:_MOST_LINES]:
        text = place.paragraph.text
        if place.paragraph.page > 1 or place.paragraph.role == "row" or len(text) > _RUNNING_TEXT or marker_of(text):
            return
        yield place


def _title(lines: Sequence[Placed], usual: float) -> list[Placed]:
    """The first line in the largest type that is neither date, number, agency nor a kind alone, and what runs on around it.

    Where none is larger than running text (`usual`, points), the first heading or bold line, where not all are; where no sizes
    are known, the first line that may be one.
    """
    may = [_may_be_title(place.paragraph.text) for place in lines]
    sizes = [place.paragraph.size or 0.0 for place in lines]
    weights = [size if said and size > _LARGER * usual else 0.0 for said, size in zip(may, sizes, strict=True)]
    if not any(weights) and not all(place.paragraph.bold for place in lines):
        set_apart = (place.paragraph.level == 1 or place.paragraph.bold for place in lines)
        weights = [float(said and apart) for said, apart in zip(may, set_apart, strict=True)]
    if not any(weights) and not usual:
        lead = next((index for index, said in enumerate(may) if said), len(may))
        weights = [float(index == lead and not _is_sentence(place)) for index, place in enumerate(lines)]
    largest = max(weights, default=0.0)
    if not largest:
        return []
    first = last = next(index for index, weight in enumerate(weights) if weight >= _LARGEST * largest)
    while first > 0 and weights[first - 1] >= _LARGE * largest:
        first -= 1
    while last + 1 < len(lines) and weights[last + 1] >= _LARGE * largest:
        last += 1
    return list(lines[first : last + 1])


def _is_sentence(place: Placed) -> bool:
    return place.paragraph.text[-1] in ".,;:"


def _usual_size(placed: Sequence[Placed]) -> float:
    """Points of the type in which half of the text is set; 0.0 where it is not known."""
    sized = sorted((place.paragraph.size, len(place.paragraph.text)) for place in placed if place.paragraph.size)
    half, passed = sum(length for _, length in sized) / 2, 0
    for size, length in sized:
        passed += length
        if passed >= half:
            return size
    return 0.0


def _may_be_title(text: str) -> bool:
    return not (
        _date_in(text)
        or _LED_NUMBER.fullmatch(text)
        or _BARE_NUMBER.fullmatch(text)
        or _is_agency(text)
        or text.lower() in _KINDS
        or _ADDRESSED.search(text)
        or not re.search(r"[^\W\d_]{3}", text)
    )


def _kind(lines: Sequence[str]) -> str | None:
    """Of the first line that begins with the name of a kind, or that few words make and its name ends, but for a year."""
    for line in lines:
        found = _KIND.search(line) if len(line) <= _RUNNING_TEXT else None
        if found and (found.start() == 0 or _is_short(line)) and _BEHIND_KIND.match(found["behind"]):
            return _KINDS[found["kind"].lower()]
    return None


def _is_short(line: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", line)) <= _FEW_WORDS or bool(_ADDRESSED.search(line))


def _numbers(lines: Sequence[str], text: str) -> Iterator[str]:
    """Those that a line gives by name, and codes alone on a line that the document repeats or that have parts."""
    for line in lines:
        led, bare = _LED_NUMBER.fullmatch(line), _BARE_NUMBER.fullmatch(line)
        if led and not _YEAR.fullmatch(led["code"]):
            yield led["code"]
        elif bare and (text.count(line) > 1 or re.search(r"\d[-–/]\d", line)):
            yield bare["code"]


def _dates(lines: Sequence[str]) -> Iterator[date]:
    for line in lines:
        found = _date_in(line)
        if found:
            yield found


def _date_in(line: str) -> date | None:
    """The whole date that a line states and nothing else: "Updated April 20, 2026"."""
    dates = dates_in(line)
    if len(dates) != 1 or not all(_DATED.fullmatch(part) for part in (line[: dates[0].start], line[dates[0].end :])):
        return None
    return dates[0].whole


def _agency(lines: Sequence[str]) -> str | None:
    """The lowest of the agencies that the first lines to name any name one below the other."""
    first = next((index for index, line in enumerate(lines) if _is_agency(line)), None)
    if first is None:
        return None
    named = [lines[first]]
    for line in lines[first + 1 :]:
        if not _is_agency(line):
            break
        named.append(line)
    lowest = max(map(_rank, named))
    name = [name for name in named if _rank(name) == lowest][-1]
    whole = (
        line for line in lines if line.endswith(f" {name}") and _is_agency(line)
    )  # a sign sets a name on two lines
    return in_title_case(_BY.sub("", next(whole, name)).rstrip(".,;"))


def _is_agency(line: str) -> bool:
    """Whether a line is a name, in capitals but for small words, that is built on what agencies are called."""
    line = _BY.sub("", line).rstrip(".,;")
    if len(line) > _LONGEST_LINE or not _NAME.fullmatch(line) or _KIND.search(line):
        return False
    words = [word for word in line.split() if not _SMALL_WORD.fullmatch(word)]
    return (
        len(words) > 1
        and line[0].isupper()
        and all(word[0].isupper() or not word[0].isalpha() for word in words)
        and _rank(line) >= 0
    )


def _rank(line: str) -> int:
    """Place in `_RANKS` of the lowest that a name is built on; -1 for what is no agency."""
    return max((rank for rank, heads in enumerate(_RANKS) if heads.search(line.rstrip(".,;"))), default=-1)


def _only(stated: Iterator[Stated]) -> Stated | None:
    """What is stated, where no two lines state different things."""
    different = {fold(str(each)): each for each in stated}
    return next(iter(different.values())) if len(different) == 1 else None
