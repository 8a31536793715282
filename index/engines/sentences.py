"""Nearest sentences by vector: the only door to usearch, a cache like the others, rebuilt from the record when lost.

Only the passages that hold them matter, as candidates: their cosines are computed anew from the record. So a vector is
kept in eight bits a dimension (Malkov and Yashunin, "HNSW", 2018): 0.5 kB a sentence, mapped from the file while it serves and
in memory from a change until it is saved.
"""

import threading
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from usearch.index import Index

from index.encoder.encoder import Vectors
from index.engines.disk import written
from index.engines.part import part_of

HalfVectors = npt.NDArray[np.float16]
Rows = npt.NDArray[np.int64]
_SENTENCE_BITS = 12
"""A key is the row of the passage and, in its last bits, the number of the sentence there."""
_MOST_SENTENCES = 1 << _SENTENCE_BITS
_SUFFIX = ".usearch"


class SentenceIndex:
    """Sentence vectors under cosine similarity, by the row of their passage, each collection's by themselves.

    One process owns the folder.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.with_suffix(_SUFFIX).unlink(missing_ok=True)  # all sentences together, as earlier versions kept them
        self._folder = folder
        self._parts = {file.stem: _Part(file) for file in folder.glob(f"*{_SUFFIX}")}

    def rows(self) -> Rows:
        """int64[n], ascending: the passages that are in it."""
        return np.unique(np.concatenate([np.zeros(0, np.int64), *(part.rows for part in self._parts.values())]))

    def count(self) -> int:
        return sum(len(part.rows) for part in self._parts.values())

    def add(self, collection: str, rows: Sequence[int], sentences: Sequence[Vectors | HalfVectors]) -> None:
        """Add or replace passages of a collection by their sentences, float[n, dim] each."""
        name = part_of(collection)
        if name not in self._parts:
            self._parts[name] = _Part(self._folder / f"{name}{_SUFFIX}")
        self._parts[name].add(rows, sentences)

    def remove(self, rows: Collection[int]) -> None:
        for part in self._parts.values():
            part.remove(rows)

    def clear(self) -> None:
        for part in self._parts.values():
            part.clear()

    def renew(self, collection: str, groups: Iterable[tuple[Sequence[int], Sequence[Vectors | HalfVectors]]]) -> None:
        """Hold these passages of the collection instead of all there are; no byte of the others is left once it is saved.

        Readers see the old ones or the new.
        """
        name = part_of(collection)
        fresh = _Part(self._folder / f"{name}{_SUFFIX}", restored=False)
        for rows, sentences in groups:
            fresh.add(rows, sentences)
        self._parts[name] = fresh

    def search(self, vector: Vectors, k: int, collections: Collection[str]) -> list[int]:
        """Rows of the passages of the k sentences nearest to float32[dim], nearest first, each once."""
        parts = [self._parts[name] for name in sorted(map(part_of, collections)) if name in self._parts]
        nearest = [each for part in parts for each in part.nearest(vector, k)]
        return list(dict.fromkeys(row for _, row in sorted(nearest, key=lambda each: each[0])[:k]))

    def save(self) -> None:
        """Keep it for the next process. What a kill loses is missing from `rows` and added again."""
        for part in self._parts.values():
            part.save()


class _Part:
    """The sentences of one collection: mapped from a file, which never changes, until they are to be changed in memory."""

    def __init__(self, file: Path, *, restored: bool = True) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._index: Any = _mapped(file) if restored and file.is_file() else None
        self._held: tuple[Rows, Rows] | None = None if self._index else (np.zeros(0, np.int64), np.zeros(0, np.int64))
        """int64[n], ascending, and how many sentences each has; None for what the file holds: reading that takes seconds of a million."""
        self._is_saved = restored
        """The index is then mapped, and cannot be written into."""

    @property
    def rows(self) -> Rows:
        """int64[n], ascending."""
        with self._lock:  # else what is read of the file takes the place of what was changed meanwhile
            return self._rows_and_counts()[0]

    def add(self, rows: Sequence[int], sentences: Sequence[Vectors | HalfVectors]) -> None:
        keys = [_keys(row, len(vectors)) for row, vectors in zip(rows, sentences, strict=True)]
        vectors = np.concatenate([each[:_MOST_SENTENCES] for each in sentences]).astype(np.float32)
        with self._lock:
            self._drop(rows)
            held, counts = self._rows_and_counts()
            self._changed(vectors.shape[1]).add(np.concatenate(keys), vectors)
            self._hold(np.append(held, rows), np.append(counts, [len(each) for each in keys]))

    def remove(self, rows: Collection[int]) -> None:
        with self._lock:
            self._drop(rows)

    def clear(self) -> None:
        with self._lock:
            self._index, self._is_saved = None, False
            self._hold(np.zeros(0, np.int64), np.zeros(0, np.int64))

    def nearest(self, vector: Vectors, k: int) -> list[tuple[float, int]]:
        """(distance, row) of the k sentences nearest to float32[dim]."""
        with self._lock:
            if self._index is None or not len(self._index):
                return []
            found = self._index.search(np.asarray(vector, np.float32), k)
        return list(zip(found.distances.tolist(), (found.keys >> np.uint64(_SENTENCE_BITS)).tolist(), strict=True))

    def save(self) -> None:
        with self._lock:
            if self._is_saved:
                return
            partial = self._file.with_suffix(".partial")
            if self._index is None:
                self._file.unlink(missing_ok=True)
            else:
                with written("usearch", RuntimeError):
                    self._index.save(str(partial))
                    partial.replace(self._file)
                self._index = _mapped(self._file)
            self._is_saved = True

    def _drop(self, rows: Collection[int]) -> None:
        held, counts = self._rows_and_counts()
        gone = np.isin(held, np.fromiter(rows, np.int64, len(rows)))
        if gone.any():
            self._changed().remove(np.concatenate([*map(_keys, held[gone].tolist(), counts[gone].tolist())]))
            self._hold(held[~gone], counts[~gone])

    def _hold(self, rows: Rows, counts: Rows) -> None:
        order = np.argsort(rows, kind="stable")
        self._held = rows[order], counts[order]

    def _rows_and_counts(self) -> tuple[Rows, Rows]:
        if self._held is None:
            whole: Any = Index.restore(str(self._file), view=True)
            keys = np.asarray(whole.keys, np.uint64)
            rows, counts = np.unique((keys >> np.uint64(_SENTENCE_BITS)).astype(np.int64), return_counts=True)
            self._held = rows, counts
        return self._held

    def _changed(self, dimension: int = 0) -> Any:
        """The index in memory."""
        if self._index is None:
            self._index = Index(ndim=dimension, metric="cos", dtype="i8")
        elif self._is_saved:
            self._index = Index.restore(str(self._file))
        self._is_saved = False
        return self._index


def _mapped(file: Path) -> Any:
    """To be searched in: without the table of its keys, which takes time and memory, and without which it cannot tell them."""
    return Index.restore(str(file), view=True, enable_key_lookups=False)


def _keys(row: int, sentences: int) -> np.ndarray:
    return (np.uint64(row) << np.uint64(_SENTENCE_BITS)) + np.arange(min(sentences, _MOST_SENTENCES), dtype=np.uint64)
