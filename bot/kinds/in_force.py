"""Whether a document was replaced, repealed or amended, by what, and what it replaced itself."""

from collections.abc import Callable, Iterator, Sequence

from bot.kinds.identity_spans import Offsets, effective_span, naming_span
from bot.kinds.part import KindAnswer, Part
from bot.wording.official_form import document_form
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.language.sentence import sentences
from corpus.report import RelationType, Report
from corpus.text.letters import fold
from index.record.related import RelatedDocument

_ACTS: tuple[RelationType, ...] = ("replaces", "repeals", "amends")
_VERBS: dict[RelationType, tuple[str, ...]] = {
    "replaces": ("thay the", "thay cho", "replace"),
    "repeals": ("bai bo", "huy bo", "het hieu luc", "repeal"),
    "amends": ("sua doi", "bo sung", "dieu chinh", "bai bo", "thay the", "amend"),
}
Get = Callable[[str], Report | None]


def in_force_answer(
    report: Report, related: Sequence[RelatedDocument], get: Get, language: Language
) -> KindAnswer | None:
    """What acts on a report, newest first, in the words of those documents, or that nothing here does.

    `related` holds what relates to it; `get` opens a report.
    """
    words = wording(language)
    acting = [each for each in related if each.direction == "from" and each.type in _ACTS]
    parts = tuple(acts_on_parts(acting, report.number or "", document_form(report, language), get, language))
    if parts:
        return KindAnswer(parts)
    span = effective_span(report) or naming_span(report)
    note = words.not_replaced.format(document=document_form(report, language))
    return KindAnswer((Part(report, *span),), (note,)) if span else None


def acts_on_parts(
    acting: Sequence[RelatedDocument], number: str, document: str, get: Get, language: Language
) -> Iterator[Part]:
    """For each document that acts on the one with this number its own sentence that says so."""
    words = wording(language)
    newer = [(each.type, found) for each in acting if each.report_id and (found := get(each.report_id))]
    for type_, report in sorted(newer, key=lambda pair: str(pair[1].issued or ""), reverse=True):
        span = relation_span(report, type_, number)
        if span is not None:
            said = _verdict(type_, words).format(document=document, by=document_form(report, language))
            yield Part(report, *span, f"{said}:")
            if type_ != "amends" and (since := effective_span(report)) and since != span:
                yield Part(report, *since)


def backwards_answer(report: Report) -> KindAnswer | None:
    """What the report itself replaced, repealed or amended; None where it says of none."""
    spans = dict.fromkeys(
        span
        for relation in report.relations
        if relation.type in _ACTS and (span := relation_span(report, relation.type, relation.number))
    )
    return KindAnswer(tuple(Part(report, *span) for span in spans)) if spans else None


def relation_span(report: Report, type_: RelationType, number: str) -> Offsets | None:
    """The sentence of the report that names the document with this number and says what is done to it.

    Of several the last: grounds and introductions come first, the provision in the final articles.
    """
    found = [
        (start, end)
        for start, end in sentences(report.text)
        if fold(number) in (folded := fold(report.text[start:end])) and any(verb in folded for verb in _VERBS[type_])
    ]
    return found[-1] if found else None


def _verdict(type_: RelationType, words: Wording) -> str:
    return {"replaces": words.was_replaced, "repeals": words.was_repealed}.get(type_, words.was_amended)
