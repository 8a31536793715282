"""The terms of a question for BM25, each with its weight."""

from index.bilingual import translate
from index.glossary import Expansion
from index.query import Query
from index.words import anchors, fold, terms

_EXPANDED = 0.5
"""Weight of a term that the question does not write but that means the same as one it writes."""
_SHORTEST = 3
"""Letters of a short form that is searched for its long one: "BC" stands for too much."""


def weighted_terms(query: Query, *, same_language: bool) -> dict[str, float]:
    """Terms as `index.words.terms` gives them, with weights above 0.

    In another language than the reports: what means the same in any language, and settled translations.
    """
    if same_language:
        written = terms(query.topic)
    else:
        written = [*anchors(query.topic), *(term for phrase in translate(query.topic).terms for term in terms(phrase))]
    others = [each.other for each in query.expansions if _is_telling(each)]
    weights = {term: _EXPANDED for other in others for term in terms(other)}
    return weights | dict.fromkeys(written, 1.0)


def untranslated(query: Query) -> list[str]:
    """Words of a question in another language that no passage can cover: they count against an answer."""
    names = set(anchors(query.topic))
    return [word for word in map(fold, translate(query.topic).untranslated) if word not in names]


def spelled_out(text: str, expansions: tuple[Expansion, ...]) -> str:
    """The text with its short forms in full: what the encoder understands better."""
    for each in expansions:
        if each.kind != "renamed" and len(each.other) > len(each.term):
            text = text.replace(each.term, each.other, 1)
    return text


def _is_telling(expansion: Expansion) -> bool:
    return len(expansion.other) >= _SHORTEST
