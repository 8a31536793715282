"""Which kind of question it is: one that the catalogue, a table or a document's own form answers, or an ordinary one.

Its cues are looked for in the folded question, so that it may be typed with or without diacritics, in all languages at
once. In doubt it is ordinary: the ordinary way finds and quotes what the reports say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.wording.keys import IdentityFact
from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.glossary.kind_names import ENGLISH, VIETNAMESE
from index.question.query import Query
from index.question.wishes import Wanted


@dataclass(frozen=True, slots=True)
class ListAll:
    """Asks for every document within limits: "các quyết định năm 2025 của UBND tỉnh"."""

    kind: str | None = None
    """As `Report.kind`; None for documents of any kind."""
    topic: str = ""
    """What they are to be about, as written; empty where only the catalogue limits them."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Asks for the same of two or more years or agencies."""

    years: tuple[int, ...] = ()
    agencies: tuple[tuple[str, ...], ...] = ()
    """One group for each agency named: the names under which the library has it."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Asks whether a document was replaced, or what it replaced."""

    backwards: bool = False
    """True where it asks what the document itself replaced."""


@dataclass(frozen=True, slots=True)
class IdentityQuestion:
    """Asks for what a document states of itself: who signed it, when, which agency."""

    fact: IdentityFact


@dataclass(frozen=True, slots=True)
class Summarise:
    """Asks for a whole document in short."""


@dataclass(frozen=True, slots=True)
class UnderHeading:
    """Asks for what an agency reports under a heading of a kind: its difficulties, tasks, targets, results, proposals."""

    headings: re.Pattern[str]
    """Matches the folded heading."""


QuestionKind = UnderHeading | ListAll | Compare | InForce | IdentityQuestion | Summarise

_CUES = Cues(__file__, folded=True)
_KINDS = {fold(kind): kind for kind in VIETNAMESE} | ENGLISH
_LIST = _CUES.patterns("list")
_IN_LIBRARY = _CUES.pattern("in_library")
_NOT_LIST = _CUES.pattern("not_list")
_ASKS_MORE = _CUES.pattern("asks_more")
_TOPIC = re.compile(rf"\b{_CUES.expression('about')}\s+(?P<topic>[^?.!]+)")
_TOPIC_ENDS = re.compile(rf"\s+{_CUES.expression('topic_ends')}$")
_COMPARE, _FIGURE, _TOGETHER = map(_CUES.whole, ("compare", "figure", "together"))
_MOST_SIDES = 5
_BACKWARDS, _IN_FORCE, _SUMMARY = map(_CUES.pattern, ("backwards", "in_force", "summary"))
_FACTS: tuple[tuple[IdentityFact, re.Pattern[str]], ...] = (
    ("effective", _CUES.pattern("effective")), ("signer", _CUES.pattern("signer")),
    ("issued", _CUES.pattern("issued_when")), ("agency", _CUES.pattern("agency")),
)  # fmt: skip
_BEGINS_WITH_DOCUMENT = _CUES.pattern("begins_with_document")
_HEADINGS = tuple(
    (_CUES.whole(asked), _CUES.pattern(f"{asked}_heading"))
    for asked in ("difficulties", "tasks", "targets", "proposals", "solutions", "results")
)
_BINDING = _CUES.whole("binding")


def kind_of(query: Query, agencies: Sequence[tuple[str, ...]] = ()) -> QuestionKind | None:
    """The kind of a question, None for an ordinary one; `agencies` has one group of names for each that it means."""
    folded, wanted = query.folded, query.wanted
    if under := _under_heading(folded, [fold(name.written) for name in query.named]):
        return under
    if _SUMMARY.search(folded):
        return Summarise()
    if fact := _fact(folded):
        return IdentityQuestion(fact)
    if _BACKWARDS.search(folded) and wanted.numbers:
        return InForce(backwards=True)
    if _IN_FORCE.search(folded) and (wanted.numbers or _is_of_document(folded)):
        return InForce()
    return _comparison(folded, wanted, agencies) or _list(query.text, folded)


def _under_heading(folded: str, agencies: Sequence[str]) -> UnderHeading | None:
    """Only where an agency is named, and nothing is asked for but what it has under one heading."""
    if not agencies:
        return None
    for agency in sorted(agencies, key=len, reverse=True):
        folded = folded.replace(agency, " ")
    for asked, headed in _HEADINGS:
        rest, count = asked.subn(" ", folded)
        if count and not any(char.isalnum() for char in _BINDING.sub(" ", rest)):
            return UnderHeading(headed)
    return None


def _fact(folded: str) -> IdentityFact | None:
    return next((fact for fact, pattern in _FACTS if pattern.search(folded)), None)


def _is_of_document(folded: str) -> bool:
    """Whether a question without a number begins with the document that it asks about."""
    return _BEGINS_WITH_DOCUMENT.match(folded) is not None


def _comparison(folded: str, wanted: Wanted, agencies: Sequence[tuple[str, ...]]) -> Compare | None:
    years = wanted.years if 1 < len(wanted.years) <= _MOST_SIDES else ()
    groups = tuple(dict.fromkeys(agencies)) if 1 < len(set(agencies)) <= _MOST_SIDES else ()
    if not (years or groups):
        return None
    if _COMPARE.search(folded):
        return Compare(years or wanted.years[:1], groups)
    if groups and _FIGURE.search(folded) and not _TOGETHER.search(folded):
        return Compare(wanted.years, groups)
    return None


def _list(question: str, folded: str) -> ListAll | None:
    if _NOT_LIST.search(_IN_LIBRARY.sub("", folded)):
        return None
    found = next((match for pattern in _LIST if (match := pattern.search(folded))), None)
    if found is None or _ASKS_MORE.search(folded, found.end()):
        return None
    topic = _TOPIC.search(folded, found.start())
    kind = _KINDS.get(found["document"])
    if topic is None:
        return ListAll(kind)
    end = topic.start("topic") + len(_TOPIC_ENDS.sub("", topic["topic"]))
    return ListAll(kind, question[topic.start("topic") : end].strip(" ,;:"))
