"""What may be asked next: questions about the reports that an answer found, each of which this library answers from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.answer import Answer, Answered, SmallTalk
from bot.answerer import Answerer
from bot.examples import as_topic, topics_of
from bot.wording import wording
from corpus.language import Language
from corpus.report import Report
from index.kind_names import ENGLISH
from index.library import Library

_OFFERED = 3
_OF_ONE_REPORT = 2
_KEPT = 5
"""Questions of one report that are kept."""
_TRIED = 8
"""Questions of one report that are tried, at most, to find those."""
_ENGLISH = {vietnamese: english for english, vietnamese in ENGLISH.items()}
_TOPICS = 5
_REPORTS = 3
"""Reports of an answer that are asked about."""
_IN_FORCE = frozenset(("quyết định", "nghị quyết", "thông tư", "nghị định", "chỉ thị", "quy chế", "quy định"))
"""Kinds of document that are in force until they are replaced."""


@dataclass(frozen=True, slots=True)
class _Suggestion:
    question: str
    path: str
    """Of the section that it is about; empty where it is about the report."""


class Suggestions:
    """Questions to go on with; what a report invites is tried once for each state of the library."""

    def __init__(self, library: Library, answerer: Answerer) -> None:
        self._library = library
        self._answerer = answerer
        self._of_report = lru_cache(maxsize=2_000)(
            lambda _revision, report_id, language: self._answered(report_id, language)
        )

    def of(self, answer: Answer) -> tuple[str, ...]:
        """At most three, in the answer's language, about the reports cited or nearest; none after small talk.

        None is about a section that the answer quotes already.
        """
        if isinstance(answer, SmallTalk):
            return ()
        cited = answer.citations if isinstance(answer, Answered) else answer.nearest
        paths = {each.path for each in cited if each.path}
        asked = {answer.asked.question, answer.asked.searched_as}
        found: list[str] = []
        more: list[str] = []
        for report_id in list(dict.fromkeys(each.report_id for each in cited))[:_REPORTS]:
            new = [
                each.question
                for each in self._of_report(self._library.database.revision(), report_id, answer.asked.language)
                if each.question not in asked
                and not any(path == each.path or path.startswith(f"{each.path} ›") for path in paths if each.path)
            ]
            found += new[:_OF_ONE_REPORT]
            more += new[_OF_ONE_REPORT:]
        return tuple(dict.fromkeys(found + more))[:_OFFERED]

    def _answered(self, report_id: str, language: Language) -> tuple[_Suggestion, ...]:
        """Questions about a report that the library answers from it."""
        report = self._library.reports.get(report_id)
        if report is None:
            return ()
        kept: list[_Suggestion] = []
        for each, _ in zip(_about(report, language), range(_TRIED), strict=False):
            answer = self._answerer.in_quotes(each.question)
            if isinstance(answer, Answered) and any(cited.report_id == report_id for cited in answer.citations):
                kept.append(each)
            if len(kept) == _KEPT:
                break
        return tuple(kept)


def _about(report: Report, language: Language) -> Iterator[_Suggestion]:
    """What its headings are about first, for who reads its language."""
    about_document = _about_document(report, language)
    yield from () if report.language == language else about_document
    form, document = wording(language).suggest_topic, _document(report, language)
    for section, topic in islice(topics_of(report), _TOPICS):
        yield _Suggestion(form.format(document=document, topic=as_topic(topic)), section.path)
    yield from about_document


def _about_document(report: Report, language: Language) -> Iterator[_Suggestion]:
    words, document = wording(language), _document(report, language)
    if report.number and report.kind in _IN_FORCE:
        yield _Suggestion(words.suggest_in_force.format(document=document), "")
    if report.number and report.signer:
        yield _Suggestion(words.suggest_signer.format(document=document), "")
    if report.number:
        yield _Suggestion(words.suggest_summary.format(document=document), "")


def _document(report: Report, language: Language) -> str:
    """E.g. "Kế hoạch số 19/KH-UBND", "plan No. 19/KH-UBND"."""
    words = wording(language)
    kind = report.kind or words.document
    name = _ENGLISH.get(kind, kind) if language == "en" else kind.capitalize()
    return f"{name} {words.number_word} {report.number}" if report.number else f"{name} “{report.title}”"
