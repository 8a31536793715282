"""The searchable passages of recorded reports, with what the engines are given of each, a few reports at a time."""

from collections.abc import Iterator, Sequence

from corpus.report import Report
from index.encoder.encoder import Vectors
from index.engines.searched_text import heading_of
from index.engines.sentences import HalfVectors
from index.record.passages import StoredChunk
from index.record.reports import ReportTable
from index.record.vectors import StoredVectors, VectorTable

REPORTS_AT_ONCE = 100


class Searched:
    """Reads them from the record."""

    def __init__(self, reports: ReportTable, vectors: VectorTable) -> None:
        self._reports = reports
        self._vectors = vectors

    def in_groups(self, collection: str | None = None) -> Iterator[list[str]]:
        """The ids of the published reports of a collection, or all, a few at a time."""
        published = self._reports.published(collection)
        for first in range(0, len(published), REPORTS_AT_ONCE):
            yield published[first : first + REPORTS_AT_ONCE]

    def recorded(self, report_ids: Sequence[str]) -> list[tuple[Report, list[StoredChunk]]]:
        """These reports, published or not, each with its searchable passages; those that are gone are left out."""
        found = []
        for report_id in report_ids:
            report = self._reports.recorded(report_id)
            if report is not None:
                found.append(
                    (report, [each for each in self._reports.passages.chunks(report_id) if each.chunk.searchable])
                )
        return found

    def with_headings(self, report_ids: Sequence[str]) -> tuple[list[StoredChunk], list[str]]:
        """The searchable passages of these reports, each with its heading text."""
        recorded = self.recorded(report_ids)
        chunks = [each for _, stored in recorded for each in stored]
        return chunks, [heading_of(report, each.chunk) for report, stored in recorded for each in stored]

    def with_vectors(self, collection: str | None = None) -> Iterator[tuple[list[StoredChunk], Vectors]]:
        """Those of a collection, or all, with float32[passages, dim]."""
        for chunks, vectors in self._stored(collection):
            yield chunks, vectors.passages[[vectors.place[each.key] for each in chunks]]

    def with_sentences(self, collection: str) -> Iterator[tuple[list[int], list[HalfVectors]]]:
        """The rows of those of a collection, each with float16[sentences, dim]."""
        for chunks, vectors in self._stored(collection):
            yield [each.row for each in chunks], [vectors.sentences_of(each.key) for each in chunks]

    def _stored(self, collection: str | None) -> Iterator[tuple[list[StoredChunk], StoredVectors]]:
        for report_ids in self.in_groups(collection):
            chunks, _ = self.with_headings(report_ids)
            if chunks:
                yield chunks, self._vectors.get(each.key for each in chunks)
