"""A question that leans on what was asked before, made to stand alone: by rules, without a model.

Subject, agency, year and document are carried from the turn before; what the follow-up names takes the place of its
like. A question about something new comes back unchanged.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.conversation.ellipsis import (
    anaphor_in,
    asks_for_things,
    bare_fragment,
    fragment,
    is_bare,
    is_relational,
    language_in,
    point_in,
    with_missing_document,
    without_preposition,
)
from bot.conversation.subject import (
    AGENCY,
    COMPARED,
    DOCUMENT,
    PLACE,
    TIME,
    lowered,
    subject_of,
    with_agency,
    with_document,
    with_place,
    with_time,
)
from bot.conversation.turn import Span, Turn
from bot.wording.wording import wording
from corpus.language.detect import Language, language_of
from corpus.language.typed_pattern import is_marked
from corpus.text.letters import fold
from index.glossary.kind_names import ENGLISH

Problem = Literal["nothing before", "no such point"]
_ANY_DOCUMENT = ("văn bản", "tài liệu", "quy định", "document")
_ASKS_HOW_MUCH = re.compile(r"bao nhiêu|how (?:many|much)", re.IGNORECASE)


class Rewriter(Protocol):
    """Makes questions stand alone."""

    def stand_alone(self, turns: Sequence[Turn], question: str) -> str:
        """The question as somebody would ask it who had not heard the turns before; unchanged where it is so already.

        `turns` oldest first, at least one; `question` as typed, without greeting and thanks.
        """
        ...


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a question of a conversation comes to."""

    question: str
    """Stands alone."""
    is_follow_up: bool = False
    language: Language | None = None
    """Of the answer, where it is not the one of `question`."""
    point: int | None = None
    """The point of the answer before that is to be told more about."""
    span: Span | None = None
    """Where that point stands, if the answer before has it."""
    problem: Problem | None = None
    """Why nothing can be searched."""


def resolved(turns: Sequence[Turn], asked: str, rewriter: Rewriter) -> Resolved:
    """What a question, free of courtesies, comes to after these turns, oldest first."""
    point, language = point_in(asked), language_in(asked)
    if not turns:
        leans = point is not None or language or is_slot(asked) or is_bare(asked)
        return Resolved(asked, problem="nothing before" if leans else None)
    last = turns[-1]
    if point is not None:
        return _about_point(last, asked, point)
    if language:
        return Resolved(last.stand_alone, is_follow_up=True, language=language, span=last.elaborated)
    stand_alone = rewriter.stand_alone(turns, asked)
    if stand_alone == asked:
        return Resolved(asked)
    spoken = language_of(asked) if any(char.isalpha() for char in asked) else last.language
    return Resolved(stand_alone, is_follow_up=True, language=spoken)


def _about_point(last: Turn, asked: str, number: int) -> Resolved:
    spans = {point.number: point.span for point in last.points}
    problem: Problem | None = None if number in spans else "no such point"
    language = language_of(asked) if any(char.isalpha() for char in asked) else last.language
    return Resolved(
        last.stand_alone, is_follow_up=True, language=language, point=number, span=spans.get(number), problem=problem
    )


def is_slot(question: str) -> bool:
    """Whether it names only a time or an agency, such as "còn năm 2024?" or "Sở Nội vụ thì sao?"."""
    what = without_preposition(fragment(question) or bare_fragment(question))
    return bool(TIME.fullmatch(what) or AGENCY.fullmatch(what))


