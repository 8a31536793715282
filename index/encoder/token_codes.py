"""Passages by their tokens, a bit for each dimension: a question compared token by token without encoding them again.

MaxSim is the weighted sum over the question's tokens of the best match among the passage's (Khattab and Zaharia, "ColBERT", 2020,
section 3.2). A token vector keeps the signs of its differences from the mean token: what all tokens share tells
nothing, and 48 bytes a token cost next to nothing of the ranking (docs/decisions/0006).
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from index.encoder.encoder import Vectors

WithTokens = tuple[Vectors, list[Vectors]]
"""float32[texts, dim], and for each text float32[tokens, dim] without prompt and special tokens, all L2-normalised."""
Codes = npt.NDArray[np.uint8]


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder that also gives the vectors of single tokens."""

    def questions_with_tokens(self, texts: Sequence[str]) -> WithTokens:
        """What `encode_questions` gives, and of each text its tokens, out of one computation."""

    def passages_with_tokens(self, texts: Sequence[str]) -> WithTokens:
        """What `encode_passages` gives, and of each text its tokens, out of one computation."""


def mean_token(passages: Sequence[Vectors]) -> Vectors:
    """float32[dim]: the mean token of some passages."""
    mean: Vectors = np.concatenate(passages).mean(axis=0)
    return mean


def packed(tokens: Vectors, mean: Vectors) -> Codes:
    """uint8[tokens, ceil(dim / 8)] for float32[tokens, dim]."""
    return np.packbits(tokens > mean, axis=1)


def max_sims(question: Vectors, passages: Sequence[Codes], mean: Vectors) -> npt.NDArray[np.float64]:
    """float64[len(passages)]: MaxSim of float32[tokens, dim] with each passage; 0 where either has no token."""
    scores = np.zeros(len(passages))
    present = [i for i, codes in enumerate(passages) if len(codes)]
    if not len(question) or not present:
        return scores
    centred = question - mean
    centred /= np.linalg.norm(centred, axis=1, keepdims=True) * np.sqrt(mean.size)
    bits = np.unpackbits(np.concatenate([passages[i] for i in present]), axis=1, count=mean.size)
    # A bit b stands for 2b - 1.
    matches = 2 * (bits.astype(np.float32) @ centred.T) - centred.sum(axis=1)
    first = np.cumsum([0, *(len(passages[i]) for i in present)])[:-1]
    best = np.maximum.reduceat(matches, first, axis=0)
    # A token that every passage meets as well ("là", "bao nhiêu") tells nothing: each counts by how far its best
    # passage stands out.
    telling = best.max(axis=0) - np.median(best, axis=0)
    scores[present] = best @ (telling / max(telling.sum(), 1e-9))
    return scores
