"""The documents that a question names: by number, or by kind, year, agency and words of their title."""

import re
from collections.abc import Sequence

from bot.quoting.inquiry import Inquiry
from corpus.identity.years import years_by_aspect
from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.question.query import Query
from index.record.entry import Entry
from index.record.register import Register
from index.search.hit import Hit
from index.words import terms, tokens

_COVERED = 0.6
"""Share of the question's words that stand in the title of the document it names."""
_WHOLE = re.compile(r"[/-]\s?[^\W\d_]")
"""In a number with its letters: "04/2026/TT-BCT"."""
_NOT_TITLE = Cues(__file__, folded=True).syllables("not_title")
"""Words that ask, or that name kind and agency, folded."""


def named_documents(inquiry: Inquiry, hits: Sequence[Hit]) -> list[str]:
    """Ids of the reports that the question names, newest first; none where it is not plain which are meant.

    A number means every document that bears it. Without one the kind must be named, and the title must hold the
    words that are left of the question; where it is in another language, the search decides among the candidates.
    """
    query, register = inquiry.query, inquiry.register
    if query.wanted.numbers:
        return _newest_first(
            register, _numbered(query, register, inquiry.scope & register.numbered(query.wanted.numbers))
        )
    if not query.wanted.kinds:
        return []
    candidates = [register.entries[each] for each in inquiry.scope if _within(register.entries[each], query)]
    if candidates and any(entry.language != query.language for entry in candidates):
        return _translated(candidates, query, hits)
    return _titled(candidates, query)


def _numbered(query: Query, register: Register, ids: frozenset[str]) -> frozenset[str]:
    """Those of the kind named, if one is: "Quyết định 418" is no "Báo cáo 418"; a number that is written whole says its kind itself.

    Of several those of the agencies named, where there are any.
    """
    kinds = set(map(fold, query.wanted.kinds))
    if kinds and not all(_WHOLE.search(number) for number in query.wanted.numbers):
        ids = frozenset(each for each in ids if register.entries[each].kind in kinds)
    of_agencies = frozenset(each for each in ids if register.entries[each].agency in query.wanted.agencies)
    return of_agencies or ids


def _within(entry: Entry, query: Query) -> bool:
    wanted = query.wanted
    return (
        entry.kind in map(fold, wanted.kinds)
        and ("agencies" not in wanted.hard or entry.agency in wanted.agencies)
        and (not wanted.years or bool(set(wanted.years) & {*entry.years, int(entry.issued[:4] or 0)}))
    )


def _translated(candidates: Sequence[Entry], query: Query, hits: Sequence[Hit]) -> list[str]:
    """The candidate whose title holds most of what is known in Vietnamese of the question; of two alike the one found."""
    known = [fold(term) for term in query.translation.terms if fold(term) not in map(fold, query.wanted.kinds)]
    held = {entry.id: sum(term in fold(entry.title) for term in known) for entry in candidates}
    best = [id_ for id_, count in held.items() if count and count == max(held.values())]
    found = [hit.chunk.report_id for hit in hits if hit.chunk.report_id in best]
    return best if len(best) == 1 else found[:1]


def _titled(candidates: Sequence[Entry], query: Query) -> list[str]:
    """The candidate whose title holds most of the words left, if it holds enough of them.

    Of two alike the one that has more of them side by side ("nội vụ" is not "nhiệm vụ"), if there is one.
    """
    kind_words = {word for kind in query.wanted.kinds for word in fold(kind).split()}
    left = {word for token in tokens(query.text) if (word := fold(token)) not in _NOT_TITLE | kind_words}
    left -= set(map(str, query.wanted.years))
    if "agencies" in query.wanted.hard:
        left -= {fold(token) for agency in query.wanted.agencies for token in tokens(agency)}
    if not left:
        return [entry.id for entry in _reporting_on(candidates, query)] if query.wanted.hard else []
    shares = {entry.id: len(left & _title_words(entry)) / len(left) for entry in candidates}
    asked = {term for term in terms(query.text) if "_" in term}
    scores = {entry.id: (shares[entry.id], len(asked.intersection(terms(entry.title)))) for entry in candidates}
    best = [id_ for id_, score in scores.items() if score[0] >= _COVERED and score == max(scores.values())]
    return best if len(best) == 1 else []


def _reporting_on(candidates: Sequence[Entry], query: Query) -> Sequence[Entry]:
    """Those that report on results of the year, where some do: "báo cáo năm 2024" means these before plans for it."""
    years = set(query.wanted.years)
    reporting = [entry for entry in candidates if years.intersection(years_by_aspect(entry.title).get("result", ()))]
    return reporting or candidates


def _title_words(entry: Entry) -> set[str]:
    return {fold(token) for token in tokens(f"{entry.title} {entry.agency}")}


def _newest_first(register: Register, ids: frozenset[str]) -> list[str]:
    return sorted(ids, key=lambda each: (register.entries[each].issued, each), reverse=True)
