"""Passages made by hand."""

from corpus.chunk import Aspect, Chunk
from index.record.passages import StoredChunk


def stored(
    row: int,
    report_id: str,
    text: str,
    *,
    years: tuple[int, ...] = (),
    aspect: Aspect | None = None,
    collection: str = "default",
) -> StoredChunk:
    chunk = Chunk(f"{report_id}@0-{len(text)}", report_id, 0, len(text), text, (1,), "", years, aspect)
    return StoredChunk(row, chunk, collection, f"key-{row}")
