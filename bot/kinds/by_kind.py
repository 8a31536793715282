"""Answers the kinds of question that passages alone do not: opens what each needs, hands over to its module."""

from collections.abc import Sequence
from dataclasses import replace

from bot.kinds.comparison import (
    Subject,
    TableRow,
    comparison_answer,
    plan_years,
    row_for,
    rows_of,
    sentence_for,
    subject_of,
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
from bot.wording.wording import wording
from corpus.report import Report
from corpus.text.letters import fold
from index.glossary.bilingual import translate
from index.glossary.word_files import translated_languages
from index.library import Library
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

    def kind_of(self, query: Query) -> QuestionKind | None:
        """Which kind of question it is; None for an ordinary one."""
        named = self._library.understanding.agencies_named(query.text, query.filters.collections)
        return kind_of(
            query.text, query.wanted, [_meant(query, *each) for each in named], [written for written, _ in named]
        )

    def answer(self, query: Query, hits: Sequence[Hit]) -> KindAnswer | Nothing | None:
        """None for an ordinary question, and where its kind finds nothing certain. `hits` were found for it."""
        kind = self.kind_of(query)
        match kind:
            case UnderHeading():
                return self._under_heading(query, kind)
            case ListAll():
                return self._listed(query, kind)
            case Compare():
                return self._compared(query, kind, hits)
            case InForce() | IdentityQuestion() | Summarise():
                return self._of_document(query, kind, self._named(query, hits))
        return None

    def _under_heading(self, query: Query, kind: UnderHeading) -> KindAnswer | None:
        """From the reports of the agency named: of the part of the year that is named, if one is."""
        named = self._library.understanding.agencies_named(query.text, query.filters.collections)
        names = {name for each in named for name in _meant(query, *each)}
        register = self._library.reports.register()
        entries = [register.entries[id_] for id_ in register.ids(query.filters)]
        period, years = query.wanted.period, query.wanted.years or query.filters.years
        fit = [entry for entry in entries if entry.agency in names and (period is None or _reports_on(entry, period))]
        newest = sorted(fit, key=lambda entry: entry.issued, reverse=True)
        reports = [report for entry in newest if (report := self._library.reports.get(entry.id))]
        return section_answer(reports, kind.headings, years, query.language)

    def _of_document(
        self, query: Query, kind: InForce | IdentityQuestion | Summarise, reports: Sequence[Report]
    ) -> KindAnswer | Nothing | None:
        """What is asked of the documents that the question names, or that none bears the number that it names."""
        if not reports:
            told = self._acted_on(query) if isinstance(kind, InForce) and not kind.backwards else None
            return told or self._unknown(query)
        match kind:
            case IdentityQuestion():
                return identity_answer(reports, kind.fact, query.language)
            case InForce() if len(reports) == 1:
                return self._in_force(query, reports[0], backwards=kind.backwards)
            case Summarise() if len(reports) == 1:
                return summary_answer(reports[0], query.language)
        return None

    def _unknown(self, query: Query) -> Nothing | None:
        searched = len(self._library.reports.register().ids(query.filters))
        if not (query.wanted.numbers and searched):
            return None
        number = ", ".join(query.wanted.numbers)
        return Nothing(wording(query.language).no_such_document.format(number=number, reports=searched))

    def _named(self, query: Query, hits: Sequence[Hit]) -> list[Report]:
        ids = named_documents(query, hits, self._library.reports.register())
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

    def _listed(self, query: Query, kind: ListAll) -> KindAnswer | Nothing | None:
        register = self._library.reports.register()
        topics = self._topics(query, kind.topic)
        if kind.topic and not topics:
            return None
        wish = self._wish(query, kind, topics)
        scope = register.ids(query.filters)
        if not scope:
            return None
        wanted = [id_ for id_ in scope if self._admits(register, id_, wish, query.filters)]
        headings = {}
        if topics:
            titled = {id_ for id_ in wanted if is_about(register.entries[id_].title, topics)}
            sections = self._library.reports.headings(set(wanted) - titled)
            headings = {id_: found for id_ in sections if (found := heading_about(sections[id_], topics))}
            wanted = [id_ for id_ in wanted if id_ in titled or id_ in headings]
        reports = [report for id_ in wanted if (report := self._library.reports.get(id_))]
        return list_answer(reports, headings, wish, len(scope), query.language)

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

    def _wish(self, query: Query, kind: ListAll, topics: tuple[str, ...]) -> ListLimits:
        """What the question limits the list to; what only its topic names is no limit."""
        topic = kind.topic
        rest = query.text.replace(topic, " ", 1) if topic else query.text
        named = self._library.understanding.agencies_named(rest, query.filters.collections)
        folded, kinds = fold(rest), [each for each in query.wanted.kinds if each in kinds_in(rest)[0]]
        return ListLimits(
            kinds=tuple(dict.fromkeys([*([kind.kind] if kind.kind else []), *kinds])),
            agencies=tuple(dict.fromkeys(name for each in named for name in _meant(query, *each))),
            years=tuple(year for year in query.wanted.years if str(year) not in topic),
            issued=any(each in folded for each in ("ban hanh", "cong bo", "issued", "published")),
            topics=topics,
        )

    def _compared(self, query: Query, kind: Compare, hits: Sequence[Hit]) -> KindAnswer | None:
        if not self._subject(query).groups:
            return None
        if not kind.agencies:
            return self._years_compared(query, kind.years, hits)
        years = kind.years or (0,)
        cells = [[self._cell(query, group, year or None) for year in years] for group in kind.agencies]
        words = wording(query.language)
        heads = [words.year.format(year=year).capitalize() if year else words.found for year in years]
        return comparison_answer(cells, [group[0] for group in kind.agencies], heads, query.language)

    def _years_compared(self, query: Query, years: Sequence[int], hits: Sequence[Hit]) -> KindAnswer | None:
        subject, plans = self._subject(query), plan_years(query.text, years)
        words = wording(query.language)
        open_query = replace(query, wanted=query.wanted.without("years", "aspect", "kinds", "period"))
        found = [*hits, *self._searcher.search(open_query, 2 * _PASSAGES)]
        row = row_for(rows_of(found), subject, years, plans)
        report = row and self._library.reports.get(row.hit.chunk.report_id)
        if row and report:
            cells: list[_CellFound | None] = [_of_row(report, row, year, plan=year in plans) for year in years]
            name = row.label
        else:
            cells = [self._cell(query, (), year) for year in years]
            name = subject.written_in(query.text)
        return comparison_answer(
            [cells], [name], [words.year.format(year=year).capitalize() for year in years], query.language
        )

    def _cell(self, query: Query, agencies: tuple[str, ...], year: int | None) -> _CellFound | None:
        """What the reports of one agency, or all of them, say of the subject in one year."""
        wished = query.wanted.without("years", "agencies", "kinds", "period")
        wanted = replace(wished, years=(year,) if year else (), agencies=agencies)
        hard = {*wished.hard, *(["years"] if year else []), *(["agencies"] if agencies else [])}
        side = replace(query, wanted=replace(wanted, hard=frozenset(hard), aspect=None))  # type: ignore[arg-type]
        best = sentence_for(self._searcher.search(side, _PASSAGES), side, self._subject(query), year)
        report = best and self._library.reports.get(best[0].chunk.report_id)
        return (report, best[1], best[2], report.text[best[1] : best[2]]) if best and report else None

    def _subject(self, query: Query) -> Subject:
        named = self._library.understanding.agencies_named(query.text, query.filters.collections)
        return subject_of(query, [written for written, _ in named])


def _reports_on(entry: Entry, period: Period) -> bool:
    """Whether a report's title names that part of the year, if only beside another one that it plans for."""
    return entry.period == period or any(period_in(part) == period for part in entry.title.split(","))


def _meant(query: Query, written: str, group: tuple[str, ...]) -> tuple[str, ...]:
    """Of the agencies that a name means those that bear it, without the successors or predecessors, if there are any."""
    long = [each.other for each in query.expansions if each.kind == "abbreviation" and fold(each.term) == fold(written)]
    own = [name for name in group if any(fold(name).startswith(fold(form)) for form in (written, *long))]
    return tuple(own) or group


def _of_row(report: Report, row: TableRow, year: int, *, plan: bool) -> _CellFound | None:
    """From the beginning of the row to the end of the year's column: what it is about, and the figure last."""
    column = row.column(year, plan=plan)
    return (report, row.start, column[2], f"{column[0]}: {column[1]}") if column else None
