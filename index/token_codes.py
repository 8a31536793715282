"""Passages by their tokens, a bit for each dimension: a question compared token by token without encoding them again.

MaxSim is the sum over the question's tokens of the best match among the passage's (Khattab and Zaharia, "ColBERT", 2020,
section 3.2). A token vector keeps the signs of its differences from the mean token: what all tokens share tells
nothing, and 48 bytes a token cost next to nothing of the ranking (docs/decisions/0006).
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from index.encoder import Vectors

Codes = npt.NDArray[np.uint8]


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder that also gives the vectors of single tokens."""

    def encode_question_tokens(self, text: str) -> Vectors:
        """float32[tokens, dim], each L2-normalised, without prompt and special tokens."""

    def encode_passages_and_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """What `encode_passages` gives, and float32[tokens, dim] of each, out of one computation."""


def mean_token(passages: Sequence[Vectors]) -> Vectors:
    """float32[dim]: the mean token of some passages."""
    mean: Vectors = np.concatenate(passages).mean(axis=0)
    return mean


def packed(tokens: Vectors, mean: Vectors) -> Codes:
    """uint8[tokens, ceil(dim / 8)] for float32[tokens, dim]."""
    return np.packbits(tokens > mean, axis=1)


def max_sims(question: Vectors, passages: Sequence[Codes], mean: Vectors) -> npt.NDArray[np.float64]:
    """float64[len(passages)]: MaxSim, -1 to 1, of float32[tokens, dim] with each passage; 0 where either has no token."""
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
    scores[present] = np.maximum.reduceat(matches, first, axis=0).mean(axis=1)
    return scores