class FollowUpRules:
    """The `Rewriter` that needs no model. `restored` puts diacritics back."""

    def __init__(self, restored: Callable[[str], str]) -> None:
        self._restored = restored

    def stand_alone(self, turns: Sequence[Turn], question: str) -> str:
        last = turns[-1]
        document = _document(last, "văn bản")
        if document and (acting := with_missing_document(self._spelled(question), document)):
            return acting[:1].upper() + acting[1:]
        what = fragment(question) or (bare_fragment(question) if is_slot(question) else None)
        if what and not is_slot(question) and is_relational(what):
            return self._about(last.stand_alone, what)
        if what:
            return _replaced(last.stand_alone, self._spelled(without_preposition(what)))
        anaphor = anaphor_in(question)
        if anaphor:
            return self._named(last, question, anaphor)
        if is_bare(question):
            return self._about(last.stand_alone, question)
        return self._bare_with_time(last, question) or question

    def _spelled(self, text: str) -> str:
        """With its diacritics where it has none: words typed with some are left as they are."""
        return self._restored(text) if language_of(text) == "vi" and not is_marked(text) else text

    def _about(self, stand_alone: str, question: str) -> str:
        asked = lowered(self._spelled(question)).strip(" ?.!")
        frame = wording(language_of(question)).about_subject
        return frame.format(subject=subject_of(stand_alone), question=asked) + "?"

    def _bare_with_time(self, last: Turn, question: str) -> str | None:
        """After "Năm 2023 ai chủ trì?" the question before keeps its subject but not its year; None for any other question."""
        time = TIME.search(question)
        if time is None or asks_for_things(question):
            return None
        if COMPARED.search(question):
            return self._about(last.stand_alone, question) if is_bare(TIME.sub(" ", question)) else None
        rest = " ".join((question[: time.start()] + " " + question[time.end() :]).split())
        if not is_bare(rest):
            return None
        before = with_time(last.stand_alone, self._spelled(time[0])) or last.stand_alone
        return self._about(before, question if before == last.stand_alone else rest)

    def _named(self, last: Turn, question: str, anaphor: re.Match[str]) -> str:
        """What a pronoun means said in its place, or the subject before the question where no name is known."""
        what = anaphor.groupdict()
        if what.get("document"):
            name = _document(last, self._spelled(what["document"]).lower())
        elif what.get("agency"):
            name = _agency(last)
        elif what.get("time"):
            found = TIME.search(last.stand_alone)
            name = lowered(found[0].removeprefix(found["noun"] or "").strip()) if found else None
        else:
            name = None
        if name is None:
            is_word_of_its_own = what.get("pronoun") and language_of(question) == "vi"
            rest = question[: anaphor.start()] + question[anaphor.end() :]
            return self._about(last.stand_alone, " ".join(rest.split()) if is_word_of_its_own else question)
        said = self._spelled(question[: anaphor.start()] + "\0" + question[anaphor.end() :]).replace("\0", name)
        named = said[:1].upper() + said[1:]
        time = TIME.search(last.stand_alone)
        if what.get("agency") and time and not TIME.search(named):
            return f"{named.rstrip(' ?.!')}, {lowered(time[0])}?"
        return named


def _replaced(before: str, what: str) -> str:
    """The question before about what the follow-up names."""
    question, rest = before, what
    for pattern, put in ((DOCUMENT, with_document), (AGENCY, with_agency), (TIME, with_time), (PLACE, with_place)):
        match = pattern.search(rest)
        if match is None:
            continue
        if pattern is PLACE and match[0] != rest:
            continue
        named = match[0].strip()
        question = put(question, named) or _for(named, question)
        rest = " ".join((rest[: match.start()] + " " + rest[match.end() :]).split())
    return question if not without_preposition(rest) else _other_subject(before, what)


def _for(named: str, question: str) -> str:
    words = wording(language_of(question))
    return words.for_whom.format(whom=named, question=lowered(question))


def _other_subject(before: str, what: str) -> str:
    """The same asked about another thing at the time asked for before."""
    time = TIME.search(before)
    parts = [] if time is None or TIME.search(what) else [time[0]]
    asked = " là bao nhiêu" if _ASKS_HOW_MUCH.search(before) and language_of(what) == "vi" else ""
    said = ", ".join([*parts, f"{what}{asked}"])
    return f"{said[:1].upper()}{said[1:]}?"


def _document(last: Turn, noun: str) -> str | None:
    """The document that the turn before named or cited, of the kind that the noun tells, in official form."""
    kind = ENGLISH.get(noun.removesuffix("s"), noun)
    is_any = noun.removesuffix("s") in _ANY_DOCUMENT
    named = DOCUMENT.search(last.stand_alone)
    if named and (is_any or fold(named[0]).startswith((fold(kind), noun))):
        return named[0]
    for point in last.points:
        if is_any or point.kind == kind:
            form = f"số {point.document_number}" if point.document_number else f"“{point.title}”"
            return f"{(point.kind or 'văn bản').capitalize()} {form}"
    return None


def _agency(last: Turn) -> str | None:
    """The one agency that the question before named, else whose documents alone were cited."""
    named = {match[0] for match in AGENCY.finditer(last.stand_alone)}
    if len(named) == 1:
        return named.pop()
    issuers = {point.agency for point in last.points}
    return issuers.pop() if not named and len(issuers) == 1 else None
