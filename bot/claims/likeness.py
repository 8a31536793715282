"""How alike in meaning a claim and the sentences of its sources are, by the encoder that also searches."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np

from index.encoder.encoder import Encoder, Vectors

_KEPT = 2048
"""Vectors of sentences kept: the claims of one answer are compared with the same quotes."""


class Likeness(Protocol):
    """Compares a claim with texts."""

    def likeness(self, claim: str, quotes: Sequence[str]) -> Sequence[float]:
        """The cosine, -1 to 1, of the claim with each of the quotes, in their order."""


class Entailment(Protocol):
    """Tells whether a text carries a claim; a model of one's own."""

    def entailment(self, claim: str, quotes: Sequence[str]) -> Sequence[float]:
        """The probability, 0 to 1, that each of the quotes entails the claim, in their order."""


class EncoderLikeness:
    """Likeness by an encoder; safe to call from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def likeness(self, claim: str, quotes: Sequence[str]) -> list[float]:
        vectors = self._of([claim, *quotes])
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]

    def _of(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), dimension]; a text that was seen lately is not encoded again."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, self._encoder.encode_passages(new), strict=True))
        with self._lock:
            for text in new:
                self._vectors[text] = known[text]
            while len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        return np.array([known[text] for text in texts], np.float32)
