"""Which kinds a question can be of: those that need nothing which it does not say, with what it says for them.

Which of them it is, if any, is told by examples (`by_example.py`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.classifying.due_dates import due_dates_in
from bot.classifying.question_kind import (
    Compare,
    IdentityQuestion,
    InForce,
    ListAll,
    QuestionKind,
    Summarise,
    UnderHeading,
    WhatIsDue,
    WhoHolds,
)
from corpus.language.cues import Cues, any_of
from corpus.text.letters import fold
from index.glossary.kind_names import ABBREVIATED, ENGLISH, VIETNAMESE
from index.question.query import Query

Span = tuple[int, int]
Agencies = Sequence[tuple[str, ...]]
"""What a question names that the library has: a group of names for each."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A kind that a question can be of."""

    kind: QuestionKind
    rest: str = ""
    """The question as typed without what was read for the kind; empty for a kind that leaves no limit unread."""


_CUES = Cues(__file__, folded=True)
_KINDS = {fold(kind): kind for kind in VIETNAMESE} | ENGLISH | ABBREVIATED
_SHORT = "|".join(sorted(ABBREVIATED, key=len, reverse=True))
DOCUMENT = re.compile(rf"\b(?P<document>{_CUES.expression('document')}|{_SHORT})s?\b")
"""A word for documents, folded."""
_TOPIC = re.compile(rf"\b{_CUES.expression('about')}\s+(?P<topic>[^?.!]+)")
_TOPIC_ENDS = re.compile(rf"\s+{_CUES.expression('topic_ends')}$")
_RANGE = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—]|den(?: nam)?|to|until)\s*((?:19|20)\d\d)\b")
UNIT = re.compile(
    rf"\b(?P<unit>(?P<named>{_CUES.expression('named_unit')})|{_CUES.expression('unit')})\s+(?P<number>\d+|[ivx]+|[a-d])\b(?!\.\w)"
)
"""An article, a chapter, a section with its number, folded."""
_UNITS = tuple(
    tuple(map(fold, names))
    for cue in ("named_unit", "unit")
    for names in zip(*filter(None, (_CUES.of(cue, language) for language in _CUES.languages())), strict=True)
)
"""The names of each in all languages that have cues of them."""
_HEADINGS = tuple(
    (_CUES.whole(asked), _CUES.expression(f"{asked}_heading"))
    for asked in ("difficulties", "tasks", "targets", "proposals", "solutions", "results")
)
_MOST_SIDES = 5


def possible_kinds(query: Query, agencies: Agencies = ()) -> Mapping[str, Possible]:
    """By the label of its examples, each kind that a question can be of."""
    return {label: possible for label in _READ if (possible := possible_kind(label, query, agencies))}


def possible_kind(label: str, query: Query, agencies: Agencies = ()) -> Possible | None:
    """What a question can be of this label; None where it does not say what that needs."""
    return _READ[label](query, agencies)


def _list(query: Query, _: Agencies) -> Possible | None:
    folded, documents = query.folded, list(DOCUMENT.finditer(query.folded))
    if query.wanted.numbers or not documents:
        return None
    about, topic = _topic(folded, documents[0].start())
    read = [about, *(match.span() for match in documents), *((each.start, each.end) for each in query.named)]
    authors = [each for each in _bodies(query) if not _overlaps(each, read)]
    kinds = (_KINDS.get(match["document"]) for match in documents if not _overlaps(match.span(), [about]))
    listed = ListAll(
        next(filter(None, kinds), None),
        query.text[slice(*topic)],
        tuple(query.text[slice(*each)] for each in authors),
    )
    return Possible(listed, without(query.typed or query.text, [*read, *authors]))


def _topic(folded: str, documents: int) -> tuple[Span, Span]:
    """Where a question, which names documents from `documents` on, says that they are to be about something, and where that stands.

    Empty spans where it does not.
    """
    match = _TOPIC.search(folded, documents)
    if match is None:
        return (0, 0), (0, 0)
    topic = match["topic"]
    while (shorter := _TOPIC_ENDS.sub("", topic)) != topic:
        topic = shorter
    end = match.start("topic") + len(topic.rstrip(" ,;:"))
    return (match.start(), end), (match.start("topic"), end)


