"""The form of a question: its wording, with a stand-in for each document, article, agency, person, date and year that it names.

What a question names tells nothing of its kind, and nothing else differs as much between two questions of one kind.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.classifying.possible_kinds import DOCUMENT, UNIT
from corpus.language.calendar_date import dates_in
from corpus.text.letters import fold
from index.question.named_things import NamedThing, ThingKind

_DATE = "1/1/2024"
_UNIT_NUMBER = "1"
"""Of an article, a chapter."""
_STAND_INS: Mapping[ThingKind, str] = {
    "number": "văn bản số 1", "year": "2024", "agency": "cơ quan A", "place": "tỉnh A", "name": "ông A",
}  # fmt: skip
"""The same in every language: the encoder knows what they are."""
_Replaced = tuple[int, int, str]


def form_of(text: str, things: Sequence[NamedThing]) -> str:
    """`things` is what the text names."""
    form, end = "", 0
    for start, last, stand_in in sorted(_stand_ins(text, things), key=lambda each: (each[0], -each[1])):
        if start >= end:
            form += text[end:start] + stand_in
            end = last
    return form + text[end:]


def _stand_ins(text: str, things: Sequence[NamedThing]) -> Iterator[_Replaced]:
    for each in dates_in(text):
        if each.day and each.month:
            yield each.start, each.end, _DATE
    for unit in UNIT.finditer(fold(text)):
        yield *unit.span("number"), _UNIT_NUMBER
    for thing in things:
        is_kind = DOCUMENT.fullmatch(fold(text[thing.start : thing.end]))  # "Decision", which its capital makes a name
        if not is_kind and (stand_in := _STAND_INS.get(thing.kind)):
            yield thing.start, thing.end, stand_in
