"""Raised characters of a line, written so that no figure grows: "1.350²" is not 1.3502, "10⁶" is not 106.

* A power is written in raised digits: "450 m²", "10⁶", "x²", "m⁻³", "Ca²⁺".
* A degree that is typed as a raised o or 0 is the sign: "30°C".
* Any other raised number is the mark of a note and is set apart in brackets, as the marks of a format's own notes are:
  "1.350 [2]", "hồ sơ [1,2]"; one that begins the line begins a note: "[2] Theo báo cáo".
* Raised letters and signs ("21st", "1.350*", "1.350(1)") stay as they are typed.
"""

import re
from collections.abc import Iterable
from itertools import groupby

_DIGITS = str.maketrans("0123456789+-−–ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿⁱ")
_POWER = re.compile(r"[+\-−–]?\d{1,3}|\d[+\-−–]|[ni]")
_NOTE = re.compile(r"(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)[).]?")
_IS_RAISED_TO = re.compile(r"(?<!\w)(?:\d*(?:[kcdmµμn]m|hm|dam|ft|in|yd|m))$|/(?:s|h|min)$|(?<![^\W\d_])[^\W\d_]$")
"""What has powers wherever it stands: a length with or without its figure, a time below a stroke, a letter by itself."""
_SUM = re.compile(r"\([^()]*[+\-−–*×/=][^()]*\)$")
_FIGURE = re.compile(r"(?<![\d.,])\d[\d.,]*\s?$")
_DEGREE = re.compile(r"\d\s*$")
_SCALE = re.compile(r"\s*[CFK](?![^\W_])")


def join_raised(pieces: Iterable[tuple[str, bool]]) -> str:
    """One line out of its pieces, (text, whether it is raised) each, in order."""
    runs = [("".join(text for text, _ in group), raised) for raised, group in groupby(pieces, lambda piece: piece[1])]
    line = ""
    for index, (text, raised) in enumerate(runs):
        after = runs[index + 1][0] if index + 1 < len(runs) else ""
        line += _spelled(line, text, after) if raised else text
    return line


def _spelled(before: str, raised: str, after: str) -> str:
    """Raised text between what stands before and after it on the line."""
    mark = raised.strip()
    if mark in ("o", "O", "0", "º") and _DEGREE.search(before) and (mark != "0" or _is_angle(before, after)):
        return "°"
    if _POWER.fullmatch(mark) and _has_power(before, mark, after):
        return raised.replace(mark, in_raised(mark))
    note = _NOTE.fullmatch(mark)
    if note is None:
        return raised
    gap = " " if before and not before[-1].isspace() else ""
    return f"{gap}[{note.group(1)}]" + (" " if not before.strip() or after[:1].isalnum() else "")


def _is_angle(before: str, after: str) -> bool:
    """Whether a raised 0 is a degree: before the sign of a scale, or on a figure that nobody raises to 0."""
    return bool(_SCALE.match(after)) or not re.search(r"(?<!\d)10\s*$", before)


def _has_power(before: str, mark: str, after: str) -> bool:
    if not mark.isdecimal():
        return bool(re.search(r"\w$", before)) or before.endswith((")", "]"))
    figure = _FIGURE.search(before)
    if figure is not None:
        return figure.group().strip() == "10" or bool(re.match(r"\s*[=×*^]", after))
    return bool(_IS_RAISED_TO.search(before) or _SUM.search(before))


def in_raised(text: str) -> str:
    """Digits and their sign as raised ones: "-3" → "⁻³"; empty where `text` has anything else."""
    return text.translate(_DIGITS) if _POWER.fullmatch(text) else ""
