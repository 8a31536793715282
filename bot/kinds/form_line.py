"""The answer in one line about a document itself: what acts on it, from when it is in force, who signed it."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.kinds.identity_spans import effective_day, effective_span, issued_span, relation_span, signed_as, signer_span
from bot.short.line import Line, LineValue
from bot.wording.dates import short_date
from bot.wording.keys import IdentityFact
from bot.wording.official_form import document_name
from bot.wording.wording import wording
from corpus.language.calendar_date import dates_in
from corpus.language.detect import Language
from corpus.language.number_words import any_form
from corpus.language.quantity import PLACE_LABELS
from corpus.report import RelationType, Report
from corpus.text.letters import fold

_PART = re.compile(rf"\b{any_form(PLACE_LABELS)}\s+\w", re.IGNORECASE)
"""What says that only a part of a document is meant."""


def acted_on_line(type_: RelationType, acting: Report, number: str, document: str, language: Language) -> Line | None:
    """What the newest document does to the one with this number, and from when.

    None where it does so to a part of it ("bãi bỏ khoản 3 Điều 1 … của Quyết định số 5"), or from a day that is yet to come.
    """
    said = relation_span(acting, type_, number)
    named = fold(acting.text[slice(*said)]).rfind(fold(number)) if said else -1
    if said is None or named < 0 or (type_ != "amends" and _PART.search(acting.text, said[0], said[0] + named)):
        return None
    words = wording(language)
    values = [LineValue(acting, said[0] + named, said[0] + named + len(number), said)]
    since = ""
    if effective := _effective(acting):
        if effective[0] > datetime.now().astimezone().date():
            return None
        since = words.short_since.format(date=short_date(effective[0]))
        values.append(effective[1])
    by = document_name(acting, language)
    done = {"replaces": words.short_replaced, "repeals": words.short_repealed}.get(type_, words.short_amended)
    return Line(done.format(document=document, by=by, since=since), tuple(values), "in_force")


def identity_line(reports: Sequence[Report], facts: Sequence[IdentityFact], language: Language) -> Line | None:
    """One fact of one document."""
    if len(reports) != 1 or len(facts) != 1:
        return None
    report, words = reports[0], wording(language)
    document = document_name(report, language)
    if facts[0] == "signer" and (signed := _signed(report)):
        name, post, values = signed
        return Line(words.short_signed.format(document=document, name=name, post=post), values, "holder")
    if facts[0] == "effective" and (effective := _effective(report)):
        return Line(
            words.short_in_force.format(document=document, date=short_date(effective[0])), (effective[1],), "in_force"
        )
    if facts[0] == "issued" and (span := issued_span(report)) and report.issued:
        dated = [each for each in dates_in(report.text[slice(*span)]) if each.whole == report.issued]
        if dated:
            value = LineValue(report, span[0] + dated[0].start, span[0] + dated[0].end, span)
            return Line(words.short_issued.format(document=document, date=short_date(report.issued)), (value,))
    return None


def holder_line(report: Report, language: Language) -> Line | None:
    """Who signs it in which post."""
    if (signed := _signed(report)) is None:
        return None
    name, post, values = signed
    return Line(wording(language).short_holds.format(name=name, post=post), values, "holder")


def _signed(report: Report) -> tuple[str, str, tuple[LineValue, ...]] | None:
    """The name with the post, as they stand in the signature block."""
    span, signed = signer_span(report), signed_as(report)
    if span is None or signed is None or signed[1] is None:
        return None
    values = tuple(LineValue(report, *each, span) for each in signed if each)
    return values[0].text, " ".join(values[1].text.split()).capitalize(), values


def _effective(report: Report) -> tuple[date, LineValue] | None:
    day, span = effective_day(report), effective_span(report)
    return (day[0], LineValue(report, *day[1], span)) if day and span else None
