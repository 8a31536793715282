"""The words of a question as they are searched for: terms for BM25, texts for the encoder."""

from collections.abc import Callable, Iterable

from index.glossary.glossary import Expansion
from index.question.query import Query
from index.question.topic import without_asking
from index.words import anchors, fold, terms

_EXPANDED = 0.5
"""Weight of the long form of what the question writes short, and of the other name of an agency or place."""
_SHORTENED = 0.1
"""Weight of the short form of what it writes in full: where .5 stood, 13 of 500 questions on regulations lost their
passage from the first place."""

_SHORT_AND_LONG = ("abbreviation", "file")
GLOSSED = 0.6
"""Share of an English question's terms that must be translated for the translations to be searched as a text."""


def written_terms(query: Query) -> list[str]:
    """Terms of the topic as `index.words.terms` gives them.

    In another language than the reports: what means the same in any language, and settled translations.
    """
    if query.same_language:
        return terms(query.topic)
    return [*anchors(query.topic), *(term for phrase in query.topic_translation.terms for term in terms(phrase))]


def telling_terms(query: Query) -> list[str]:
    """Terms that an answer should say: those written without the words that only ask, and those no passage can say."""
    if not query.same_language:
        return [*written_terms(query), *_untranslated(query)]
    return [term for stretch in without_asking(query.topic) for term in terms(stretch)]


def weighted_terms(written: Iterable[str], expansions: Iterable[Expansion]) -> dict[str, float]:
    """The terms written, and those of their other forms, with weights above 0."""
    weights: dict[str, float] = {}
    for each in expansions:
        is_shorter = each.kind in _SHORT_AND_LONG and len(each.other) < len(each.term)
        for term in terms(each.other):
            weights[term] = max(weights.get(term, 0.0), _SHORTENED if is_shorter else _EXPANDED)
    return weights | dict.fromkeys(written, 1.0)


def _untranslated(query: Query) -> list[str]:
    """Words of a question in another language that no passage can cover: they count against an answer."""
    names = set(anchors(query.topic))
    return [word for word in map(fold, query.topic_translation.untranslated) if word not in names]


def spelled_out(text: str, expansions: Iterable[Expansion], is_known: Callable[[str], bool]) -> str:
    """The text with those short forms in full that no passage has; `is_known` tells of a term whether one does.

    Where passages write short as well, the encoder does better with what both write: hit@1 .806 against .794 on
    questions about regulations.
    """
    for each in expansions:
        is_short = each.kind in _SHORT_AND_LONG and len(each.other) > len(each.term)
        if is_short and not all(map(is_known, terms(each.term))):
            text = text.replace(each.term, each.other, 1)
    return text


def restated(query: Query) -> str:
    """The topic of an English question over Vietnamese reports in Vietnamese: its translations strung together.

    Empty where most of its terms have none, and for a question in the language of the reports.
    """
    is_known = not query.same_language and query.topic_translation.known >= GLOSSED
    return query.topic_translation.gloss if is_known else ""
