"""A sentence turned into a question after one of its figures or dates.

The words that ask take the place of the answer, which is where they stand in Vietnamese.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.evaluation.proposals.question_templates import Templates
from bot.examples import as_topic
from corpus.document.marker import marker_of
from corpus.language.calendar_date import dates_in
from corpus.language.detect import Language
from corpus.language.quantity import Quantity, quantities_in
from corpus.language.sentence import is_bare_heading, is_table_row

_WORDS = range(6, 41)
"""How many words make a sentence that is asked about: fewer need what stands around them."""
_CLAUSE_WORDS = range(5, 29)
_ENDS = re.compile(r"[;,:(.](?=\s|$)|\s[-–—]\s")
_GROUNDS = re.compile(r"(?:Căn cứ|Xét|Theo|Thực hiện|Pursuant|Based on|According)\b")
_ITEM = re.compile(r"(?:[-+*•–]\s*)+")
_NUMBERED = re.compile(r"[/\w-]*/\S+\s*,?\s*$")
"""A document's number, whose date is no deadline."""
_COUNTED = re.compile(
    r"\s+[^\W\d_]{2,}(?:\s+(?!(?:và|của|với|trong|từ|để|là|do|được|đã|so|mỗi|theo|tại|có|and|of|in|for|with|by|to|were|was)\b)"
    r"[^\W\d_]{2,})?"
)
"""What is counted stands right after its figure."""
_DAY_BEFORE = re.compile(r"\bngày\s+$", re.IGNORECASE)
_SPOKEN = re.compile(r"[\"“”«»]")
"""A clause that is torn out of what somebody said."""
_DIGITS = re.compile(r"\d+(?:[.,\s]\d+)*")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """A clause in which something is asked for, and the answer."""

    clause: str
    answer: str


def figures_asked(sentence: str, language: Language, words: Templates) -> Iterator[ProposedAnswer]:
    """One for each figure of a sentence that counts or measures something."""
    if not _is_asked_about(sentence):
        return
    dated = [range(each.start, each.end) for each in dates_in(sentence)]
    for figure in quantities_in(sentence, language):
        digits = _DIGITS.match(sentence, figure.start)
        if digits is None or not _measures(figure, sentence, digits) or any(figure.start in each for each in dated):
            continue
        end, asks = (figure.end, words.share) if figure.unit == "%" else (digits.end(), words.how_many)
        counted = None if figure.unit else _COUNTED.match(sentence, figure.end)
        if asked := _asked(sentence, figure.start, end, asks, after=figure.end):
            yield ProposedAnswer(asked, sentence[figure.start : counted.end() if counted else figure.end].strip())


def dates_asked(sentence: str, words: Templates) -> Iterator[ProposedAnswer]:
    """One for each whole date of a sentence, that of a document's number left out."""
    if not _is_asked_about(sentence):
        return
    for each in dates_in(sentence):
        day = _DAY_BEFORE.search(sentence, 0, each.start)
        start = day.start() if day else each.start
        is_whole = None not in (each.day, each.month) and (each.year or not sentence[start].isdigit())
        if is_whole and not _NUMBERED.search(sentence[:start]):
            asked = _asked(sentence, start, each.end, words.which_day, after=each.end)
            if asked:
                yield ProposedAnswer(asked, sentence[start : each.end])


def _is_asked_about(sentence: str) -> bool:
    return (
        len(sentence.split()) in _WORDS
        and not is_table_row(sentence)
        and not is_bare_heading(sentence)
        and not _GROUNDS.match(_begin(sentence)[1])
    )


def _measures(figure: Quantity, sentence: str, digits: re.Match[str]) -> bool:
    """It has a unit of measure, or what it counts after it; it is no year, place or part of a number."""
    if sentence[: figure.start][-1:] in ("/", "-", ".", "("):
        return False
    if figure.unit:
        return figure.end > digits.end() and not sentence[figure.end :].lstrip()[:1].isdigit()
    return _COUNTED.match(sentence, figure.end) is not None and not any(value in _YEARS for value in figure.readings)


def _asked(sentence: str, start: int, end: int, asks: str, *, after: int) -> str | None:
    """The clause around `sentence[start:end]` with `asks` in its place; None where it is too short or too long."""
    first, _ = _begin(sentence)
    stop = _ENDS.search(sentence, max(end, after))
    last = stop.start() if stop else len(sentence)
    starts = [first, *(each.end() for each in _ENDS.finditer(sentence, first, start))]
    for begin in starts:
        clause = " ".join(f"{sentence[begin:start]}{asks}{sentence[end:last]}".split())
        if len(clause.split()) in _CLAUSE_WORDS and clause[0].isalpha() and not _SPOKEN.search(clause):
            return clause if clause.split()[1][0].isupper() else as_topic(clause)
    return None


def _begin(sentence: str) -> tuple[int, str]:
    """Where it begins behind the marker of a list, and the rest."""
    item = _ITEM.match(sentence)
    first = item.end() if item else 0
    marker = marker_of(sentence[first:])
    first += len(marker.text) if marker else 0
    rest = sentence[first:]
    return first + len(rest) - len(rest.lstrip(" .:)")), rest.lstrip(" .:)")
