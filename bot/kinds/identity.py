"""Who signed a document, when, which agency issued it, from when it is in force, what it is about: from its own form."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.kinds.form_line import identity_line
from bot.kinds.identity_spans import (
    Offsets,
    agency_span,
    effective_span,
    issued_span,
    number_span,
    signer_span,
    title_span,
)
from bot.kinds.part import KindAnswer, Part
from bot.wording.keys import IdentityFact
from bot.wording.official_form import document_form
from bot.wording.wording import wording
from corpus.identity.effective import in_force_from
from corpus.language.detect import Language
from corpus.report import Report

_MOST = 3
"""Documents of one number that are all answered for."""
_SPANS: dict[IdentityFact, Callable[[Report], Offsets | None]] = {
    "signer": signer_span,
    "issued": issued_span,
    "agency": agency_span,
    "effective": effective_span,
    "subject": title_span,
    "number": number_span,
}


def identity_answer(reports: Sequence[Report], facts: Sequence[IdentityFact], language: Language) -> KindAnswer | None:
    """One statement a document and fact; None where none of them states any."""
    leads = wording(language).facts
    parts = [
        Part(report, *span, leads[fact].format(document=document_form(report, language)))
        for report in reports[:_MOST]
        for fact, span in spans_of(report, facts)
    ]
    return KindAnswer(tuple(parts), line=identity_line(reports, facts, language)) if parts else None


def spans_of(report: Report, facts: Iterable[IdentityFact]) -> Iterator[tuple[IdentityFact, Offsets]]:
    """Where the document states each fact, in the order of the facts; those that it does not state are left out.

    With the day from which it is in force that of its issue, where that is what it is counted from.
    """
    wanted = dict.fromkeys(facts)
    if "effective" in wanted and (said := in_force_from(report.text)) and said.is_counted:
        wanted.setdefault("issued")
    return ((fact, span) for fact in wanted if (span := _SPANS[fact](report)) is not None)
