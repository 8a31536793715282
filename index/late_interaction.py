"""MaxSim: how well each token of a question is met by some token of a passage.

Khattab and Zaharia, "ColBERT", 2020, section 3.2; over the token vectors of an encoder that was trained for whole texts.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, runtime_checkable

import numpy as np

from index.encoder import Vectors

_KEPT = 256
"""Passages whose token vectors stay in memory: about 100 MB."""


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder that also gives the vectors of single tokens."""

    def encode_question_tokens(self, text: str) -> Vectors:
        """float32[tokens, dimension], each L2-normalised, without prompt and special tokens."""

    def encode_passage_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """The same for each of the passages, in order."""


class LateInteraction:
    """Scores passages by their tokens; those asked for last are kept, since a library's would fill a disk."""

    def __init__(self, encoder: TokenEncoder) -> None:
        self._encoder = encoder
        self._tokens_of = lru_cache(maxsize=_KEPT)(self._passage_tokens)

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """MaxSim of the question with each of the passages, in order."""
        tokens = self._encoder.encode_question_tokens(question)
        return [max_sim(tokens, self._tokens_of(passage)) for passage in passages]

    def _passage_tokens(self, passage: str) -> Vectors:
        return self._encoder.encode_passage_tokens([passage])[0]


def max_sim(question: Vectors, passage: Vectors) -> float:
    """Mean over the question's tokens of the best cosine among the passage's, -1 to 1; 0 where either has none."""
    if not len(question) or not len(passage):
        return 0.0
    return float(np.mean((question @ passage.T).max(axis=1)))
