"""One passage found, with what speaks for it."""

from dataclasses import dataclass

from corpus.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals behind a score. A signal that was not at work is None."""

    passage_cosine: float
    """Question against the passage, -1 to 1."""
    sentence_cosine: float
    """Question against the passage's best sentence, -1 to 1."""
    bm25: float
    """BM25 of folded syllables and bigrams, 0 or more."""
    coverage: float
    """Share, 0 to 1, of the question's words (weighted by rarity) that the passage holds."""
    background: float
    """Mean best-sentence cosine of the candidates behind the best ten: how like any text the question is."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a passage, by its offsets in the report's text."""

    start: int
    end: int
    score: float
    """Likeness to the question, comparable within one search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. A search returns them best first, without duplicates, ties broken by id."""

    chunk: Chunk
    score: float
    """Fused score, 0 to 1 before boosts; comparable within one search only."""
    evidence: Evidence
    sentences: tuple[ScoredSentence, ...]
    """All its sentences, in the order of the text."""
