"""The document that a question means by what it is about, in whatever words: of those found, the one that stands out.

A logistic regression over each document's part in what was found, learned from questions of people who remembered neither number nor title
(`python -m tests.fit.documents`). Nobody can be sure of such a document: what is said of it is tentative, and names it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.quoting.certainty import Decision
from bot.quoting.inquiry import Inquiry
from corpus.text.letters import fold
from index.record.entry import Entry
from index.search.hit import Hit
from index.words import terms

MODEL = Path(__file__).parent / "meant_document.json"
_LOOKED_AT = 8
"""Documents, by their share of what was found, and as many by the words of their title."""
_NOT_FOUND = -0.3
"""How far a document of which no passage was found is behind the best."""


def meant_document(inquiry: Inquiry, hits: Sequence[Hit]) -> str | None:
    """Id of the report; None where none stands out. `hits` are those of the question, best first."""
    decision = learned()
    sure = {id_: decision.probability(each) for id_, each in document_signals(inquiry, hits).items()}
    best = max(sure, key=lambda id_: sure[id_], default=None)
    return best if best and sure[best] >= decision.least else None


@lru_cache(maxsize=1)
def learned() -> Decision:
    """As it is in the package."""
    return Decision(**json.loads(MODEL.read_text(encoding="utf-8")))


def document_signals(inquiry: Inquiry, hits: Sequence[Hit]) -> dict[str, Mapping[str, float]]:
    """By report id, of those that may be meant: each signal means the same in any library."""
    entries = inquiry.register.entries
    newest = _newest(inquiry)
    ranks: dict[str, list[int]] = {}
    for rank, hit in enumerate(hits):
        ranks.setdefault(newest.get(hit.chunk.report_id, hit.chunk.report_id), []).append(rank)
    whole = sum(1 / (1 + rank) for rank in range(len(hits))) or 1.0
    share = {id_: sum(1 / (1 + rank) for rank in of) / whole for id_, of in ranks.items()}
    score = {id_: hits[of[0]].score for id_, of in ranks.items()}
    titled: dict[str, float] = {}
    for id_ in inquiry.scope:
        of = newest.get(id_, id_)
        titled[of] = max(titled.get(of, 0.0), _titled(entries[id_], inquiry))
    found = {*_most(share), *_most(titled)} & entries.keys()
    members = {id_: _member(id_, newest, inquiry) for id_ in sorted(found)}
    return {
        member: {
            "share": share.get(id_, 0.0),
            "share_ahead": _ahead(share, id_),
            "first": 1 / (1 + ranks[id_][0]) if id_ in ranks else 0.0,
            "score": score.get(id_, 0.0),
            "score_ahead": _ahead(score, id_) if id_ in score else _NOT_FOUND,
            "titled": titled.get(id_, 0.0),
            "titled_ahead": _ahead(titled, id_),
            **_agrees(entries[member], inquiry),
        }
        for id_, member in members.items()
    }


def _newest(inquiry: Inquiry) -> dict[str, str]:
    """Of each document that was replaced the one that is in its place now, which is about the same: neither stands before the other."""
    register = inquiry.register
    replaced = sorted(inquiry.scope & register.superseded.keys())
    if not replaced:
        return {}
    by_number = {(each.collection, each.number): each.id for each in register.entries.values() if each.number}
    newest: dict[str, str] = {}
    for id_ in replaced:
        last, passed = id_, {id_}
        while (by := register.superseded.get(last)) and by.type == "replaces":
            after = by_number.get((register.entries[last].collection, fold(by.by)))
            if after is None or after in passed or after not in inquiry.scope:
                break
            last = after
            passed.add(last)
        if last != id_:
            newest[id_] = last
    return newest


def _member(id_: str, newest: Mapping[str, str], inquiry: Inquiry) -> str:
    """Of a document and those that it replaced the one of the year that is named; else itself."""
    years = set(inquiry.query.wanted.years)
    others = (older for older, last in newest.items() if last == id_)
    return next((each for each in (id_, *others) if _years(inquiry.register.entries[each]) & years), id_)


def _titled(entry: Entry, inquiry: Inquiry) -> float:
    """Share of what the question asks about, by rarity, that kind, title and agency say."""
    said = set(
        terms(f"{entry.kind} {entry.title} {entry.agency}")
    )  # not kept: titles of a large library would crowd out sentences
    whole = sum(inquiry.rarities.values()) or 1.0
    return sum(rarity for term, rarity in inquiry.rarities.items() if term in said) / whole


def _most(values: Mapping[str, float]) -> list[str]:
    return sorted(values, key=lambda id_: (-values[id_], id_))[:_LOOKED_AT]


def _ahead(values: Mapping[str, float], id_: str) -> float:
    """How far it is before the best of the others; negative behind it."""
    return values.get(id_, 0.0) - max((value for other, value in values.items() if other != id_), default=0.0)


def _agrees(entry: Entry, inquiry: Inquiry) -> dict[str, float]:
    """1 where the document is of what the question names, -1 where it is of another, 0 where it names none."""
    wanted = inquiry.query.wanted
    return {
        "kind": _sign(bool(wanted.kinds), entry.kind in map(fold, wanted.kinds)),
        "year": _sign(bool(wanted.years), not _years(entry).isdisjoint(wanted.years)),
        "agency": _sign(bool(wanted.agencies), entry.agency in wanted.agencies),
    }


def _years(entry: Entry) -> set[int]:
    return {*entry.years, int(entry.issued[:4] or 0)}


def _sign(is_named: bool, is_it: bool) -> float:
    return (1.0 if is_it else -1.0) if is_named else 0.0
