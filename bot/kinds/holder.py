"""Who holds a post: from the signature blocks of documents, of the agency named or of those whose post it is by its words."""

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
from index.question.agencies import heads_of
from index.question.query import Query

_MOST = 3
"""Holders that are named: the newest documents come first."""
_CUES = Cues(__file__, folded=True)
_DEPUTY = _CUES.expression("deputy")
_ANY_HEAD = _CUES.whole("any_head")
_BODY = rf"\s+(?P<body>\w+(?:\s+\w+)*?)(?=\s+{_CUES.expression('behind')}\b|\W*$)"


def holder_answer(reports: Iterable[Report], inquiry: Inquiry) -> KindAnswer | None:
    """One statement for each holder; None where nobody signs in the post that is asked for, or in too many agencies.

    `reports` are those of the agencies named, or of all where none is, of each signer the newest, newest first. Of several agencies
    that are not named, the newest holder of each.
    """
    if inquiry.query.named:
        parts = list(islice(_signed(reports, inquiry), _MOST))
    else:
        by_agency: dict[str | None, list[Part]] = {}
        for part in _signed(reports, inquiry):
            by_agency.setdefault(part.report.agency, []).append(part)
        holders = list(by_agency.values())
        parts = holders[0][:_MOST] if len(holders) == 1 else [each[0] for each in holders]
    if not 0 < len(parts) <= _MOST:
        return None
    line = holder_line(parts[0].report, inquiry.language) if len(parts) == 1 else None
    return KindAnswer(tuple(parts), line=line)


def may_head(agency: str, query: Query) -> bool:
    """Whether a post of the agency can be asked for without its whole name: a word by which its posts are named is there."""
    return any(re.search(rf"\b{re.escape(each.split()[0])}\b", query.folded) for each in heads_of(agency) if each)


def _signed(reports: Iterable[Report], inquiry: Inquiry) -> Iterator[Part]:
    lead = wording(inquiry.language).signed_at
    for report in reports:
        span = signer_span(report)
        above = [line.strip() for line in fold(report.text[slice(*span)]).split("\n")[:-1]] if span else []
        if span and any(_is_asked_for(line, report.agency, inquiry.query) for line in above):
            yield Part(report, *span, lead.format(document=document_form(report, inquiry.language)))


def _is_asked_for(post: str, agency: str | None, query: Query) -> bool:
    return asks_for(post, query) if query.named else agency is not None and asks_for_head(post, agency, query)


def asks_for_head(post: str, agency: str, query: Query) -> bool:
    """Whether a question that names no agency asks for the post, folded, of this one: "giám đốc sở", "chủ tịch tỉnh"."""
    asked = re.finditer(rf"(?<!\w)(?P<deputy>{_DEPUTY}\s+)?{re.escape(post)}{_BODY}", query.folded) if post else ()
    return any(
        not found["deputy"] and any(f"{head} ".startswith(f"{found['body']} ") for head in heads_of(agency))
        for found in asked
    )


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
