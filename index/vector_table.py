"""Vectors of passages and of their sentences, kept by what was encoded, so that nothing is encoded twice."""

from collections.abc import Iterable
from hashlib import sha256

import numpy as np

from index.database import Database, within
from index.encoder import Vectors


def vector_key(passage: str, sentences: Iterable[str]) -> str:
    """Names the vectors of a passage: a hash of the texts that were encoded."""
    return sha256("\x1e".join([passage, *sentences]).encode()).hexdigest()[:32]


class VectorTable:
    """The vectors of one encoder: passages in single precision, sentences in half."""

    def __init__(self, database: Database, encoder: str) -> None:
        self._database = database
        self._encoder = encoder

    def put(self, key: str, passage: Vectors, sentences: Vectors) -> None:
        """Keep float32[dim] and float32[n, dim]."""
        self._database.run(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
            self._encoder, key, passage.astype(np.float32).tobytes(), sentences.astype(np.float16).tobytes(),
        )  # fmt: skip

    def missing(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that were never encoded."""
        wanted = set(keys)
        condition, values = within("key", wanted)
        sql = f"SELECT key FROM vectors WHERE encoder = ? AND {condition}"
        return wanted - {row[0] for row in self._database.all(sql, self._encoder, *values)}

    def get(self, keys: Iterable[str]) -> dict[str, tuple[Vectors, Vectors]]:
        """Key to (passage float32[dim], sentences float32[n, dim]), for those that are there."""
        condition, values = within("key", set(keys))
        sql = f"SELECT key, passage, sentences FROM vectors WHERE encoder = ? AND {condition}"
        found = {}
        for key, passage, sentences in self._database.all(sql, self._encoder, *values):
            whole = np.frombuffer(passage, np.float32)
            halves = np.frombuffer(sentences, np.float16).reshape(-1, whole.size)
            found[key] = whole, halves.astype(np.float32)
        return found

    def sweep(self) -> None:
        """Drop the vectors of texts that are no longer in the library."""
        self._database.run("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM chunks)")
