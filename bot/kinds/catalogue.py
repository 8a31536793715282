"""Lists from the catalogue: what a question limits them to, and the documents within that."""

from collections.abc import Iterable

from bot.classifying.question_kind import ListAll
from bot.kinds.listing import ListLimits, heading_about, is_about, list_answer
from bot.kinds.meant import all_meant
from bot.kinds.part import KindAnswer, Nothing
from bot.quoting.inquiry import Inquiry
from corpus.report import Section
from corpus.text.letters import fold
from index.glossary.bilingual import translate
from index.glossary.word_files import translated_languages
from index.library import Library
from index.question.kinds import kinds_in
from index.question.query import Query


class Catalogue:
    """Of one open library; safe to call from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def listed(self, inquiry: Inquiry, kind: ListAll) -> KindAnswer | Nothing | None:
        """None where a topic is not known in the language of the reports."""
        topics = _topics(inquiry.query, kind.topic)
        if not inquiry.scope or (kind.topic and not topics):
            return None
        limits = self._limits(inquiry, kind, topics)
        wanted = [id_ for id_ in inquiry.scope if _admits(inquiry, id_, limits)]
        headings: dict[str, Section] = {}
        if topics:
            titled = {id_ for id_ in wanted if is_about(inquiry.register.entries[id_].title, topics)}
            headings = self._headings(set(wanted) - titled, topics)
            wanted = [id_ for id_ in wanted if id_ in titled or id_ in headings]
        reports = [report for id_ in wanted if (report := self._library.reports.get(id_))]
        return list_answer(reports, headings, limits, inquiry)

    def _headings(self, ids: Iterable[str], topics: tuple[str, ...]) -> dict[str, Section]:
        """By report, the first heading that names the topic."""
        sections = self._library.reports.headings(ids)
        return {id_: found for id_ in sections if (found := heading_about(sections[id_], topics))}

    def _limits(self, inquiry: Inquiry, kind: ListAll, topics: tuple[str, ...]) -> ListLimits:
        """What the question limits the list to; what only its topic names is no limit."""
        query, topic = inquiry.query, kind.topic
        rest = query.text.replace(topic, " ", 1) if topic else query.text
        names_in = self._library.understanding.names_in
        named = names_in(rest, inquiry.register, query.filters.collections) if topic else query.named
        folded, kinds = fold(rest), [each for each in query.wanted.kinds if each in kinds_in(rest)[0]]
        return ListLimits(
            kinds=tuple(dict.fromkeys([*([kind.kind] if kind.kind else []), *kinds])),
            agencies=all_meant(query, named),
            years=tuple(year for year in query.wanted.years if str(year) not in topic),
            issued=any(each in folded for each in ("ban hanh", "cong bo", "issued", "published")),
            topics=topics,
            authors=kind.authors,
            period=query.wanted.period,
        )


def _admits(inquiry: Inquiry, id_: str, limits: ListLimits) -> bool:
    entry, years = inquiry.register.entries[id_], inquiry.query.filters.years
    return limits.admits(entry) and (not years or bool(set(years) & set(entry.years)))


def _topics(query: Query, topic: str) -> tuple[str, ...]:
    """The topic, its translations, and the other ways of writing it that the library knows."""
    if not topic:
        return ()
    if query.language in translated_languages():
        known = translate(topic, query.language)
        return known.terms if known.terms and not known.untranslated else ()
    others = [each.other for each in query.expansions if fold(each.term) == fold(topic)]
    return (topic, *others)
