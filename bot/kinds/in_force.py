"""Whether a document was replaced, repealed or amended, by what, and what it replaced itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.kinds.form_line import acted_on_line
from bot.kinds.identity import identity_answer, spans_of
from bot.kinds.identity_spans import naming_span, relation_spans
from bot.kinds.part import KindAnswer, Part
from bot.short.line import Line
from bot.wording.official_form import document_form, document_name
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.report import RelationType, Report
from index.record.related import RelatedDocument

_ACTS: tuple[RelationType, ...] = ("replaces", "repeals", "amends")
Get = Callable[[str], Report | None]


def in_force_answer(
    report: Report, related: Sequence[RelatedDocument], get: Get, language: Language
) -> KindAnswer | None:
    """What acts on a report, newest first, in the words of those documents, or that nothing here does.

    `related` holds what relates to it; `get` opens a report.
    """
    words = wording(language)
    acting = [each for each in related if each.direction == "from" and each.type in _ACTS]
    number, document = report.number or "", document_form(report, language)
    if told := acted_on_answer(acting, number, (document, document_name(report, language)), get, language):
        return told
    note = words.not_replaced.format(document=document)
    own = identity_answer([report], ("effective",), language)
    if own:
        return replace(own, notes=(note,))
    span = naming_span(report)
    return KindAnswer((Part(report, *span),), (note,)) if span else None


def acted_on_answer(
    acting: Sequence[RelatedDocument], number: str, names: tuple[str, str], get: Get, language: Language
) -> KindAnswer | None:
    """What these do to the document with this number, which `names` calls in full and in short; None where they say nothing of it."""
    parts = tuple(_acts_on_parts(acting, number, names[0], get, language))
    return KindAnswer(parts, line=_newest_line(acting, number, names[1], get, language)) if parts else None


def _acts_on_parts(
    acting: Sequence[RelatedDocument], number: str, document: str, get: Get, language: Language
) -> Iterator[Part]:
    """For each document that acts on the one with this number its own sentence that says so."""
    words = wording(language)
    for type_, report in _newest_first(acting, get):
        spans = relation_spans(report, type_, number)
        if spans:
            said = _verdict(type_, words).format(document=document, by=document_form(report, language))
            yield from (Part(report, *span, "" if place else f"{said}:") for place, span in enumerate(spans))
            if type_ != "amends":
                yield from (Part(report, *since) for _, since in spans_of(report, ("effective",)) if since not in spans)


def _newest_first(acting: Sequence[RelatedDocument], get: Get) -> list[tuple[RelationType, Report]]:
    newer = [(each.type, found) for each in acting if each.report_id and (found := get(each.report_id))]
    return sorted(newer, key=lambda pair: str(pair[1].issued or ""), reverse=True)


def _newest_line(
    acting: Sequence[RelatedDocument], number: str, document: str, get: Get, language: Language
) -> Line | None:
    """By the newest that replaces or repeals it, else by the newest that amends it."""
    newest = sorted(_newest_first(acting, get), key=lambda pair: pair[0] == "amends")
    return acted_on_line(*newest[0], number, document, language) if newest else None


def backwards_answer(report: Report) -> KindAnswer | None:
    """What the report itself replaced, repealed or amended; None where it says of none."""
    spans = dict.fromkeys(
        span
        for relation in report.relations
        if relation.type in _ACTS
        for span in relation_spans(report, relation.type, relation.number)
    )
    return KindAnswer(tuple(Part(report, *span) for span in spans)) if spans else None


def _verdict(type_: RelationType, words: Wording) -> str:
    return {"replaces": words.was_replaced, "repeals": words.was_repealed}.get(type_, words.was_amended)
