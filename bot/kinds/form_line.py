"""The answer in one line about a document itself: what acts on it, from when it is in force, who signed it."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.kinds.identity_spans import effective_span, issued_span, number_pattern, relation_spans, signed_as, signer_span
from bot.short.line import Line, LineValue
from bot.wording.dates import short_date
from bot.wording.keys import IdentityFact
from bot.wording.official_form import document_name
from bot.wording.wording import wording
from corpus.identity.effective import in_force_from
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
    said = next(reversed(relation_spans(acting, type_, number)), None)
    named = [*number_pattern(number).finditer(fold(acting.text[slice(*said)]))] if said else []
    if said is None or not named:
        return None
    start, end = (said[0] + place for place in named[-1].span())
    if type_ != "amends" and _PART.search(acting.text, said[0], start):
        return None
    words = wording(language)
    values = [LineValue(acting, start, end, said)]
    since = ""
    if effective := _effective(acting):
        if effective[0] > datetime.now().astimezone().date():
            return None
        since = words.short_since.format(date=short_date(effective[0]))
        values += effective[1]
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
    if facts[0] == "effective":
        return effective_line(report, language)
    if facts[0] == "issued" and report.issued and (value := _issued(report)):
        return Line(words.short_issued.format(document=document, date=short_date(report.issued)), (value,))
    return None


def effective_line(report: Report, language: Language) -> Line | None:
    """From when it is in force: the day, in the document's own words where that day is counted, or holds for a part or for a time."""
    said, span = in_force_from(report.text), effective_span(report)
    if said is None or span is None:
        return None
    words, effective, document = wording(language), _effective(report), document_name(report, language)
    told = " ".join(report.text[said.start : said.end].split())
    if effective is None:
        is_readable = language == report.language
        values = (LineValue(report, said.start, said.end, span),)
        line = words.short_in_force_words.format(document=document, said=told)
        return Line(line, values, "in_force") if is_readable else None
    day = short_date(effective[0])
    if said.is_counted and report.issued:
        issued = short_date(report.issued)
        line = words.short_in_force_counted.format(document=document, date=day, said=told, issued=issued)
    elif said.is_limited:
        line = words.short_in_force_said.format(document=document, date=day, said=told)
    else:
        line = words.short_in_force.format(document=document, date=day)
    return Line(line, effective[1], "in_force")


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


def _effective(report: Report) -> tuple[date, tuple[LineValue, ...]] | None:
    """The day from which it is in force, with what it follows from; None where the text tells none, or another than is known of it."""
    said, span = in_force_from(report.text), effective_span(report)
    day = said.on(report.issued) if said else None
    if said is None or span is None or day is None or day != report.effective:
        return None
    if said.day and not said.is_limited:
        return day, (LineValue(report, *said.day, span),)
    values = (LineValue(report, said.start, said.end, span), _issued(report) if said.is_counted else None)
    return (day, tuple(filter(None, values))) if values[1] or not said.is_counted else None


def _issued(report: Report) -> LineValue | None:
    """Where its day of issue stands."""
    if (span := issued_span(report)) is None:
        return None
    dated = (each for each in dates_in(report.text[slice(*span)]) if each.whole == report.issued)
    return next((LineValue(report, span[0] + each.start, span[0] + each.end, span) for each in dated), None)
