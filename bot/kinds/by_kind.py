"""Answers the kinds of question that passages alone do not: opens what each needs, hands over to its module."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.classifying.by_example import TAKEN_FROM, ByExample
from bot.classifying.possible_kinds import names_document
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
from bot.kinds.catalogue import Catalogue
from bot.kinds.due import due_answer
from bot.kinds.holder import holder_answer, may_head
from bot.kinds.identity import identity_answer
from bot.kinds.in_force import acted_on_answer, backwards_answer, in_force_answer
from bot.kinds.meant import all_meant, meant
from bot.kinds.meant_document import meant_document
from bot.kinds.named_documents import named_documents
from bot.kinds.part import KindAnswer, Nothing, Unsure, joined
from bot.kinds.section import contents_answer, section_answer
from bot.kinds.side_by_side import SideBySide
from bot.kinds.summary import summary_answer
from bot.quoting.inquiry import Inquiry
from bot.quoting.parts import parts_of
from bot.wording.wording import wording
from corpus.report import Report
from corpus.text.letters import fold
from index.library import Library
from index.question.period import Period, period_in
from index.question.query import Query
from index.record.entry import Entry
from index.search.hit import Hit
from index.search.searcher import Searcher
from index.words import plain

_IN_FORM = frozenset(("signer", "issued", "agency", "number"))
"""What only the form of a document says, and no sentence of it."""
_OF_MEANT = _IN_FORM | {"effective"}
"""What is told of a document that is named by what it is about."""


class ByKind:
    """Answers over one open library; safe to call from several threads."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self._library = library
        self._catalogue = Catalogue(library)
        self._side_by_side = SideBySide(library, searcher)
        self._by_example = ByExample(library.encoder)

    def kind_of(self, query: Query) -> QuestionKind | None:
        """Which kind of question it is; None for an ordinary one."""
        return self._by_example.told(query, [meant(query, name) for name in query.named])

    def answer(self, inquiry: Inquiry, hits: Sequence[Hit]) -> KindAnswer | Nothing | Unsure | None:
        """None for an ordinary question, and where its kind finds nothing certain that passages may tell. `hits` were found for it."""
        match kind := self.kind_of(inquiry.query):
            case UnderHeading():
                return self._under_heading(inquiry, kind)
            case ListAll():
                return self._catalogue.listed(inquiry, kind)
            case Compare():
                return self._side_by_side.compared(inquiry, kind, hits)
            case WhatIsDue():
                return self._due(inquiry, kind, hits)
            case WhoHolds():
                return holder_answer(self._opened(self._newest_of_signers(inquiry)), inquiry)
            case InForce() | IdentityQuestion():
                fact, is_sure = self._by_example.which_fact(inquiry.query, kind)
                answer = self._each_of_document(inquiry, fact, hits)
                if is_sure or not isinstance(answer, KindAnswer):
                    return answer
                return replace(answer, certainty="tentative", line=None, reading="likely")
            case Summarise():
                return self._of_document(inquiry, kind, hits)
        return self._of_itself(inquiry, hits)

    def _under_heading(self, inquiry: Inquiry, kind: UnderHeading) -> KindAnswer | Unsure | None:
        """From the documents named, or the reports of the agency: of the part of the year that is named, if one is.

        Where the document has no article of that number, no other one answers surely.
        """
        if kind.headings is None:
            return contents_answer(self._named(inquiry, ()))
        wanted = inquiry.query.wanted
        if wanted.numbers or not inquiry.query.named:
            found = section_answer(self._named(inquiry, ()), kind.headings, inquiry, in_full=kind.is_numbered)
            return found or (Unsure() if kind.is_numbered else None)
        entries = (each for each in self._by_agency(inquiry) if _reports_on(each, wanted.period))
        return section_answer(self._opened(entries), kind.headings, inquiry)

    def _by_agency(self, inquiry: Inquiry) -> list[Entry]:
        """The reports of the agencies named, newest first."""
        names = all_meant(inquiry.query, inquiry.query.named)
        return [entry for entry in self._newest_first(inquiry) if entry.agency in names]

    @staticmethod
    def _newest_first(inquiry: Inquiry) -> list[Entry]:
        entries = (inquiry.register.entries[id_] for id_ in inquiry.scope)
        return sorted(entries, key=lambda entry: (entry.issued, entry.id), reverse=True)

    def _newest_of_signers(self, inquiry: Inquiry) -> Iterable[Entry]:
        """Of each signer the newest document, newest first: for the agencies named; where none is, for all whose posts may be asked for."""
        query, newest = inquiry.query, dict[tuple[str, str], Entry]()
        for entry in self._by_agency(inquiry) if query.named else self._newest_first(inquiry):
            if query.named or may_head(entry.agency, query):
                newest.setdefault((fold(entry.signer), entry.agency), entry)
        return newest.values()

    def _opened(self, entries: Iterable[Entry]) -> Iterator[Report]:
        return (report for entry in entries if (report := self._library.reports.get(entry.id)))

    def _due(self, inquiry: Inquiry, kind: WhatIsDue, hits: Sequence[Hit]) -> KindAnswer | None:
        """Of the documents named, else of all that may set a deadline within the dates: tasks of the agencies named, if any are."""
        query = inquiry.query
        named = self._named(inquiry, hits)
        if named or kind.dates is None:
            return due_answer(named, kind.dates, (), inquiry.language)
        charged = [name for each in query.named for name in (each.written, *meant(query, each))]
        entries = (inquiry.register.entries[id_] for id_ in sorted(inquiry.scope))
        return due_answer(
            self._opened(filter(kind.dates.may_be_set_by, entries)), kind.dates, charged, inquiry.language
        )

    def _each_of_document(
        self, inquiry: Inquiry, kind: InForce | IdentityQuestion, hits: Sequence[Hit]
    ) -> KindAnswer | Nothing | Unsure | None:
        """The answer to each question of those in one, where all of them ask something of the document itself; else to the one that does."""
        asked = len(parts_of(inquiry.query.text))
        known = self._by_example.each_of_document(inquiry.query) if asked > 1 else (kind,)
        kinds = dict.fromkeys(known if len(known) == asked else (kind,))
        told = [self._of_document(inquiry, each, hits) for each in kinds]
        answers = [each for each in told if isinstance(each, KindAnswer)]
        if len(answers) < len(told):
            return told[0]
        # What else is asked is not in the line, which would pass for the answer to both.
        return joined(answers) if len(known) == asked else replace(answers[0], line=None)

    def _of_document(
        self, inquiry: Inquiry, kind: InForce | IdentityQuestion | Summarise, hits: Sequence[Hit]
    ) -> KindAnswer | Nothing | Unsure | None:
        """What is asked of the documents that the question names, or that none bears the number that it names."""
        reports = self._named(inquiry, hits)
        if not reports:
            if not inquiry.query.wanted.numbers:
                return None if isinstance(kind, Summarise) else self._of_meant(inquiry, kind, hits) or _unsure(kind)
            told = self._acted_on(inquiry) if isinstance(kind, InForce) and not kind.backwards else None
            return told or self._unknown(inquiry)
        match kind:
            case IdentityQuestion():
                told = identity_answer(reports, kind.facts, inquiry.language)
                # A title that somebody corrected stands nowhere in the text.
                is_about = told is None and "subject" in kind.facts and len(reports) == 1
                return summary_answer(reports[0], inquiry.language) if is_about else told
            case InForce() if len(reports) == 1:
                return self._in_force(inquiry, reports[0], backwards=kind.backwards)
            case Summarise() if len(reports) == 1:
                return summary_answer(reports[0], inquiry.language)
        return None

    def _of_itself(self, inquiry: Inquiry, hits: Sequence[Hit]) -> KindAnswer | Unsure | None:
        """What an ordinary question may ask of a document itself: told beside the passages, and never firmly."""
        asked = self._by_example.of_document(inquiry.query)
        if asked is None:
            return None
        kind, sure = asked
        named = self._named(inquiry, hits)
        if inquiry.query.wanted.numbers and not named:
            return None  # no other document is told of in the place of the one with that number
        answer = self._of_meant(inquiry, kind, hits, named[0] if len(named) == 1 else None)
        unsure = _unsure(kind)
        is_sure = sure >= TAKEN_FROM and unsure is not None and names_document(inquiry.query)
        if answer is None:
            return unsure if is_sure else None
        return replace(answer, line=None, reading="likely" if is_sure else "possible")

    def _of_meant(
        self, inquiry: Inquiry, kind: InForce | IdentityQuestion, hits: Sequence[Hit], named: Report | None = None
    ) -> KindAnswer | None:
        """What is told of the document that the question seems to mean by what it is about, unless it is named: tentatively, and by its name.

        Whether one is in force may be asked of it, or of what it replaced.
        """
        if isinstance(kind, IdentityQuestion) and not _OF_MEANT.issuperset(kind.facts):
            return None
        meant_id = None if named else meant_document(inquiry, hits)
        report = self._library.reports.get(meant_id) if meant_id else named
        if report is None:
            return None
        if isinstance(kind, IdentityQuestion):
            answer = identity_answer([report], kind.facts, inquiry.language)
        else:
            answer = self._in_force(inquiry, report, backwards=kind.backwards)
            replaced = None if kind.backwards else backwards_answer(report)
            if answer and replaced:
                answer = replace(answer, parts=(*answer.parts, *replaced.parts), line=None)
        return replace(answer, certainty="tentative") if answer else None

    @staticmethod
    def _unknown(inquiry: Inquiry) -> Nothing | None:
        query, searched = inquiry.query, len(inquiry.scope)
        if not searched:
            return None
        number = ", ".join(query.wanted.numbers)
        return Nothing(wording(inquiry.language).no_such_document.format(number=number, reports=searched))

    def _named(self, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Report]:
        entries = (inquiry.register.entries[id_] for id_ in named_documents(inquiry, hits))
        return list(self._opened(entries))

    def _in_force(self, inquiry: Inquiry, report: Report, *, backwards: bool) -> KindAnswer | None:
        if backwards:
            return backwards_answer(report)
        related = self._library.reports.related(report.id)
        return in_force_answer(report, related, self._library.reports.get, inquiry.language)

    def _acted_on(self, inquiry: Inquiry) -> KindAnswer | None:
        """Of a document that is not in the library, what those that are say of it.

        Many agencies have a document of one number: told firmly, and in a line, only where one agency alone tells of it and is, or names,
        what the question names.
        """
        words, get = wording(inquiry.language), self._library.reports.get
        for number in inquiry.query.wanted.numbers:
            acting = self._library.reports.acting_on(number, inquiry.query.filters.collections)
            document = f"{words.document.capitalize()} {words.number_word} {number}"
            if told := acted_on_answer(acting, number, (document, document), get, inquiry.language):
                reports = {part.report.id: part.report for part in told.parts}.values()
                is_one = len({report.agency or report.title for report in reports}) == 1
                said = " ".join(part.report.text[part.start : part.end] for part in told.parts)
                own = " ".join(f"{report.title} {report.agency or ''}" for report in reports)
                is_plain = is_one and _names_all(f" {plain(f'{said} {own}')} ", inquiry.query)
                return told if is_plain else replace(told, line=None, certainty="tentative")
        return None


def _names_all(words: str, query: Query) -> bool:
    """Whether these folded words, a space on both sides of each, name every agency and place that the question does."""
    named = (each for each in query.things if each.kind in ("agency", "place"))
    return all(any(f" {form} " in words for form in each.forms) for each in named)


def _reports_on(entry: Entry, period: Period | None) -> bool:
    """Whether a report's title names that part of the year, if only beside another one that it plans for; None is any."""
    return period in (None, entry.period) or any(period_in(part) == period for part in entry.title.split(","))


def _unsure(kind: InForce | IdentityQuestion) -> Unsure | None:
    """Where nobody knows which document is meant, no passage tells surely what only a form says."""
    return Unsure() if isinstance(kind, IdentityQuestion) and _IN_FORM.issuperset(kind.facts) else None