def _comparison(query: Query, agencies: Agencies) -> Possible | None:
    """Of years or agencies that stand side by side; the years of a period are one side."""
    known = [(each.start, each.end) for each in query.named]
    others = (query.text[slice(*each)] for each in _bodies(query, "agency") if not _overlaps(each, known))
    sides = tuple(dict.fromkeys([*agencies, *((other,) for other in others)]))
    periods = (map(int, match.groups()) for match in _RANGE.finditer(query.folded))
    spanned = {year for first, last in periods if last - first > 1 for year in range(first, last + 1)}
    years = tuple(year for year in query.wanted.years if year not in spanned)
    if 1 < len(sides) <= _MOST_SIDES:
        return Possible(Compare(years[:_MOST_SIDES], sides))
    return Possible(Compare(years)) if 1 < len(years) <= _MOST_SIDES else None


def _article(query: Query, _: Agencies) -> Possible | None:
    """Of a document: an article, a chapter, a section by its number."""
    unit = UNIT.search(query.folded)
    if unit is None or not names_document(query):
        return None
    names = any_of(next((each for each in _UNITS if unit["unit"] in each), (unit["unit"],)))
    written = rf"{names}\s+" if unit["named"] else rf"(?:{names}\s+)?"
    numbers = [(each.start, each.end) for each in query.things if each.kind == "number"]
    read = [unit.span(), *numbers, *(found.span() for found in DOCUMENT.finditer(query.folded))]
    headed = UnderHeading(re.compile(rf"^\W*{written}{unit['number']}\b(?!\.\d)"), is_numbered=True)
    return Possible(headed, without(query.typed or query.text, read))


def _under_heading(query: Query, _: Agencies) -> Possible | None:
    """Of an agency or a document: what stands under headings of certain kinds."""
    sources = _bodies(query)
    asked = [(found, headed) for words, headed in _HEADINGS for found in words.finditer(query.folded)]
    if not asked or not (sources or names_document(query)):
        return None
    numbers = [(each.start, each.end) for each in query.things if each.kind == "number"]
    words = [*DOCUMENT.finditer(query.folded), *(found for found, _ in asked)]
    rest = without(query.typed or query.text, [*sources, *numbers, *(found.span() for found in words)])
    return Possible(UnderHeading(re.compile("|".join(dict.fromkeys(headed for _, headed in asked)))), rest)


def _bodies(query: Query, *kinds: str) -> list[Span]:
    """Where the question names agencies and places, those that the library does not know too."""
    return [(each.start, each.end) for each in query.things if each.kind in (kinds or ("agency", "place"))]


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def without(text: str, spans: list[Span]) -> str:
    """The text with spaces in the place of these spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def names_document(query: Query) -> bool:
    """Whether the question names a document, if only by its kind."""
    return bool(query.wanted.numbers or DOCUMENT.search(query.folded))


def _of_document(kind: QuestionKind) -> Callable[[Query, Agencies], Possible | None]:
    return lambda query, _: Possible(kind) if names_document(query) else None


def _of_whole_document(kind: QuestionKind) -> Callable[[Query, Agencies], Possible | None]:
    """Not of what the document says of one topic."""
    return lambda query, _: Possible(kind) if names_document(query) and not query.is_broad else None


_READ: Mapping[str, Callable[[Query, Agencies], Possible | None]] = {
    "list": _list,
    "count": _list,
    "compare": _comparison,
    "in_force": _of_document(InForce()),
    "replaces": _of_document(InForce(backwards=True)),
    "signer": _of_document(IdentityQuestion(("signer",))),
    "issued": _of_document(IdentityQuestion(("issued",))),
    "agency": _of_document(IdentityQuestion(("agency",))),
    "effective": _of_document(IdentityQuestion(("effective",))),
    "about": _of_whole_document(IdentityQuestion(("subject",))),
    "identity": _of_document(IdentityQuestion(("agency", "number", "issued", "signer"))),
    "summary": _of_whole_document(Summarise()),
    "heading": _under_heading,
    "article": _article,
    "contents": _of_document(UnderHeading(None)),
    "due": lambda query, _: Possible(WhatIsDue(due_dates_in(query.text, query.wanted))),
    "holder": lambda _query, _agencies: Possible(WhoHolds()),
}
"""How each kind reads what it needs, by the labels of the examples."""
