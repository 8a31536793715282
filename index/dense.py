"""Nearest passages by vector: the only door to Chroma, embedded, used as a cache that can be rebuilt.

Chroma's own embedding function is never used (it would fetch a model): vectors always come from outside.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from index.encoder import Vectors
from index.report_table import StoredChunk
from index.scope import Scope

_NAME = "passages"
_BATCH = 5_000
"""Chroma refuses more than 5,461 rows a write."""


class DenseIndex:
    """Passage vectors under cosine similarity, by row number. One process owns the folder."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(anonymized_telemetry=False, allow_reset=True)
        self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
        self._collection: Any = self._open()

    def _open(self) -> Any:
        return self._client.get_or_create_collection(
            _NAME,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}},
        )

    def close(self) -> None:
        """Let go of the folder's files."""
        self._client.close()

    def count(self) -> int:
        return int(self._collection.count())

    def add(self, chunks: Sequence[StoredChunk], vectors: Vectors) -> None:
        """Add or overwrite passages; `vectors` is float32[len(chunks), dim]."""
        for first in range(0, len(chunks), _BATCH):
            batch = chunks[first : first + _BATCH]
            self._collection.upsert(
                ids=[str(stored.row) for stored in batch],
                embeddings=vectors[first : first + _BATCH],
                metadatas=[_metadata(stored) for stored in batch],
            )

    def remove(self, report_id: str) -> None:
        self._collection.delete(where={"report_id": report_id})

    def clear(self) -> None:
        self._client.delete_collection(_NAME)
        self._collection = self._open()

    def search(self, vector: Vectors, k: int, scope: Scope) -> dict[int, float]:
        """Row to cosine (-1 to 1) of the k passages nearest to float32[dim], within the scope."""
        if not self.count():
            return {}
        found = self._collection.query(
            query_embeddings=np.asarray(vector, np.float32)[None, :],
            n_results=min(k, self.count()),
            where=_where(scope),
            include=["distances"],
        )
        rows, distances = found["ids"][0], found["distances"][0]
        return {int(row): 1.0 - float(distance) for row, distance in zip(rows, distances, strict=True)}


def _metadata(stored: StoredChunk) -> dict[str, Any]:
    chunk = stored.chunk
    metadata: dict[str, Any] = {"report_id": chunk.report_id, "collection": stored.collection}
    if chunk.years:
        metadata["years"] = list(chunk.years)
    return metadata


def _where(scope: Scope) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    if scope.reports is not None:
        conditions.append({"report_id": {"$in": sorted(scope.reports)}})
    if scope.collections is not None:
        conditions.append({"collection": {"$in": sorted(scope.collections)}})
    if scope.years:
        in_years: list[dict[str, Any]] = [{"years": {"$contains": year}} for year in scope.years]
        conditions.append(in_years[0] if len(in_years) == 1 else {"$or": in_years})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
