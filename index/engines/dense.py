"""Nearest passages by vector: the only door to Chroma, embedded, used as a cache that can be rebuilt.

Chroma's own embedding function is never used (it would fetch a model): vectors always come from outside.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import InternalError, NotFoundError

from index.encoder.encoder import Vectors
from index.engines.disk import written
from index.engines.part import part_of
from index.engines.scope import NO_YEAR, Scope, mentioned_years
from index.record.reports import StoredChunk

_PREFIX = "passages-"
_NEW = "-new"
_ATTEMPTS = 5
"""At one search, while passages come and go."""
_BATCH = 5_000
"""Chroma refuses more than 5,461 rows a write."""
_HELD = slice(20, 28)
"""Of the header of a graph: how many vectors its files hold."""


class DenseIndex:
    """Passage vectors under cosine similarity, by row number, each collection's by themselves. One process owns the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[str, Any] = {}
        settings = Settings(anonymized_telemetry=False, allow_reset=True)
        with _written():  # also where it is only opened
            self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
            for name in [found.name for found in self._client.list_collections()]:
                if name.startswith(_PREFIX):
                    self._parts[name] = self._client.get_collection(name, embedding_function=None)
                else:  # all passages together, as earlier versions kept them
                    self._client.delete_collection(name)
        _blank(folder)

    def close(self) -> None:
        """Let go of the folder's files."""
        self._client.close()

    def count(self) -> int:
        return sum(int(part.count()) for part in self._parts.values())

    def add(self, chunks: Sequence[StoredChunk], vectors: Vectors) -> None:
        """Add or overwrite passages; `vectors` is float32[len(chunks), dim]."""
        for collection in sorted({stored.collection for stored in chunks}):
            places = [place for place, stored in enumerate(chunks) if stored.collection == collection]
            part = self._part(collection)
            self._put(part, [chunks[place] for place in places], vectors[places])

    def remove(self, report_id: str) -> None:
        for part in self._parts.values():
            with _written():
                part.delete(where={"report_id": report_id})

    def remove_rows(self, rows: Sequence[int], collection: str | None = None) -> None:
        """Of a collection; None: in whichever they are."""
        for part in list(self._parts.values()) if collection is None else [self._part(collection)]:
            for first in range(0, len(rows), _BATCH):
                with _written():
                    part.delete(ids=[str(row) for row in rows[first : first + _BATCH]])

    def clear(self) -> None:
        for name in list(self._parts):
            self._client.delete_collection(name)
            del self._parts[name]

    def renew(self, collection: str, groups: Iterable[tuple[Sequence[StoredChunk], Vectors]]) -> None:
        """Hold these passages of the collection instead of all there are; no byte of the others is left.

        Readers see the old ones or the new.
        """
        name = _name_of(collection)
        if name + _NEW in {found.name for found in self._client.list_collections()}:
            self._client.delete_collection(name + _NEW)
        old, new = self._parts.get(name), self._made(name + _NEW)
        for chunks, vectors in groups:
            self._put(new, chunks, vectors)
        self._parts[name] = new
        if old is not None:
            self._client.delete_collection(name)
        new.modify(name=name)
        _tidy(self._folder)

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[int]:
        """Rows of the k passages nearest to float32[dim], nearest first, within the scope.

        A scope that is not open costs: Chroma then looks at the metadata of every passage.
        """
        nearest: list[tuple[float, int]] = []
        for name in sorted(set(map(_name_of, scope.collections)) & self._parts.keys()):
            found = self._queried(name, vector, k, scope)
            nearest += zip(found["distances"][0], map(int, found["ids"][0]), strict=True)
        # Of one collection in Chroma's own order.
        return [row for _, row in sorted(nearest, key=lambda each: each[0])[:k]]

    def _queried(self, name: str, vector: Vectors, k: int, scope: Scope) -> Any:
        """Once more where the part was renewed, or a passage that Chroma has found was removed before it looked it up."""
        for _ in range(_ATTEMPTS):
            with suppress(NotFoundError, InternalError):
                return _queried(self._parts[name], vector, k, scope)
        return _queried(self._parts[name], vector, k, scope)

    def _part(self, collection: str) -> Any:
        name = _name_of(collection)
        if name not in self._parts:
            self._parts[name] = self._made(name)
        return self._parts[name]

    def _put(self, part: Any, chunks: Sequence[StoredChunk], vectors: Vectors) -> None:
        for first in range(0, len(chunks), _BATCH):
            batch = chunks[first : first + _BATCH]
            with _written():
                part.upsert(
                    ids=[str(stored.row) for stored in batch],
                    embeddings=vectors[first : first + _BATCH],
                    metadatas=[_metadata(stored) for stored in batch],
                )
        _blank(self._folder)

    def _made(self, name: str) -> Any:
        return self._client.get_or_create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}},
        )


def _queried(part: Any, vector: Vectors, k: int, scope: Scope) -> Any:
    return part.query(
        query_embeddings=np.asarray(vector, np.float32)[None, :],
        n_results=k,
        where=_where(scope),
        include=["distances"],
    )


def _tidy(folder: Path) -> None:
    """Delete the files of deleted collections, which Chroma leaves, and what its own record keeps of them."""
    with closing(sqlite3.connect(folder / "chroma.sqlite3", timeout=60)) as record:
        used = {str(row[0]) for row in record.execute("SELECT id FROM segments")}
        record.execute("VACUUM")
    for each in folder.iterdir():
        if each.is_dir() and each.name not in used:
            shutil.rmtree(each)


def _blank(folder: Path) -> None:
    """Clear the files of graphs that hold no vector yet.

    Chroma makes them of memory as it finds it (hnswlib asks for it with malloc), which may be any text that the process had, and
    writes them whole with the first thousand vectors; until then it reads nothing in them.
    """
    for header in folder.glob("*/header.bin"):
        if not any(header.read_bytes()[_HELD]):
            for each in (header.with_name("data_level0.bin"), header.with_name("length.bin")):
                with each.open("r+b") as file:
                    file.write(bytes(each.stat().st_size))


def _written() -> AbstractContextManager[None]:
    return written("chroma", InternalError)


def _name_of(collection: str) -> str:
    return f"{_PREFIX}{part_of(collection)}"


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
