"""Cases that one report gives: questions from templates about its headings, figures, dates, identity and relations.

The gold of each is a piece of the report, character by character, that stands in it once.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from bot.evaluation.datasets.collection import CollectionCase
from bot.evaluation.datasets.gold_place import Gold
from bot.evaluation.proposals.asked_for import dates_asked, figures_asked
from bot.evaluation.proposals.proposed_case import ProposedCase
from bot.evaluation.proposals.question_templates import Templates, templates
from bot.examples import as_topic, topics_of
from bot.kinds.identity_spans import Offsets, effective_span, issued_span, relation_spans, signer_span
from bot.wording.official_form import document_name
from bot.wording.wording import wording
from corpus.language.sentence import sentences
from corpus.report import RelationType, Report

_SECTION = range(60, 1_500)
"""Characters of a section that is one answer."""


def cases_of(report: Report, name: str, first: int = 0) -> Iterator[ProposedCase]:
    """Of each kind in turn, in the order of the report, beginning with the `first`; `name` is the report's in the cases."""
    words = templates(report.language)
    kinds = [kind(report, words) for kind in (_headings, _figures, _dates, _identity, _relations)]
    begin = first % len(kinds)
    for row in zip_longest(*kinds[begin:], *kinds[:begin]):
        yield from (_proposed(report, name, *each) for each in row if each and _stands_once(report, each[1]))


_Drafted = tuple[str, Offsets, Sequence[str], str]
"""Question, gold, answers, tag."""


def _headings(report: Report, _words: Templates) -> Iterator[_Drafted]:
    document = document_name(report, report.language)
    for section, topic in topics_of(report):
        if len(report.text[section.start : section.end].strip()) in _SECTION:
            question = wording(report.language).suggest_topic.format(document=document, topic=as_topic(topic))
            yield question, (section.start, section.end), (), "heading"


def _figures(report: Report, words: Templates) -> Iterator[_Drafted]:
    document = document_name(report, report.language)
    for start, end in _body(report):
        for asked in list(figures_asked(report.text[start:end], report.language, words))[:1]:
            yield words.said.format(document=document, clause=asked.clause), (start, end), (asked.answer,), "figure"


def _dates(report: Report, words: Templates) -> Iterator[_Drafted]:
    document = document_name(report, report.language)
    for start, end in _body(report):
        for asked in list(dates_asked(report.text[start:end], words))[:1]:
            yield words.said.format(document=document, clause=asked.clause), (start, end), (asked.answer,), "date"


def _identity(report: Report, words: Templates) -> Iterator[_Drafted]:
    if report.number is None:
        return
    document = document_name(report, report.language)
    for form, span, answers in (
        (wording(report.language).suggest_signer, signer_span(report), (report.signer or "",)),
        (words.issued, issued_span(report), ()),
        (words.effective, effective_span(report), ()),
    ):
        if span:
            yield form.format(document=document), span, answers, "identity"


def _relations(report: Report, words: Templates) -> Iterator[_Drafted]:
    forms: Mapping[RelationType, str] = {
        "replaces": words.replaced,
        "repeals": words.repealed,
        "amends": words.amended,
    }
    document = document_name(report, report.language)
    for relation in report.relations:
        form, spans = forms.get(relation.type), relation_spans(report, relation.type, relation.number)
        if form and len(spans) == 1:
            yield form.format(document=document), spans[0], (relation.number,), "relation"


def _body(report: Report) -> list[Offsets]:
    """The sentences after the letterhead and the grounds."""
    first = report.sections[1].start if len(report.sections) > 1 else 0
    return [(start, end) for start, end in sentences(report.text) if start >= first]


def _stands_once(report: Report, span: Offsets) -> bool:
    return report.text.count(report.text[slice(*span)]) == 1


def _proposed(
    report: Report, name: str, question: str, span: Offsets, answers: Sequence[str], tag: str
) -> ProposedCase:
    quote = report.text[slice(*span)].strip()
    pages = ", ".join(page.label for page in report.pages_of(*span) if page.label)
    case = CollectionCase(
        id=case_id(question),
        question=question,
        gold=[Gold(report=name, quote=quote)],
        answers=[each for each in answers if each in quote],
        language=report.language,
        tags=[tag],
    )
    return ProposedCase(case, where=pages)


def case_id(question: str) -> str:
    """The same for the same question."""
    return f"draft-{hashlib.sha256(question.encode()).hexdigest()[:10]}"
