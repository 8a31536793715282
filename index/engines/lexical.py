"""BM25 over folded syllables and their bigrams: the only door to tantivy.

The text is split and folded by `index.words`; tantivy sees ready terms. Incremental, on disk, and a cache
like the vectors: it can be rebuilt from the library's record.
"""

import math
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import tantivy

from corpus.chunk import Aspect
from index.engines.scope import NO_YEAR, Scope, mentioned_years
from index.record.reports import StoredChunk
from index.words import terms

_ANALYSER = "terms"
_NO_ASPECT = "none"
_ASPECTS = (*get_args(Aspect), _NO_ASPECT)
_HEAP = 64_000_000
"""Bytes that the writer may fill before it writes a segment."""


Weighted = Mapping[str, float]
"""Terms of a question with the weight that each counts with, above 0."""


class LexicalIndex:
    """Passages by their terms. One process owns the folder."""

    def __init__(self, folder: Path) -> None:
        self._index = _opened(folder)
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_ANALYSER, whitespace)
        self._schema = self._index.schema

    def add(self, chunks: Sequence[StoredChunk], headings: Sequence[str]) -> None:
        """Add passages, each searched together with its heading text; one that is there is replaced."""
        with self._index.writer(_HEAP, 1) as writer:
            for stored, heading in zip(chunks, headings, strict=True):
                # Not `delete_documents_by_term`: on a number it deletes nothing, and does not say so.
                writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "row", stored.row))
                writer.add_document(_document(stored, heading))

    def remove(self, report_ids: Iterable[str]) -> None:
        with self._index.writer(_HEAP, 1) as writer:
            for report_id in report_ids:
                writer.delete_documents_by_term("report_id", report_id)

    def remove_rows(self, rows: Collection[int]) -> None:
        with self._index.writer(_HEAP, 1) as writer:
            writer.delete_documents_by_query(tantivy.Query.term_set_query(self._schema, "row", sorted(rows)))

    def clear(self) -> None:
        with self._index.writer(_HEAP, 1) as writer:
            writer.delete_all_documents()

    def renew(self, groups: Iterable[tuple[Sequence[StoredChunk], Sequence[str]]]) -> None:
        """Hold these passages, each group with its headings, instead of all there are; readers see the old ones or the new."""
        with self._index.writer(_HEAP, 1) as writer:
            writer.delete_all_documents()
            for chunks, headings in groups:
                for stored, heading in zip(chunks, headings, strict=True):
                    writer.add_document(_document(stored, heading))

    def count(self) -> int:
        return int(self._searcher().num_docs)

    def removed(self) -> int:
        """Passages that are not found any more but still counted: how rare a term is, is told by what is in the files."""
        searcher = self._searcher()
        kept = sum(int(searcher.doc_freq("aspect", name)) for name in _ASPECTS)  # each passage has one
        return kept - int(searcher.num_docs)

    def is_known(self, term: str) -> bool:
        """Whether any passage has this term (as `index.words.terms` gives it)."""
        return int(self._index.searcher().doc_freq("terms", term)) > 0

    def rarity(self, question_terms: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each term, above 0 (Robertson and Zaragoza 2009)."""
        searcher = self._searcher()
        passages = int(searcher.num_docs)
        counts = {term: int(searcher.doc_freq("terms", term)) for term in question_terms}
        return {term: math.log(1 + (passages - count + 0.5) / (count + 0.5)) for term, count in counts.items()}

    def search(self, question_terms: Weighted, k: int, scope: Scope) -> dict[int, float]:
        """Row to BM25 score (above 0) of the k best passages within the scope."""
        return self._best(question_terms, k, self._limits(scope))

    def scores(self, question_terms: Weighted, rows: Collection[int]) -> dict[int, float]:
        """Row to BM25 score of those of these passages that have one of the terms."""
        return self._best(question_terms, len(rows), [self._among(rows)])

    def coverage(self, rarities: Weighted, rows: Collection[int]) -> dict[int, float]:
        """Row to the share, 0 to 1, of the terms, weighted by rarity, that stand in these passages, if any does."""
        total = sum(rarities.values())
        held = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(self._term(term, 1), rarity / total))
            for term, rarity in sorted(rarities.items())
        ]
        return self._found(tantivy.Query.boolean_query(held), len(rows), [self._among(rows)]) if held and rows else {}

    def _best(self, question_terms: Weighted, k: int, limits: Sequence[Any]) -> dict[int, float]:
        if not question_terms or not k:
            return {}
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._term(term, weight)) for term, weight in sorted(question_terms.items())]
        )
        return self._found(query, k, limits)

    def _found(self, query: Any, k: int, limits: Sequence[Any]) -> dict[int, float]:
        if limits:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in [query, *limits]])
        searcher = self._searcher()
        hits = searcher.search(query, limit=k, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        return {int(row): float(score) for (score, _), row in zip(hits, rows, strict=True) if row is not None}

    def _among(self, rows: Collection[int]) -> Any:
        return _filtering(tantivy.Query.term_set_query(self._schema, "row", sorted(rows)))

    def _term(self, term: str, weight: float) -> Any:
        query = tantivy.Query.term_query(self._schema, "terms", term, index_option="freq")
        return query if weight == 1 else tantivy.Query.boost_query(query, weight)

    def _limits(self, scope: Scope) -> list[Any]:
        """Queries that restrict without changing the score."""
        sets: list[tuple[str, list[Any]]] = []
        if scope.reports is not None:
            sets.append(("report_id", sorted(scope.reports)))
        if scope.collections is not None:
            sets.append(("collection", sorted(scope.collections)))
        if scope.years:
            field = "mentioned" if scope.mentioned else "years"
            sets.append((field, sorted((*scope.years, NO_YEAR) if scope.undated else scope.years)))
        if scope.without:
            sets.append(("aspect", [name for name in _ASPECTS if name not in scope.without]))
        return [_filtering(tantivy.Query.term_set_query(self._schema, field, values)) for field, values in sets]

    def _searcher(self) -> Any:
        self._index.reload()
        return self._index.searcher()


def _opened(folder: Path) -> Any:
    """The index in the folder; one that another version made is thrown away, since it can be rebuilt."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return tantivy.Index(_schema(), path=str(folder))
    except ValueError:
        shutil.rmtree(folder)
        folder.mkdir()
        return tantivy.Index(_schema(), path=str(folder))


def _filtering(query: Any) -> Any:
    return tantivy.Query.const_score_query(query, 0.0)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("report_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("collection", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("years", indexed=True)
    builder.add_unsigned_field("mentioned", indexed=True)
    builder.add_text_field("aspect", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(stored: StoredChunk, heading: str) -> Any:
    chunk = stored.chunk
    document = tantivy.Document()
    document.add_text("terms", " ".join(terms(f"{heading}\n{chunk.text}")))
    document.add_unsigned("row", stored.row)
    document.add_text("report_id", chunk.report_id)
    document.add_text("collection", stored.collection)
    for year in chunk.years or (NO_YEAR,):
        document.add_unsigned("years", year)
    for year in (*mentioned_years(chunk), *([] if chunk.years else [NO_YEAR])):
        document.add_unsigned("mentioned", year)
    document.add_text("aspect", chunk.aspect or _NO_ASPECT)
    return document
