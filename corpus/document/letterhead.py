"""The two columns at the top of an official document, taken apart where a file sets them on one line.

Nghị định 30/2020/NĐ-CP, appendix I: agency and number on the left, quốc hiệu with place and date on the right.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from corpus.document.agency import BEGINS
from corpus.document.marker import marker_of
from corpus.document.number import NUMBER, PREFIX
from corpus.language.calendar_date import MONTH_NAME
from corpus.text.letters import CAPITAL

_MOTTO = r"(?<!nước )C[ỘO]NG\s+H(?:ÒA|OÀ|OA)\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
MOTTO = re.compile(rf"(?:{_MOTTO}|ĐẢNG CỘNG SẢN VIỆT NAM|SOCIALIST REPUBLIC OF VIET\s?NAM)", re.IGNORECASE)
"""Quốc hiệu, or the party's heading."""
_RULED = r"\s*[-–—]\s*"
SLOGAN = re.compile(
    rf"Độc\s+lập{_RULED}Tự\s+do{_RULED}Hạnh\s+phúc|Independence{_RULED}(?:Freedom|Liberty){_RULED}Happiness",
    re.IGNORECASE,
)
"""Tiêu ngữ."""
_PLACE = r"(?:[^\W\d_]{1,3}\.\s?)?[^\W\d_][^,;:.\d]{1,40}?(?:\s\d{1,2})?"
"""Also "TP. Hồ Chí Minh", "Phường 5"."""
_OF_MONTH, _OF_YEAR = (rf"(?:[\s.,…]*+(?:{word}|[/-])|\s*+\.)\s*+" for word in ("tháng", "năm"))
PLACE_AND_DATE = re.compile(
    rf"(?:(?P<place>{_PLACE}),\s*)?ngày\s*+(?P<day>\d{{1,2}})?{_OF_MONTH}(?P<month>\d{{1,2}})?{_OF_YEAR}(?P<year>\d{{4}})?[\s.,…]*+$",
    re.IGNORECASE,
)
"""Địa danh và thời gian ban hành; day, month and year may be blank."""
PLACE_AND_WRITTEN_DATE = re.compile(
    rf"(?P<place>{_PLACE}),\s*(?P<date>(?:{MONTH_NAME}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_NAME}),?\s+\d{{4}})\.?",
    re.IGNORECASE,
)
"""The same in English: "Hanoi, March 5, 2025"."""
_BROKEN = re.compile(r"(?:,|\b(?:ngày|tháng|năm)(?:\s*\d{1,2})?)\s*$", re.IGNORECASE)
"""Where a line of place and date may be broken."""
CITATION = re.compile(rf"số\s+{NUMBER}\s*,?\s*ngày\b", re.IGNORECASE)
"""A line on which a title names another document; a letterhead has a colon behind "Số", or the place before the day."""
_RIGHT = re.compile(
    rf"(?<=\S)\s+(?=(?:{MOTTO.pattern}|{SLOGAN.pattern})\s*$)|(?<=\S)(?:\s{{2,}}|\t+)(?=\S)|"
    rf"(?<=[/\w])\s+(?=(?:[{CAPITAL}]\w+\s){{1,5}}?[{CAPITAL}]?\w*,\s*ngày\b)",
    re.IGNORECASE,
)
_BESIDE_RECIPIENTS = re.compile(r"^\s*Nơi nhận\s*:?\s{3,}\S|^\s{20,}(?:TM|KT|TL)\. ?[A-ZĐ]")
_APPENDIX = re.compile(r"^\s*(?:PHỤ LỤC|Phụ lục)\b|.{120}")
_NUMBER_LINE = re.compile(rf"^\s*{PREFIX}\s*:", re.IGNORECASE)
_RULE = re.compile(r"^[\s\-_=*~.–—─]{2,}$")

_LONGEST_LINE = 240
"""Characters, with the white space between the columns; a longer line is a paragraph of the body."""


def dated(line: str, following: str = "") -> re.Match[str] | None:
    """Place and date on a line and the one that follows, else on it alone."""
    lines = [f"{line} {following}", line] if following and _BROKEN.search(line) else [line]
    found = (pattern.fullmatch(each) for each in lines for pattern in (PLACE_AND_DATE, PLACE_AND_WRITTEN_DATE))
    return next(filter(None, found), None)


def dated_lines(lines: Sequence[str]) -> frozenset[int]:
    """Which of the lines are place and date, or a half of it."""
    found = [dated(line, following) for line, following in zip_longest(lines, lines[1:], fillvalue="")]
    spans = [
        range(place, place + 1 + (match.string != line))
        for place, (line, match) in enumerate(zip(lines, found, strict=True))
        if match
    ]
    return frozenset(chain.from_iterable(spans))


def is_rule(line: str) -> bool:
    """Whether `line` is only a drawn rule ("-------", "* * *")."""
    return bool(_RULE.match(line))


def take_apart(line: str) -> tuple[str, str] | None:
    """(left, right) of a line of the letterhead that holds both columns; None where it holds one."""
    if len(line) > _LONGEST_LINE or marker_of(line):
        return None
    if _NUMBER_LINE.match(line) or MOTTO.search(line) or SLOGAN.search(line) or re.search(r",\s*ngày\b", line):
        gap = _RIGHT.search(line)
        if gap is not None:
            return line[: gap.start()].strip(), line[gap.end() :].strip()
    return None


def uncolumn(lines: list[str]) -> list[str]:
    """`lines` of the top of a document with its left column first, then its right one.

    Lines that hold one column only keep their place; text that has no two-column line comes back unchanged.
    """
    apart = [take_apart(line) for line in lines]
    if not any(apart):
        return lines
    first = next(index for index, pair in enumerate(apart) if pair)
    last = max(index for index, pair in enumerate(apart) if pair)
    left, right = [], []
    for line, pair in zip(lines[first : last + 1], apart[first : last + 1], strict=True):
        sides = pair or _sides(line)
        left.append(sides[0])
        right.append(sides[1])
    kept = [side for side in left + right if side and not is_rule(side)]
    return lines[:first] + kept + lines[last + 1 :]


def uncolumn_closing(lines: list[str]) -> list[str]:
    """`lines` with nơi nhận before the signature, where white space sets them side by side."""
    first = next((index for index, line in enumerate(lines) if _BESIDE_RECIPIENTS.match(line)), None)
    if first is None:
        return lines
    last = first
    while last + 1 < len(lines) and not _APPENDIX.match(lines[last + 1]):
        last += 1
    sides = [_sides(line) for line in lines[first : last + 1]]
    block = [left for left, _ in sides if left] + [right for _, right in sides if right]
    return lines[:first] + block + lines[last + 1 :]


def _sides(line: str) -> tuple[str, str]:
    """A line between two-column lines: on the left, unless white space pushes it to the right."""
    parts = re.split(r"\s{3,}|\t+", line.strip())
    if len(parts) == 2:
        return parts[0], parts[1]
    indented = len(line) - len(line.lstrip()) >= 20
    return ("", line.strip()) if indented else (line.strip(), "")


def parts_of_letterhead(lines: list[str]) -> frozenset[str]:
    """Which parts of a letterhead stand in `lines`: "motto", "number", "date" and "agency"."""
    return frozenset(part for line in lines for part in _parts(line.strip()))


def _parts(line: str) -> Iterator[str]:
    if MOTTO.search(line) or SLOGAN.search(line):
        yield "motto"
    if _NUMBER_LINE.match(line):
        yield "number"
    if re.search(r",\s*ngày\b", line) and PLACE_AND_DATE.search(line):
        yield "date"
    if line.isupper() and BEGINS.match(line):
        yield "agency"
