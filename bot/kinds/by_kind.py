"""Answers the kinds of question that passages alone do not: opens what each needs, hands over to its module."""

from collections.abc import Sequence
from dataclasses import replace

from bot.kinds.comparison import (
    Subject,
    TableRow,
    compared_subject,
    comparison_answer,
    plan_years,
    row_for,
    rows_of,
    sentence_for,
)
from bot.kinds.identity import identity_answer
from bot.kinds.in_force import acts_on_parts, backwards_answer, in_force_answer
from bot.kinds.listing import ListLimits, heading_about, is_about, list_answer
from bot.kinds.named_documents import named_documents
from bot.kinds.part import KindAnswer, Nothing
from bot.kinds.question_kind import (
    Compare,
    IdentityQuestion,
    InForce,
    ListAll,
    QuestionKind,
    Summarise,
    UnderHeading,
    kind_of,
)
from bot.kinds.section import section_answer
from bot.kinds.summary import summary_answer
from bot.quoting.inquiry import Inquiry
from bot.wording.wording import wording
from corpus.report import Report
from corpus.text.letters import fold
from index.glossary.bilingual import translate
from index.glossary.word_files import translated_languages
from index.library import Library
from index.question.agencies import AgencyName
from index.question.filters import Filters
from index.question.kinds import kinds_in
from index.question.period import Period, period_in
from index.question.query import Query
from index.record.register import Entry, Register
from index.search.hit import Hit
from index.search.searcher import Searcher

_PASSAGES = 10
_CellFound = tuple[Report, int, int, str]


