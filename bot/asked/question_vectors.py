"""Vectors of questions, each encoded once while the server runs."""

import threading
from collections.abc import Sequence

import numpy as np

from index.encoder.encoder import Encoder, Vectors

_KEPT = 20_000
"""Questions; 15 MB."""


class QuestionVectors:
    """Safe to use from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: dict[str, Vectors] = {}

    def of(self, questions: Sequence[str]) -> Vectors:
        """float32[len(questions), dimension], each of length 1."""
        if not questions:
            return np.zeros((0, 0), np.float32)
        with self._lock:
            if new := [each for each in dict.fromkeys(questions) if each not in self._known]:
                if len(self._known) + len(new) > _KEPT:
                    self._known.clear()
                    new = list(dict.fromkeys(questions))
                self._known.update(zip(new, self._encoder.encode_questions(new).astype(np.float16), strict=True))
            found = [self._known[each] for each in questions]
        return np.asarray(found, np.float32)
