"""Who holds a post of an agency: from the signature blocks of its documents."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.kinds.form_line import holder_line
from bot.kinds.identity_spans import signer_span
from bot.kinds.part import KindAnswer, Part
from bot.quoting.inquiry import Inquiry
from bot.wording.official_form import document_form
from bot.wording.wording import wording
from corpus.language.cues import Cues
from corpus.report import Report
from corpus.text.letters import fold
from index.question.query import Query

_MOST = 3
"""Holders that are named: the newest documents come first."""
_CUES = Cues(__file__, folded=True)
_DEPUTY = _CUES.expression("deputy")
_ANY_HEAD = _CUES.whole("any_head")


def holder_answer(reports: Iterable[Report], inquiry: Inquiry) -> KindAnswer | None:
    """One statement for each holder; None where nobody signs in the post that is asked for.

    `reports` are those of the agency, of each signer the newest, newest first.
    """
    parts = tuple(islice(_signed(reports, inquiry), _MOST))
    line = holder_line(parts[0].report, inquiry.language) if len(parts) == 1 else None
    return KindAnswer(parts, line=line) if parts else None


def _signed(reports: Iterable[Report], inquiry: Inquiry) -> Iterator[Part]:
    lead = wording(inquiry.language).signed_at
    for report in reports:
        span = signer_span(report)
        above = [line.strip() for line in fold(report.text[slice(*span)]).split("\n")[:-1]] if span else []
        if span and any(asks_for(line, inquiry.query) for line in above):
            yield Part(report, *span, lead.format(document=document_form(report, inquiry.language)))


def asks_for(post: str, query: Query) -> bool:
    """Whether a question asks for the post, folded, in its own words, in others of the same or in Vietnamese ones, or for any head."""
    if not post:
        return False
    known = (query.text, *(each.other for each in query.expansions), *query.translation.terms)
    named = re.compile(rf"(?<!\w)(?P<deputy>{_DEPUTY}\s+)?{re.escape(post)}(?!\w)")
    asked = [found for each in known for found in named.finditer(fold(each))]
    if asked:
        return not any(found["deputy"] for found in asked)
    return bool(_ANY_HEAD.search(query.folded) and not re.match(rf"{_DEPUTY}\b", post))
