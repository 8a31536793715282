"""How well a single sentence, or a passage, meets the words of a question."""

from collections.abc import Mapping

from corpus.language.sentence import is_bare_heading, is_table_row
from index.words import terms_in

COVERAGE_SHARE = 0.15
"""Weight of the covered words, beside the cosine, in the score of a sentence."""
BARE_HEADING = 0.1
"""What a sentence loses that only announces what follows."""
TABLE_ROW = 0.06
"""What a row of a table loses against a sentence: its column heads repeat the question's words."""


def sentence_score(sentence: str, cosine: float, rarities: Mapping[str, float]) -> float:
    """Likeness of the sentence to the question, comparable within one search."""
    return (
        cosine
        + COVERAGE_SHARE * term_coverage(sentence, rarities)
        - BARE_HEADING * is_bare_heading(sentence)
        - TABLE_ROW * is_table_row(sentence)
    )


def term_coverage(text: str, rarities: Mapping[str, float]) -> float:
    """Share, 0 to 1, of the terms in `rarities`, weighted by it, that stand in the text; 0 without terms."""
    total = sum(rarities.values())
    if total <= 0:
        return 0.0
    present = terms_in(text)
    return sum(weight for term, weight in rarities.items() if term in present) / total
