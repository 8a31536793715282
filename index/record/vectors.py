"""Vectors of passages and of their sentences, kept by what was encoded, so that nothing is encoded twice."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from index.database.database import Database
from index.encoder.encoder import Vectors
from index.encoder.token_codes import Codes


def vector_key(passage: str, sentences: Iterable[str]) -> str:
    """Names the vectors of a passage: a hash of the texts that were encoded."""
    return sha256("\x1e".join([passage, *sentences]).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """The vectors of some passages in two blocks: read and multiplied at once."""

    place: Mapping[str, int]
    """Key to its row in `passages`."""
    passages: Vectors
    """float32[n, dim]."""
    sentences: npt.NDArray[np.float16]
    """float16[m, dim]: those of the first passage, then those of the second …"""
    bounds: npt.NDArray[np.int64]
    """int64[n + 1]: the sentences of passage i are rows bounds[i] to bounds[i + 1]."""

    @classmethod
    def unpacked(cls, rows: Sequence[tuple[str, bytes, bytes]]) -> "StoredVectors":
        """Out of (key, passage, sentences) as the table keeps them."""
        passages = np.frombuffer(b"".join(passage for _, passage, _ in rows), np.float32)
        passages = passages.reshape(len(rows), -1) if rows else passages.reshape(0, 0)
        width = max(passages.shape[1], 1) * np.dtype(np.float16).itemsize
        bounds = np.cumsum([0, *(len(sentences) // width for _, _, sentences in rows)])
        sentences = np.frombuffer(b"".join(sentences for _, _, sentences in rows), np.float16)
        place = {key: row for row, (key, _, _) in enumerate(rows)}
        return cls(place, passages, sentences.reshape(bounds[-1], passages.shape[1]), bounds)

    def sentences_of(self, key: str) -> npt.NDArray[np.float16]:
        """float16[n, dim], in the order of the text."""
        row = self.place[key]
        return self.sentences[self.bounds[row] : self.bounds[row + 1]]


class VectorTable:
    """The vectors of one encoder: passages in single precision, sentences in half."""

    def __init__(self, database: Database, encoder: str) -> None:
        self._database = database
        self._encoder = encoder

    def put(self, key: str, passage: Vectors, sentences: Vectors, codes: Codes) -> None:
        """Keep float32[dim], float32[n, dim] and the codes of the passage's tokens, uint8[tokens, bytes]."""
        name = {"encoder": self._encoder, "key": key}
        blocks = {"passage": passage.astype(np.float32).tobytes(), "sentences": sentences.astype(np.float16).tobytes()}
        self._database.put("vectors", [*name], **name, **blocks)
        self._database.put("token_codes", [*name], **name, codes=codes.tobytes())

    def missing(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that were never encoded."""
        wanted = set(keys)
        condition, values = self._database.within("key", wanted)
        sql = f"SELECT key FROM vectors JOIN token_codes USING (encoder, key) WHERE encoder = ? AND {condition}"
        return wanted - {row[0] for row in self._database.all(sql, self._encoder, *values)}

    def mean_token(self) -> Vectors | None:
        """float32[dim] that the codes are made with; None before the first."""
        kept = self._database.meta(f"mean_token:{self._encoder}")
        return None if kept is None else np.array(json.loads(kept), np.float32)

    def set_mean_token(self, mean: Vectors) -> None:
        self._database.set_meta(f"mean_token:{self._encoder}", json.dumps([round(float(each), 5) for each in mean]))

    def codes(self, keys: Iterable[str]) -> dict[str, Codes]:
        """Key to uint8[tokens, bytes], for those that are there."""
        mean = self.mean_token()
        if mean is None:
            return {}
        condition, values = self._database.within("key", set(keys))
        sql = f"SELECT key, codes FROM token_codes WHERE encoder = ? AND {condition}"
        width = (mean.size + 7) // 8
        return {
            key: np.frombuffer(codes, np.uint8).reshape(-1, width)
            for key, codes in self._database.all(sql, self._encoder, *values)
        }

    def get(self, keys: Iterable[str]) -> "StoredVectors":
        """The vectors of those keys that are there."""
        condition, values = self._database.within("key", set(keys))
        sql = f"SELECT key, passage, sentences FROM vectors WHERE encoder = ? AND {condition} ORDER BY key"
        rows = self._database.all(sql, self._encoder, *values)
        return StoredVectors.unpacked(rows)

    def sweep(self) -> None:
        """Drop the vectors of texts that are no longer in the library."""
        for table in ("vectors", "token_codes"):
            self._database.run(
                f"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.key = {table}.key)"
            )
