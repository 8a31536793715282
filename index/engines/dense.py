"""Nearest passages by vector, in Chroma, embedded or as a server: a cache that can be rebuilt.

Chroma's own embedding function is never used (it would fetch a model): vectors always come from outside.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from operator import methodcaller
from typing import Any, TypeVar

import numpy as np
from chromadb.errors import NotFoundError

from index.encoder.encoder import Vectors
from index.engines.embedded_chroma import EmbeddedChroma
from index.engines.part import part_of
from index.engines.scope import NO_YEAR, Scope, mentioned_years
from index.engines.served_chroma import ServedChroma
from index.errors import EngineAwayError
from index.record.passages import StoredChunk

_NEW = "-new"
_ATTEMPTS = 5
"""At one search, while passages come and go."""
_GRAPH = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}}
Each = TypeVar("Each")
Result = TypeVar("Result")


class DenseIndex:
    """Passage vectors under cosine similarity, by row number, each collection's by themselves.

    Where Chroma is a server, whatever is asked raises EngineAwayError while that does not answer, or has lost what it held and is
    not filled again yet.
    """

    def __init__(self, chroma: EmbeddedChroma | ServedChroma) -> None:
        self._chroma = chroma
        self._parts: dict[str, Any] = {}
        self._warming: threading.Thread | None = None
        self.is_whole = True
        """False from when something was found lost until it is filled in."""
        for name, part in chroma.collections().items():
            if not name.endswith(_NEW):
                self._parts[name] = part
            elif self.is_ours:  # of a renewal that was killed; at a server it may go on
                self._delete(name)

    def warm(self) -> None:
        """Let the graphs be read into memory beside whatever else is done: three seconds of a million passages, else of the first search."""
        if self.is_ours and self._warming is None:
            self._warming = threading.Thread(target=self._warm, name="graphs", daemon=True)
            self._warming.start()

    def _warm(self) -> None:
        for name in list(self._parts):
            with suppress(KeyError, *self._chroma.passing):  # it went in this moment
                # Not `count`, which holds up every other thread of Python until it has read them.
                self._asked(name, methodcaller("get", limit=1, include=["embeddings"]))

    def close(self) -> None:
        if self._warming:
            self._warming.join()
        self._chroma.close()

    @property
    def is_ours(self) -> bool:
        """Whether nobody else writes there: how many it holds then tells which."""
        return isinstance(self._chroma, EmbeddedChroma)

    def count(self) -> int:
        return sum(self._asked(name, lambda part: int(part.count())) or 0 for name in list(self._parts))

    def add(self, chunks: Sequence[StoredChunk], vectors: Vectors) -> None:
        """Add or overwrite passages; `vectors` is float32[len(chunks), dim]."""
        for collection in sorted({stored.collection for stored in chunks}):
            places = [place for place, stored in enumerate(chunks) if stored.collection == collection]
            self._put(self._name_of(collection), [chunks[place] for place in places], vectors[places])

    def remove(self, report_id: str) -> None:
        for name in list(self._parts):
            self._write(name, methodcaller("delete", where={"report_id": report_id}))

    def remove_rows(self, rows: Sequence[int], collection: str | None = None) -> None:
        """Of a collection; None: in whichever they are."""
        for name in list(self._parts) if collection is None else [self._name_of(collection)]:
            for ids in self._batches([str(row) for row in rows]):
                self._write(name, methodcaller("delete", ids=ids))

    def clear(self) -> None:
        self._parts = {}
        self._chroma.write(self._chroma.clear)

    def match(self, expected: Mapping[int, str]) -> set[int]:
        """Let go of every passage but these rows, by their collection; returns those that are not there."""
        wanted: dict[str, set[int]] = {}
        for row, collection in expected.items():
            wanted.setdefault(self._name_of(collection), set()).add(row)
        parts, present = self._chroma.write(self._chroma.collections), set[int]()
        for name in parts.keys() - wanted:
            self._delete(name)
            del parts[name]
        for name, part in parts.items():
            rows = set(map(int, self._chroma.write(partial(part.get, include=[]))["ids"]))
            for ids in self._batches([str(row) for row in rows - wanted[name]]):
                self._chroma.write(partial(part.delete, ids=ids))
            present |= rows & wanted[name]
        missing = expected.keys() - present
        self.is_whole = self.is_whole and not missing
        self._parts = parts
        return missing

    def look_again(self, expected: int) -> None:
        """Know the parts that others who write there have made; with fewer passages than `expected` it is not whole."""
        for name, part in self._chroma.read(self._chroma.collections).items():
            if not name.endswith(_NEW):
                self._parts.setdefault(name, part)
        self.is_whole = self.is_whole and self.count() >= expected

    @contextmanager
    def filling(self) -> Iterator[None]:
        """While the block fills in what was lost nothing is found: half of the passages are no answer."""
        self.is_whole = False
        yield
        self.is_whole = True

    def renew(self, collection: str, groups: Iterable[tuple[Sequence[StoredChunk], Vectors]]) -> None:
        """Hold these passages of the collection instead of all there are; no byte of the others is left.

        Readers see the old ones or the new. A server keeps the files of the others until it is vacuumed.
        """
        name = self._name_of(collection)
        self._delete(name + _NEW)
        self._parts[name + _NEW] = self._made(name + _NEW)
        for chunks, vectors in groups:
            self._put(name + _NEW, chunks, vectors)
        is_old = name in self._parts
        self._parts[name] = new = self._parts.pop(name + _NEW)
        if is_old:
            self._delete(name)
        self._chroma.write(partial(new.modify, name=name))
        self._chroma.tidy()

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[int]:
        """Rows of the k passages nearest to float32[dim], nearest first, within the scope.

        A scope that is not open costs: Chroma then looks at the metadata of every passage.
        """
        nearest: list[tuple[float, int]] = []
        for name in sorted(set(map(self._name_of, scope.collections)) & self._parts.keys()):
            found = self._asked(name, lambda part: _queried(part, vector, k, scope))
            if found:
                nearest += zip(found["distances"][0], map(int, found["ids"][0]), strict=True)
        if not self.is_whole:
            raise EngineAwayError(
                "Chroma lacks passages that readers are shown: they are filled in from the record, in a moment"
            )
        # Of one collection in Chroma's own order.
        return [row for _, row in sorted(nearest, key=lambda each: each[0])[:k]]

    def _asked(self, name: str, step: Callable[[Any], Result]) -> Result | None:
        """Once more where the part was renewed, or a passage that Chroma has found was removed before it looked it up.

        None where it is lost.
        """
        for _ in range(_ATTEMPTS):
            part = self._parts.get(name)
            if part is None:
                return None
            with suppress(*self._chroma.passing):
                return self._chroma.read(partial(step, part))
            again = self._chroma.read(partial(self._chroma.again, name))
            if again is None:
                time.sleep(self._chroma.pause)
            elif self._parts.get(name) is part:
                self._parts[name] = again
        if self.is_ours:
            return step(self._parts[name])
        self.is_whole = False
        return None

    def _write(self, name: str, step: Callable[[Any], object]) -> None:
        """Into a part, which is made where there is none; a server may have lost it."""
        try:
            self._chroma.write(lambda: step(self._part(name)))
        except NotFoundError:
            self.is_whole = False
            self._parts.pop(name, None)
            self._chroma.write(lambda: step(self._part(name)))

    def _part(self, name: str) -> Any:
        if name not in self._parts:
            self._parts[name] = self._made(name)
        return self._parts[name]

    def _put(self, name: str, chunks: Sequence[StoredChunk], vectors: Vectors) -> None:
        for batch in self._batches(range(len(chunks))):
            self._write(
                name,
                methodcaller(
                    "upsert",
                    ids=[str(chunks[place].row) for place in batch],
                    embeddings=vectors[batch[0] : batch[-1] + 1],
                    metadatas=[_metadata(chunks[place]) for place in batch],
                ),
            )
        self._chroma.blank()

    def _batches(self, these: Sequence[Each]) -> Iterator[Sequence[Each]]:
        """What Chroma takes at once."""
        for first in range(0, len(these), self._chroma.batch):
            yield these[first : first + self._chroma.batch]

    def _made(self, name: str) -> Any:
        return self._chroma.write(lambda: self._chroma.made(name, _GRAPH))

    def _delete(self, name: str) -> None:
        self._chroma.write(lambda: self._chroma.delete(name))

    def _name_of(self, collection: str) -> str:
        return self._chroma.name_of(part_of(collection))


def _queried(part: Any, vector: Vectors, k: int, scope: Scope) -> Any:
    return part.query(
        query_embeddings=np.asarray(vector, np.float32)[None, :],
        n_results=k,
        where=_where(scope),
        include=["distances"],
    )


def _metadata(stored: StoredChunk) -> dict[str, Any]:
    chunk = stored.chunk
    return {
        "report_id": chunk.report_id,
        "years": list(chunk.years or (NO_YEAR,)),
        "mentioned": list(mentioned_years(chunk)) + [NO_YEAR] * (not chunk.years),
        "aspect": chunk.aspect or "",
    }


def _where(scope: Scope) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    if scope.reports is not None:
        conditions.append({"report_id": {"$in": sorted(scope.reports)}})
    if scope.years:
        field = "mentioned" if scope.mentioned else "years"
        years = (*scope.years, NO_YEAR) if scope.undated else scope.years
        in_years: list[dict[str, Any]] = [{field: {"$contains": year}} for year in years]
        conditions.append(in_years[0] if len(in_years) == 1 else {"$or": in_years})
    if scope.without:
        conditions.append({"aspect": {"$nin": sorted(scope.without)}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
