"""What may be asked next: questions about the reports that an answer found, each of which this library answers from them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

from bot.answer import Answer, Asked, Citation, SmallTalk, cited_by, is_firm
from bot.answerer import Answerer
from bot.examples import as_topic, topics_of
from bot.wording.official_form import document_name
from bot.wording.wording import wording
from corpus.identity.years import years_of
from corpus.language import vocabulary
from corpus.language.detect import Language
from corpus.report import Report, Section
from corpus.text.letters import fold
from index.library import Library
from index.question.filters import Filters

_OFFERED = 3
_OF_ONE_REPORT = 2
_TOPICS = 4
"""Sections of a report that are asked about."""
_OTHER_YEARS = 3
"""Questions of other years that are tried for one report."""
_REPORTS = 3
"""Reports of an answer that are asked about; of an agency, those looked through for another year."""
_REPORTS_KEPT = 2_000
"""Reports whose questions are remembered."""
_ALIKE = 0.6
"""Share of their words that two headings have in common where they are about the same thing."""
_IN_FORCE = frozenset(vocabulary.words("vi", "kinds.in_force"))
"""Kinds of document that are in force until they are replaced."""


@dataclass(frozen=True, slots=True)
class _Suggestion:
    question: str
    report_id: str
    """Of the report that it is about, and that its answer must cite."""
    path: str = ""
    """Of the section that it is about; empty where it is about the report."""
    as_in: str = ""
    """Path of the section that says the like of its own year."""

    def is_quoted_by(self, cited: Iterable[Citation]) -> bool:
        """Whether a passage stands in the very section, or below it."""
        return any(each.report_id == self.report_id and _is_below(each.path, self.path) for each in cited)


_Places = frozenset[tuple[str, int, int]]
"""Reports' ids and where in their texts."""
_Key = tuple[str, str, Language, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class _Invited:
    """What a report invites, and which of it the library answers from that report, as far as it was tried."""

    suggestions: tuple[_Suggestion, ...]
    tried: dict[_Suggestion, _Places] = field(default_factory=dict)
    """What is quoted in answer to each; nothing where it is not answered, or not from that report."""


class Suggestions:
    """Questions to go on with; what is offered is tried once for each state of the library and who may see what."""

    def __init__(self, library: Library, answerer: Answerer) -> None:
        self._library = library
        self._answerer = answerer
        self._invited: dict[_Key, _Invited] = {}

    def of(self, answer: Answer) -> tuple[str, ...]:
        """At most three, in the answer's language, about the reports cited or nearest; none after small talk.

        None is the question itself, about a section that the answer quotes already, or answered by what it quotes. What another
        year's report says of a section that is quoted comes first.
        """
        return self._chosen(answer, self._answered)

    def known(self, answer: Answer) -> tuple[str, ...] | None:
        """The same where nothing has to be tried to tell them, else None."""
        try:
            return self._chosen(answer, lambda invited, _, suggestion: invited.tried[suggestion])
        except KeyError:
            return None

    def _chosen(self, answer: Answer, answered: Callable[[_Invited, Filters, _Suggestion], _Places]) -> tuple[str, ...]:
        """No more is tried than is offered: some of each report, then what else they invite."""
        if isinstance(answer, SmallTalk):
            return ()
        cited = cited_by(answer)
        quoted = _places(cited)
        filters = Filters(collections=answer.asked.explicit.collections)
        found: dict[str, None] = {}
        more: list[Iterator[_Suggestion]] = []
        for report_id in _reports_of(cited):
            invited = self._invited_by(report_id, answer.asked.language, filters)
            tells_more = partial(lambda of_it, each: bool(answered(of_it, filters, each) - quoted), invited)
            new = filter(tells_more, _new(report_id, invited, answer.asked, cited))
            found |= dict.fromkeys(each.question for each in islice(new, _OF_ONE_REPORT))
            more.append(new)
            if len(found) >= _OFFERED:
                break
        rest = chain.from_iterable(more)
        while len(found) < _OFFERED and (each := next(rest, None)):
            found[each.question] = None
        return tuple(found)[:_OFFERED]

    def _invited_by(self, report_id: str, language: Language, filters: Filters) -> _Invited:
        key = self._library.database.revision(), report_id, language, filters.collections
        if key not in self._invited:
            report = self._library.reports.get(report_id)
            others = islice(self._of_other_years(report, language, filters), _OTHER_YEARS) if report else ()
            invited = _Invited((*_about(report, language), *others) if report else ())
            self._invited = {**({} if len(self._invited) >= _REPORTS_KEPT else self._invited), key: invited}
        return self._invited[key]

    def _answered(self, invited: _Invited, filters: Filters, suggestion: _Suggestion) -> _Places:
        """What the library quotes in answer to it, if it answers it from the report that it is about."""
        if suggestion not in invited.tried:
            answer = self._answerer.in_quotes(suggestion.question, filters)
            cited = cited_by(answer)
            is_about = any(each.report_id == suggestion.report_id for each in cited)
            invited.tried[suggestion] = _places(cited if is_firm(answer) and is_about else ())
        return invited.tried[suggestion]

    def _of_other_years(self, report: Report, language: Language, filters: Filters) -> Iterator[_Suggestion]:
        """What other reports of the agency say of other years under headings like its own, section by section."""
        if report.kind != "báo cáo" or not report.agency or report.language != language:
            return
        others = [(other, list(topics_of(other))) for other in self._of_agency(report, filters)]
        for section, topic in topics_of(report):
            for other, topics in others:
                found = next((own for own, its in topics if _alike(topic, its)), None)
                year = found and _year(found, other)
                if found and year and year != _year(section, report):
                    form = wording(language).example_report
                    question = form.format(year=year, agency=report.agency, topic=as_topic(topic))
                    yield _Suggestion(question, other.id, found.path, as_in=section.path)
                    break

    def _of_agency(self, report: Report, filters: Filters) -> list[Report]:
        """Other reports of its agency, the latest first."""
        register = self._library.reports.register()
        may_be_seen = register.ids(filters)
        entries = [
            each
            for each in register.entries.values()
            if each.id != report.id and each.id in may_be_seen
            and (each.agency, each.kind_as_written) == (report.agency, report.kind)
        ]  # fmt: skip
        entries.sort(key=lambda each: each.issued, reverse=True)
        found = (self._library.reports.get(each.id) for each in entries[:_REPORTS])
        return [each for each in found if each]


def _new(report_id: str, invited: _Invited, asked: Asked, cited: Sequence[Citation]) -> list[_Suggestion]:
    """What a report invites beyond what was asked and quoted, first what is said of another year of a section that is quoted."""
    said = {_words(asked.question), _words(asked.searched_as)}
    paths = [each.path for each in cited if each.report_id == report_id]
    new = [each for each in invited.suggestions if _words(each.question) not in said and not each.is_quoted_by(cited)]
    new.sort(key=lambda each: not any(_is_below(path, each.as_in) for path in paths))
    return new


def _places(cited: Iterable[Citation]) -> _Places:
    return frozenset((each.report_id, each.start, each.end) for each in cited)


def _reports_of(cited: Sequence[Citation]) -> list[str]:
    return list(dict.fromkeys(each.report_id for each in cited))[:_REPORTS]


def _about(report: Report, language: Language) -> Iterator[_Suggestion]:
    """What its first headings are about, and the document; the document first for who does not read its language."""
    form, document = wording(language).suggest_topic, document_name(report, language)
    sections = (
        _Suggestion(form.format(document=document, topic=as_topic(topic)), report.id, section.path)
        for section, topic in islice(topics_of(report), _TOPICS)
    )
    about_document = _about_document(report, language)
    if report.language != language:
        return chain(about_document, sections)
    return chain(islice(sections, 1), islice(about_document, report.kind in _IN_FORCE), sections, about_document)


def _about_document(report: Report, language: Language) -> Iterator[_Suggestion]:
    words, document = wording(language), document_name(report, language)
    if report.number and report.kind in _IN_FORCE:
        yield _Suggestion(words.suggest_in_force.format(document=document), report.id)
    if report.number and report.signer:
        yield _Suggestion(words.suggest_signer.format(document=document), report.id)
    if report.number:
        yield _Suggestion(words.suggest_summary.format(document=document), report.id)


def _is_below(path: str, section: str) -> bool:
    """Whether a passage at `path` stands in a section, given by its path, or in one below it."""
    return bool(section) and f"{path} ›".startswith(f"{section} ›")


def _year(section: Section, report: Report) -> int | None:
    """That of its headings, else the first that the report is about: a report on 2024 that plans 2025 is on 2024."""
    years = years_of(section.path)
    return years[0] if len(years) == 1 else next(iter(report.years), None)


def _alike(topic: str, other: str) -> bool:
    left, right = set(_words(topic)), set(_words(other))
    return bool(left) and len(left & right) >= _ALIKE * len(left | right)


def _words(text: str) -> tuple[str, ...]:
    """Without diacritics, capitals and punctuation."""
    return tuple(re.findall(r"\w+", fold(text)))
