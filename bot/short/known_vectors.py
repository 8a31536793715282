"""Vectors of the names of rows and columns, which questions meet again and again."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from index.encoder.encoder import Encoder, Vectors

_MOST = 10_000
"""Texts whose vectors are kept: 15 MB with 384 numbers each."""


class KnownVectors:
    """Encodes a text once as long as it is asked for; safe to call from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._free = Lock()

    def of_question(self, text: str) -> Vectors:
        """float32[dimension]."""
        return np.asarray(self._encoder.encode_questions([text])[0], np.float32)

    def of(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), dimension], as passages."""
        with self._free:
            known = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known |= zip(new, self._encoder.encode_passages(new), strict=True) if new else []
        with self._free:
            for text in dict.fromkeys(texts):
                self._known[text] = known[text]
                self._known.move_to_end(text)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return np.array([known[text] for text in texts], np.float32).reshape(len(texts), self._encoder.dimension)
