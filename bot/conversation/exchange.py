"""A question that follows on another, said as one: what it names takes the place of its like, the rest stands behind.

"Năm 2024 Sở Nội vụ tuyển bao nhiêu công chức?", "còn năm 2025?" is "Năm 2025 Sở Nội vụ tuyển bao nhiêu công chức?";
"khi nào thi?" behind it makes "Năm 2024 Sở Nội vụ tuyển bao nhiêu công chức, khi nào thi?".
"""

import re
from collections.abc import Sequence

from corpus.language.detect import Language, language_of
from corpus.language.number_words import count_in_any_language
from corpus.language.typed_pattern import Typed
from index.question.named_things import NamedThing
from index.question.query import Query
from index.question.topic import LONGEST_QUESTION

BINDS = 3
"""Words of a follow-up beside what it names that say nothing of their own: "còn … thì sao"."""
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_PLANNED = r"(?:kế hoạch|mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|dự toán|kết quả|thực hiện|ước thực hiện)"
_PART = (
    rf"(?:{count_in_any_language()}\s+tháng\s+(?:đầu|cuối)\s+(?:của\s+)?|nửa\s+(?:đầu|cuối)\s+|(?:đầu|cuối)\s+"
    r"|quý\s+(?:[ivx]+|\d)[\s,/]+(?:của\s+)?|tháng\s+\d{1,2}\s*[/,]?\s*)"
)
_ENGLISH_PART = r"(?:(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:half|quarter|\w+\s+months)\s+of\s+)"
_TIME = (
    rf"(?:(?:(?P<noun>{_PLANNED})\s+)?(?:(?:của|cho|trong)\s+)?(?:{_PART}(?:năm\s+)?|(?:cả\s+)?năm\s+){_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d/-]|[.,]\d)"
    r"|(?:năm\s+(?:nay|ngoái|kia|trước|tới|sau)|sang năm)\b)"
    rf"|(?<![\d/.,:-]){_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d/-]|[.,]\d)"
)
_ENGLISH_TIME = rf"(?:{_ENGLISH_PART}{_YEAR}(?![\d/-])|\b(?:this|last|next) year\b)|(?<![\d/.,:-]){_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d/-]|[.,]\d)"
TIME = Typed(rf"{_TIME}|{_ENGLISH_TIME}")
"""A year, a part of a year or a relative year, with the plan or result of it ("kế hoạch năm 2025")."""
_IN_RELATIVE = re.compile(r"\bin (?=(?:this|last|next) year\b)", re.IGNORECASE)
_RELATIVE: dict[Language, dict[str, str]] = {
    "vi": {"last year": "năm ngoái", "this year": "năm nay", "next year": "năm tới"},
    "en": {"năm ngoái": "last year", "năm trước": "last year", "năm nay": "this year", "năm tới": "next year"},
}
_COMPARED = Typed(
    rf"(?:so với|cùng kỳ|compared (?:with|to)|than)\s+(?:\S+\s+){{0,3}}?(?:{_YEAR}|năm (?:trước|ngoái)|last year|the year before)"
)
"""A year that something is compared with."""


def continued(before: Query, asked: Query) -> str:
    """What is asked by a question that follows on the one before; where both name one thing of a kind, of the new one."""
    said, rest = before.text, asked.text
    for ours, theirs in _alike(before.things, asked.things):
        said = said.replace(before.text[ours.start : ours.end], asked.text[theirs.start : theirs.end])
        rest = rest.replace(asked.text[theirs.start : theirs.end], " ")
    times = {match[0].strip() for match in TIME.finditer(asked.text)}
    if len(times) == 1 and (of_time := _with_time(said, time := times.pop())):
        said, rest = of_time, rest.replace(time, " ")
    if said != before.text and len(rest.split()) <= BINDS:
        return said
    room = LONGEST_QUESTION - len(asked.text) - 2
    return f"{said.rstrip(' ?.!,')[-room:]}, {asked.text}"


def names_only_a_time(question: str) -> bool:
    """Whether hardly anything is left of the question without the time that it names: "còn năm 2024?"."""
    return bool(TIME.search(question)) and len(TIME.sub(" ", question).split()) <= BINDS


def _alike(before: Sequence[NamedThing], asked: Sequence[NamedThing]) -> list[tuple[NamedThing, NamedThing]]:
    """The things, times aside, that are the only ones of their kind on both sides."""
    found = []
    for kind in ("agency", "number", "place", "name", "code"):
        ours, theirs = ([each for each in things if each.kind == kind] for things in (before, asked))
        if len({each.forms for each in ours}) == len({each.forms for each in theirs}) == 1:
            found.append((ours[0], theirs[0]))
    return found


def _with_time(question: str, time: str) -> str | None:
    """The question about another time; None where it names none.

    A comparison ("so với năm 2023") stays; several years that are not one range are left alone too.
    """
    compared = _COMPARED.search(question)
    found = [
        match
        for match in TIME.finditer(question)
        if not (compared and compared.start() <= match.start() < compared.end())
    ]
    years = {re.sub(r"\D+", "-", match[0]).strip("-") for match in found}
    if not found or len(years) > 1:
        return None
    said = _RELATIVE.get(language_of(question), {}).get(time.lower(), time)
    for match in reversed(found):
        question = (
            question[: match.start()] + _fitted(match, said, is_first=match.start() == 0) + question[match.end() :]
        )
    return _IN_RELATIVE.sub("", question)


def _fitted(old: re.Match[str], new: str, *, is_first: bool) -> str:
    """A bare year, or "năm" with one, changes the figures only; anything else takes the whole place but for its noun."""
    year = re.fullmatch(rf"(?:năm\s+|nam\s+)?({_YEAR}(?:\s*[-–]\s*{_YEAR})?)", new, re.IGNORECASE)
    if year and re.search(_YEAR, old[0]):
        return re.sub(rf"{_YEAR}(?:\s*[-–]\s*{_YEAR})?", year[1], old[0])
    named = TIME.match(new)
    if old["noun"] and not (named and named["noun"]):
        return f"{old['noun']} {_lowered(new)}"
    return new[:1].upper() + new[1:] if is_first else _lowered(new)


def _lowered(text: str) -> str:
    """As it stands inside a sentence: "Năm 2024" becomes "năm 2024"."""
    return text[:1].lower() + text[1:]
