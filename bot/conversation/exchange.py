"""A question that follows on another, said as one: what it names takes the place of its like, the rest stands behind.

"Năm 2024 Sở Nội vụ tuyển bao nhiêu công chức?", "còn năm 2025?" is "Năm 2025 Sở Nội vụ tuyển bao nhiêu công chức?";
"khi nào thi?" behind it makes "Năm 2024 Sở Nội vụ tuyển bao nhiêu công chức, khi nào thi?".
"""

import re
from dataclasses import replace

from corpus.language.cues import Cues, any_of, longest_first
from corpus.language.detect import Language, language_of
from corpus.language.number_words import count_in_any_language
from corpus.language.typed_pattern import Typed
from index.glossary.kind_names import ENGLISH, VIETNAMESE
from index.question.named_things import NamedThing
from index.question.query import Query
from index.question.topic import LONGEST_QUESTION

_CUES = Cues(__file__)
_BINDS = _CUES.typed("binds")
_HEAD = re.compile(
    rf"\b(?:{_CUES.expression('heads')}|{any_of(longest_first((*VIETNAMESE, *ENGLISH)))}(?:\s+(?:số|no\.?))?)\s+$",
    re.IGNORECASE,
)
"""Before the name of a place or the number of a document: what kind it is."""
_KINDS = ("agency", "number", "place", "name", "code")
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
    said = before.text
    for ours, theirs in _alike(before, asked):
        said = said.replace(before.text[ours.start : ours.end], asked.text[theirs.start : theirs.end])
    times = {match[0].strip() for match in _times(asked.text)}
    if len(times) == 1:
        said = _with_time(said, times.pop()) or said
    if said != before.text and only_names(before, asked):
        return said
    room = LONGEST_QUESTION - len(asked.text) - 2
    return f"{said.rstrip(' ?.!,')[-room:]}, {asked.text}"


def only_names(before: Query, asked: Query) -> bool:
    """Whether it asks nothing about the time or thing it names, of which the one before names another: "còn năm 2025?"."""
    rest = asked.text
    for _, theirs in sorted(_alike(before, asked), key=lambda pair: -pair[1].start):
        rest = f"{rest[: theirs.start]} {rest[theirs.end :]}"
    return only_tells_a_time(asked.text) or (rest != asked.text and not own_words(TIME.sub(" ", rest)))


def only_tells_a_time(question: str) -> bool:
    """Whether there is nothing to search for beside a time."""
    return TIME.search(question) is not None and not own_words(TIME.sub(" ", question))


def own_words(question: str) -> str:
    """The question without the words that only bind it to one before."""
    return " ".join(re.findall(r"\S*\w\S*", _BINDS.sub(" ", question)))


def _alike(before: Query, asked: Query) -> list[tuple[NamedThing, NamedThing]]:
    """The things, times aside, that are the only ones of their kind on both sides."""
    found = []
    for kind in _KINDS:
        ours, theirs = ([each for each in query.things if each.kind == kind] for query in (before, asked))
        if len({each.forms for each in ours}) == len({each.forms for each in theirs}) == 1:
            headed = _headed(asked.text, theirs[0])
            found.append((_headed(before.text, ours[0]) if headed != theirs[0] else ours[0], headed))
    return found


def _headed(text: str, thing: NamedThing) -> NamedThing:
    """With the words before it that tell what kind it is."""
    head = _HEAD.search(text[: thing.start])
    return replace(thing, start=head.start()) if head else thing


def _with_time(question: str, time: str) -> str | None:
    """The question about another time; None where it names none, or several years that are not one range."""
    found = _times(question)
    years = {re.sub(r"\D+", "-", match[0]).strip("-") for match in found}
    if not found or len(years) > 1:
        return None
    said = _RELATIVE.get(language_of(question), {}).get(time.lower(), time)
    for match in reversed(found):
        question = (
            question[: match.start()] + _fitted(match, said, is_first=match.start() == 0) + question[match.end() :]
        )
    return _IN_RELATIVE.sub("", question)


def _times(question: str) -> list[re.Match[str]]:
    """Where it names a time that nothing is compared with ("so với năm 2023")."""
    compared = _COMPARED.search(question)
    return [
        match
        for match in TIME.finditer(question)
        if not (compared and compared.start() <= match.start() < compared.end())
    ]


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
