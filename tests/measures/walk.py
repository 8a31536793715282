"""The walk of a question and of a file through the rooms, and how often what is worked out of a question is worked out.

`python -m tests.measures.walk [FOLDER]` walks over the samples (their library in FOLDER, a new one unless given);
`PYTHONPATH=CHECKOUT python tests/measures/walk.py` walks through any commit's code from within that checkout.

A room is a package of `bot`, `corpus` or `index` (`index.search`), or a module that lies in none (`bot.answerer`). A
room is entered when a call from another one first reaches it; the rooms stand in the order in which they were entered.
A return is a pair of rooms of which the later one calls the earlier one, whether once or a thousand times. Calls are
followed in the thread that walks; what a library in between calls counts as called by who called the library, and
what a dataclass writes for itself or a generator expression hands over is no entry.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType

import bot.assemble
from bot.answerer import Answerer
from bot.assemble import answerer_of, converser_of, open_library
from bot.settings import load_settings
from corpus.read import read
from corpus.split import chunks_of
from index.sync import sync

ROOT = Path(bot.assemble.__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
FILE = SAMPLES / "2024-12-27-bc-so-nv-ket-qua-2024.docx"
VIETNAMESE = "Năm 2024 Sở Nội vụ số hóa được bao nhiêu trang tài liệu lưu trữ lịch sử?"
ENGLISH = "How many pages of historical archives did the Department of Home Affairs digitise in 2024?"
FOLLOW_UP = "còn năm 2025?"
WORKED_OUT = (
    "cleaned",
    "language_of",
    "asked_for",
    "translate",
    "shares_language",
    "revision",
    "register",
    "agencies_named",
    "agency_names",
    "kind_of",
    "ranked_sentences",
)
"""Functions of which each call is counted, by their last name."""


@dataclass(slots=True)
class Walk:
    """What one walk entered, and what it called."""

    rooms: dict[str, int] = field(default_factory=dict)
    """In the order of the first entry, which is their place."""
    passages: set[tuple[str, str]] = field(default_factory=set)
    """(from, to) of every pair of rooms of which one called the other."""
    calls: Counter[str] = field(default_factory=Counter)

    @property
    def returns(self) -> list[tuple[str, str]]:
        """(from, to), where the one called was entered before the one that calls."""
        return sorted(pair for pair in self.passages if self.rooms[pair[1]] < self.rooms[pair[0]])

    def follow(self, frame: FrameType, event: str, _argument: object) -> None:
        """What `sys.setprofile` calls."""
        name = frame.f_code.co_name
        if event != "call" or name == "<genexpr>" or (room := _room_of(frame.f_code)) is None:
            return
        self.calls[name] += name in WORKED_OUT
        before = _caller_of(frame) or room
        for each in (before, room):
            self.rooms.setdefault(each, len(self.rooms))
        if before != room:
            self.passages.add((before, room))


def _caller_of(frame: FrameType) -> str | None:
    """The room that the call comes from; None where it comes from no room."""
    caller = frame.f_back
    while caller is not None and _room_of(caller.f_code) is None:
        caller = caller.f_back
    return caller and _room_of(caller.f_code)


_ROOMS: dict[CodeType, str | None] = {}


def _room_of(code: CodeType) -> str | None:
    """None for code that is not written in one of the three packages, and for the body of a module."""
    if code not in _ROOMS:
        path = Path(code.co_filename)
        inside = path.relative_to(ROOT).parts if path.is_relative_to(ROOT) else ()
        is_ours = inside[:1] in (("bot",), ("corpus",), ("index",)) and code.co_name != "<module>"
        _ROOMS[code] = ".".join((inside[0], Path(inside[1]).stem)) if is_ours else None
    return _ROOMS[code]


def walked(step: Callable[[], object]) -> Walk:
    """The walk of one step in this thread."""
    walk, before = Walk(), sys.getprofile()
    sys.setprofile(walk.follow)
    try:
        step()
    finally:
        sys.setprofile(before)
    return walk


def walks(data: Path) -> dict[str, Walk]:
    """A Vietnamese and an English question, a follow-up and a search over the samples, one file read, one divided."""
    with open_library(data) as library:
        sync(library, [SAMPLES])
        settings = load_settings(data)
        answerer: Answerer = answerer_of(library, settings)
        converser = converser_of(answerer, library, settings)
        _, turn = converser.after((), VIETNAMESE)
        report = read(FILE)
        if turn is None:
            raise ValueError("an answer makes a turn")
        searcher, query = library.searcher(), library.understanding.query(VIETNAMESE)
        chunks_of(report)
        converser.after((), ENGLISH)
        converser.after([turn], FOLLOW_UP)
        return {
            "a question in Vietnamese": walked(partial(converser.after, (), VIETNAMESE)),
            "a question in English": walked(partial(converser.after, (), ENGLISH)),
            "a follow-up": walked(partial(converser.after, [turn], FOLLOW_UP)),
            "the search": walked(partial(searcher.search, query)),
            "reading a file": walked(partial(read, FILE)),
            "a report to passages": walked(partial(chunks_of, report)),
        }


def told(found: dict[str, Walk]) -> str:
    """Each walk in a few lines."""
    lines = []
    for name, walk in found.items():
        lines += [f"{name}: {len(walk.rooms)} rooms, {len(walk.returns)} returns", f"  rooms: {', '.join(walk.rooms)}"]
        lines += [f"  returns: {'; '.join(f'{one} > {other}' for one, other in walk.returns)}"] if walk.returns else []
        calls = [f"{function} {walk.calls[function]}" for function in WORKED_OUT if walk.calls[function]]
        lines += [f"  calls: {', '.join(calls)}"] if calls else []
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(told(walks(Path(sys.argv[1] if len(sys.argv) > 1 else temporary))))
