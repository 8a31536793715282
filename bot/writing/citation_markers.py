"""The markers that a model writes after what it takes from a passage, as `[1]`, in every form that models use."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_NUMBERS = r"\d{1,2}(?:\s*[-–,;]\s*\d{1,2})*"
_NAMED = r"(?:\^|(?:đoạn|nguồn|passage|source|document)\s*(?:số\s*|no\.?\s*)?)?"
MARKER = re.compile(
    rf"\[\s*{_NAMED}({_NUMBERS})\s*\]|【\s*{_NAMED}({_NUMBERS})\s*(?:†[^】\n]{{0,80}})?】", re.IGNORECASE
)
"""`[1]`, `[1, 2]`, `[1-3]`, `[^1]`, `[đoạn 1]`, `【1】`, `【1†source】`. Not `(1)`, which offices write for points, nor `[2024]`."""
_OPEN = re.compile(r"[\[【][^\]】\n]{0,120}$")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_BEFORE_STOP = re.compile(r"[ \t]+(?=[.,;:!?](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence and the markers that stood in it."""

    text: str
    """Without any marker."""
    markers: tuple[int, ...]
    """Those that are known, each once, in the order of the text."""


def parse_markers(text: str, known: Collection[int]) -> Marked:
    """The markers of a sentence taken out of it; those not `known` are removed too, and forgotten."""
    numbers = [number for match in MARKER.finditer(text) for number in _numbers(match[1] or match[2])]
    bare = text
    while (shorter := MARKER.sub("", bare)) != bare:  # taking one out may leave another: "[[1]1]"
        bare = shorter
    bare = _BEFORE_STOP.sub("", " ".join(bare.split())) if bare != text else text.strip()
    return Marked(bare, tuple(dict.fromkeys(number for number in numbers if number in known)))


def _numbers(written: str) -> list[int]:
    """The numbers of one marker: 1, 3, 4, 5 of "1, 3-5"."""
    found: list[int] = []
    for part in re.split(r"[,;]", written):
        span = _RANGE.fullmatch(part.strip())
        found += range(int(span[1]), int(span[2]) + 1) if span else map(int, re.findall(r"\d+", part))
    return found


def leading_markers(text: str) -> int:
    """Length of the markers that `text` begins with, with the space around them; 0 where it begins with none."""
    end = 0
    while match := MARKER.match(text, end + len(text[end:]) - len(text[end:].lstrip())):
        end = match.end()
    return end


def without_open_marker(text: str) -> str:
    """The text without what, at its end, may become a marker when more of it comes, as "[1" may."""
    return _OPEN.sub("", text)
