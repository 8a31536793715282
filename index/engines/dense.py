"""Nearest passages by vector: the only door to Chroma, embedded, used as a cache that can be rebuilt.

Chroma's own embedding function is never used (it would fetch a model): vectors always come from outside.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from index.encoder.encoder import Vectors
from index.engines.scope import NO_YEAR, Scope, mentioned_years
from index.record.reports import StoredChunk

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

    def remove_rows(self, rows: Sequence[int]) -> None:
        for first in range(0, len(rows), _BATCH):
            self._collection.delete(ids=[str(row) for row in rows[first : first + _BATCH]])

    def clear(self) -> None:
        self._client.delete_collection(_NAME)
        self._collection = self._open()

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[int]:
        """Rows of the k passages nearest to float32[dim], nearest first, within the scope.

        A scope costs: Chroma then looks at the metadata of every passage.
        """
        found = self._collection.query(
            query_embeddings=np.asarray(vector, np.float32)[None, :],
            n_results=k,
            where=_where(scope),
            include=[],
        )
        return [int(row) for row in found["ids"][0]]


def _metadata(stored: StoredChunk) -> dict[str, Any]:
    chunk = stored.chunk
    return {
        "report_id": chunk.report_id,
        "collection": stored.collection,
        "years": list(chunk.years or (NO_YEAR,)),
        "mentioned": list(mentioned_years(chunk)) + [NO_YEAR] * (not chunk.years),
        "aspect": chunk.aspect or "",
    }


def _where(scope: Scope) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    if scope.reports is not None:
        conditions.append({"report_id": {"$in": sorted(scope.reports)}})
    if scope.collections is not None:
        conditions.append({"collection": {"$in": sorted(scope.collections)}})
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
