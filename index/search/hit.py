"""One passage found, with what speaks for it and what it needs to be understood."""

from dataclasses import dataclass, field

from corpus.chunk import Chunk
from index.record.related import Supersession


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals behind a score."""

    passage_cosine: float
    """Question against the passage, -1 to 1."""
    sentence_cosine: float
    """Question against the passage's best sentence, -1 to 1."""
    bm25: float
    """BM25 of folded syllables and bigrams, 0 or more."""
    coverage: float
    """Share, 0 to 1, of the question's words (weighted by rarity) that the passage holds."""
    token_likeness: float
    """MaxSim of the question's tokens with the passage's; 0 where the encoder does not tell of tokens."""
    token_background: float
    """That of the middle one of the forty passages compared closely; of the least like one where there are few."""
    background: float
    """Mean best-sentence cosine of the candidates behind the best ten: how like any text the question is."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a passage, by its offsets in the report's text."""

    start: int
    end: int
    score: float
    """Likeness to the question, comparable within one search."""
    cosine: float = 0.0
    """Question against the sentence by itself, -1 to 1."""
    coverage: float = 0.0
    """Share, 0 to 1, of the question's words (weighted by rarity) that the sentence holds."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a passage."""

    heading: str = ""
    """Of its innermost section; empty before the first heading."""
    before: Chunk | None = None
    after: Chunk | None = None
    copies: tuple[Chunk, ...] = ()
    """Passages that say the same in other places, newest report first."""
    superseded: Supersession | None = None
    """What replaces or repeals its report."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. A search returns them best first, without duplicates, ties broken by id."""

    chunk: Chunk
    score: float
    """Fused score, 0 to 1 before leanings; comparable within one search only."""
    evidence: Evidence
    sentences: tuple[ScoredSentence, ...]
    """All its sentences, in the order of the text."""
    context: Context = field(default_factory=Context)