class ByKind:
    """Answers over one open library; safe to call from several threads."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self._library = library
        self._searcher = searcher

    def answer(self, inquiry: Inquiry, hits: Sequence[Hit]) -> KindAnswer | Nothing | None:
        """None for an ordinary question, and where its kind finds nothing certain. `hits` were found for it."""
        kind = kind_asked(inquiry.query)
        match kind:
            case UnderHeading():
                return self._under_heading(inquiry, kind)
            case ListAll():
                return self._listed(inquiry, kind)
            case Compare():
                return self._compared(inquiry, kind, hits)
            case InForce() | IdentityQuestion() | Summarise():
                return self._of_document(inquiry, kind, self._named(inquiry, hits))
        return None

    def _under_heading(self, inquiry: Inquiry, kind: UnderHeading) -> KindAnswer | None:
        """From the reports of the agency named: of the part of the year that is named, if one is."""
        query, register = inquiry.query, inquiry.register
        names = {name for each in query.named for name in _meant(query, each)}
        entries = [register.entries[id_] for id_ in inquiry.scope]
        period = query.wanted.period
        fit = [entry for entry in entries if entry.agency in names and (period is None or _reports_on(entry, period))]
        newest = sorted(fit, key=lambda entry: entry.issued, reverse=True)
        reports = [report for entry in newest if (report := self._library.reports.get(entry.id))]
        return section_answer(reports, kind.headings, query)

    def _of_document(
        self, inquiry: Inquiry, kind: InForce | IdentityQuestion | Summarise, reports: Sequence[Report]
    ) -> KindAnswer | Nothing | None:
        """What is asked of the documents that the question names, or that none bears the number that it names."""
        query = inquiry.query
        if not reports:
            told = self._acted_on(query) if isinstance(kind, InForce) and not kind.backwards else None
            return told or self._unknown(inquiry)
        match kind:
            case IdentityQuestion():
                return identity_answer(reports, kind.fact, query.language)
            case InForce() if len(reports) == 1:
                return self._in_force(query, reports[0], backwards=kind.backwards)
            case Summarise() if len(reports) == 1:
                return summary_answer(reports[0], query.language)
        return None

    @staticmethod
    def _unknown(inquiry: Inquiry) -> Nothing | None:
        query, searched = inquiry.query, len(inquiry.scope)
        if not (query.wanted.numbers and searched):
            return None
        number = ", ".join(query.wanted.numbers)
        return Nothing(wording(query.language).no_such_document.format(number=number, reports=searched))

    def _named(self, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Report]:
        ids = named_documents(inquiry, hits)
        return [report for each in ids if (report := self._library.reports.get(each))]

    def _in_force(self, query: Query, report: Report, *, backwards: bool) -> KindAnswer | None:
        if backwards:
            return backwards_answer(report)
        related = self._library.reports.related(report.id)
        return in_force_answer(report, related, self._library.reports.get, query.language)

    def _acted_on(self, query: Query) -> KindAnswer | None:
        """Of a document that is not in the library, what those that are say of it."""
        words = wording(query.language)
        for number in query.wanted.numbers:
            acting = self._library.reports.acting_on(number, query.filters.collections)
            document = f"{words.document.capitalize()} {words.number_word} {number}"
            parts = tuple(acts_on_parts(acting, number, document, self._library.reports.get, query.language))
            if parts:
                return KindAnswer(parts)
        return None

    def _listed(self, inquiry: Inquiry, kind: ListAll) -> KindAnswer | Nothing | None:
        query, register = inquiry.query, inquiry.register
        topics = self._topics(query, kind.topic)
        if kind.topic and not topics:
            return None
        wish = self._wish(inquiry, kind, topics)
        if not inquiry.scope:
            return None
        wanted = [id_ for id_ in inquiry.scope if self._admits(register, id_, wish, query.filters)]
        headings = {}
        if topics:
            titled = {id_ for id_ in wanted if is_about(register.entries[id_].title, topics)}
            sections = self._library.reports.headings(set(wanted) - titled)
            headings = {id_: found for id_ in sections if (found := heading_about(sections[id_], topics))}
            wanted = [id_ for id_ in wanted if id_ in titled or id_ in headings]
        reports = [report for id_ in wanted if (report := self._library.reports.get(id_))]
        return list_answer(reports, headings, wish, inquiry)

    @staticmethod
    def _admits(register: Register, id_: str, wish: ListLimits, filters: Filters) -> bool:
        entry = register.entries[id_]
        return wish.admits(entry) and (not filters.years or bool(set(filters.years) & set(entry.years)))

    def _topics(self, query: Query, topic: str) -> tuple[str, ...]:
        """The topic, its translations, and the other ways of writing it that the library knows."""
        if not topic:
            return ()
        if query.language in translated_languages():
            known = translate(topic, query.language)
            return known.terms if known.terms and not known.untranslated else ()
        others = [each.other for each in query.expansions if fold(each.term) == fold(topic)]
        return (topic, *others)

    def _wish(self, inquiry: Inquiry, kind: ListAll, topics: tuple[str, ...]) -> ListLimits:
        """What the question limits the list to; what only its topic names is no limit."""
        query, topic = inquiry.query, kind.topic
        rest = query.text.replace(topic, " ", 1) if topic else query.text
        names_in = self._library.understanding.names_in
        named = names_in(rest, inquiry.register, query.filters.collections) if topic else query.named
        folded, kinds = fold(rest), [each for each in query.wanted.kinds if each in kinds_in(rest)[0]]
        return ListLimits(
            kinds=tuple(dict.fromkeys([*([kind.kind] if kind.kind else []), *kinds])),
            agencies=tuple(dict.fromkeys(name for each in named for name in _meant(query, each))),
            years=tuple(year for year in query.wanted.years if str(year) not in topic),
            issued=any(each in folded for each in ("ban hanh", "cong bo", "issued", "published")),
            topics=topics,
        )

    def _compared(self, inquiry: Inquiry, kind: Compare, hits: Sequence[Hit]) -> KindAnswer | None:
        query = inquiry.query
        subject = compared_subject(query)
        if not subject.groups:
            return None
        if not kind.agencies:
            return self._years_compared(inquiry, subject, kind.years, hits)
        years = kind.years or (0,)
        cells = [[self._cell(inquiry, subject, group, year or None) for year in years] for group in kind.agencies]
        words = wording(query.language)
        heads = [words.year.format(year=year).capitalize() if year else words.found for year in years]
        return comparison_answer(cells, [group[0] for group in kind.agencies], heads, query.language)

    def _years_compared(
        self, inquiry: Inquiry, subject: Subject, years: Sequence[int], hits: Sequence[Hit]
    ) -> KindAnswer | None:
        query = inquiry.query
        plans, words = plan_years(query.folded, years), wording(query.language)
        open_query = query.wanting(query.wanted.without("years", "aspect", "kinds", "period"))
        found = [*hits, *self._searcher.search(open_query, 2 * _PASSAGES, register=inquiry.register)]
        row = row_for(rows_of(found), subject, years, plans)
        report = row and self._library.reports.get(row.hit.chunk.report_id)
        if row and report:
            cells: list[_CellFound | None] = [_of_row(report, row, year, plan=year in plans) for year in years]
            name = row.label
        else:
            cells = [self._cell(inquiry, subject, (), year) for year in years]
            name = subject.written_in(query.text)
        return comparison_answer(
            [cells], [name], [words.year.format(year=year).capitalize() for year in years], query.language
        )

    def _cell(
        self, inquiry: Inquiry, subject: Subject, agencies: tuple[str, ...], year: int | None
    ) -> _CellFound | None:
        """What the reports of one agency, or all of them, say of the subject in one year."""
        wished = inquiry.query.wanted.without("years", "agencies", "kinds", "period")
        wanted = replace(wished, years=(year,) if year else (), agencies=agencies)
        hard = {*wished.hard, *(["years"] if year else []), *(["agencies"] if agencies else [])}
        side = inquiry.wanting(replace(wanted, hard=frozenset(hard), aspect=None))  # type: ignore[arg-type]
        hits = self._searcher.search(side.query, _PASSAGES, register=side.register)
        best = sentence_for(hits, side, subject, year)
        report = best and self._library.reports.get(best[0].chunk.report_id)
        return (report, best[1], best[2], report.text[best[1] : best[2]]) if best and report else None


def _reports_on(entry: Entry, period: Period) -> bool:
    """Whether a report's title names that part of the year, if only beside another one that it plans for."""
    return entry.period == period or any(period_in(part) == period for part in entry.title.split(","))


def kind_asked(query: Query) -> QuestionKind | None:
    """Which kind of question it is; None for an ordinary one."""
    return kind_of(query, [_meant(query, name) for name in query.named])


def _meant(query: Query, name: AgencyName) -> tuple[str, ...]:
    """Of the agencies that a name means those that bear it, without the successors or predecessors, if there are any."""
    written = fold(name.written)
    forms = [
        written,
        *(fold(e.other) for e in query.expansions if e.kind == "abbreviation" and fold(e.term) == written),
    ]
    own = [agency for agency in name.agencies if any(fold(agency).startswith(form) for form in forms)]
    return tuple(own) or name.agencies


def _of_row(report: Report, row: TableRow, year: int, *, plan: bool) -> _CellFound | None:
    """From the beginning of the row to the end of the year's column: what it is about, and the figure last."""
    column = row.column(year, plan=plan)
    return (report, row.start, column[2], f"{column[0]}: {column[1]}") if column else None
