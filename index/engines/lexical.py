"""BM25 over folded syllables and their bigrams: the only door to tantivy.

The text is split and folded by `index.words`; tantivy sees ready terms. Incremental, on disk, and a cache
like the vectors: it can be rebuilt from the library's record.
"""

import itertools
import math
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import tantivy

from corpus.chunk import Aspect
from index.engines.disk import written
from index.engines.part import part_of
from index.engines.scope import NO_YEAR, Scope, mentioned_years
from index.record.passages import StoredChunk
from index.words import terms

_ANALYSER = "terms"
_NO_ASPECT = "none"
_ASPECTS = (*get_args(Aspect), _NO_ASPECT)
_HEAP = 64_000_000
"""Bytes that the writer may fill before it writes a segment."""


Weighted = Mapping[str, float]
"""Terms of a question with the weight that each counts with, above 0."""


class LexicalIndex:
    """Passages by their terms, each collection's by themselves. One process owns the folder.

    How rare a term is, is told by all collections that are searched: passages of several are then ranked as of one.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        for file in folder.iterdir():
            if file.is_file():  # all passages together, as earlier versions kept them
                file.unlink()
        self._parts = {part.name: _Part(part) for part in folder.iterdir()}

    def add(self, chunks: Sequence[StoredChunk], headings: Sequence[str]) -> None:
        """Add passages, each searched together with its heading text; one that is there is replaced."""
        for collection in sorted({stored.collection for stored in chunks}):
            of_it = [each for each in zip(chunks, headings, strict=True) if each[0].collection == collection]
            self._part(collection).add(of_it)

    def remove(self, report_ids: Collection[str]) -> None:
        for part in self._parts.values():
            part.remove(report_ids)

    def remove_rows(self, rows: Collection[int], collection: str | None = None) -> None:
        """Of a collection; None: in whichever they are."""
        for part in list(self._parts.values()) if collection is None else [self._part(collection)]:
            part.remove_rows(rows)

    def clear(self) -> None:
        for part in self._parts.values():
            part.renew([])

    def renew(self, collection: str, groups: Iterable[tuple[Sequence[StoredChunk], Sequence[str]]]) -> None:
        """Hold these passages of the collection, each group with its headings, instead of all there are.

        Readers see the old ones or the new.
        """
        self._part(collection).renew(groups)

    def count(self) -> int:
        return sum(part.count() for part in self._parts.values())

    def removed_share(self, collection: str) -> float:
        """Passages that are not found any more but still counted, to those there are.

        How rare a term is, is told by what is in the files.
        """
        part = self._part(collection)
        return part.removed() / max(part.count(), 1)

    def is_known(self, term: str, collections: Collection[str]) -> bool:
        """Whether any passage of these collections has this term (as `index.words.terms` gives it)."""
        return any(part.frequency(term) for part in self._among(collections))

    def has_number(self, words: Sequence[str], collections: Collection[str] | None) -> bool:
        """Whether a passage of these collections (None: all) has a number, by its folded tokens (`index.words.spaced`).

        Zeros before it make no other number; of its last token the first parts will do.
        """
        parts = list(self._parts.values()) if collections is None else self._among(collections)
        return any(part.has_number(words) for part in parts)

    def rarity(self, question_terms: Iterable[str], collections: Collection[str]) -> dict[str, float]:
        """Inverse document frequency of each term, above 0 (Robertson and Zaragoza 2009)."""
        return _rarity(question_terms, self._among(collections))

    def search(self, question_terms: Weighted, k: int, scope: Scope) -> dict[int, float]:
        """Row to BM25 score (above 0) of the k best passages within the scope."""
        limits = _limits(scope)
        found = [part.best(terms, k, limits) for part, terms in self._weighted(question_terms, scope.collections)]
        scores = [each for part in found for each in part.items()]
        return dict(sorted(scores, key=lambda each: -each[1])[:k])

    def scores(self, question_terms: Weighted, rows: Collection[int], collections: Collection[str]) -> dict[int, float]:
        """Row to BM25 score of those of these passages that have one of the terms."""
        among = [_among(rows)]
        parts = self._weighted(question_terms, collections)
        return {row: score for part, terms in parts for row, score in part.best(terms, len(rows), among).items()}

    def coverage(self, rarities: Weighted, rows: Collection[int], collections: Collection[str]) -> dict[int, float]:
        """Row to the share, 0 to 1, of the terms, weighted by rarity, that stand in these passages, if any does."""
        total = sum(rarities.values())
        held = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(_term(term, 1), rarity / total))
            for term, rarity in sorted(rarities.items())
        ]
        if not held or not rows:
            return {}
        query, among = tantivy.Query.boolean_query(held), [_among(rows)]
        return {
            row: share
            for part in self._among(collections)
            for row, share in part.found(query, len(rows), among).items()
        }

    def _weighted(self, question_terms: Weighted, collections: Collection[str]) -> Iterator[tuple["_Part", Weighted]]:
        """Each part with the terms so weighted that they count as rare as they are in all of these collections."""
        parts = self._among(collections)
        if len(parts) < 2:
            yield from ((part, question_terms) for part in parts)
            return
        of_all = _rarity(question_terms, parts)
        for part in parts:
            own = _rarity(question_terms, [part])
            yield part, {term: weight * of_all[term] / own[term] for term, weight in question_terms.items()}

    def _among(self, collections: Collection[str]) -> list["_Part"]:
        return [self._parts[name] for name in sorted(map(part_of, collections)) if name in self._parts]

    def _part(self, collection: str) -> "_Part":
        name = part_of(collection)
        if name not in self._parts:
            self._parts[name] = _Part(self._folder / name)
        return self._parts[name]


class _Part:
    """The passages of one collection, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._index = _opened(folder)
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_ANALYSER, whitespace)

    def add(self, passages: Iterable[tuple[StoredChunk, str]]) -> None:
        with self._writer() as writer:
            for stored, heading in passages:
                # Not `delete_documents_by_term`: on a number it deletes nothing, and does not say so.
                writer.delete_documents_by_query(tantivy.Query.term_query(_SCHEMA, "row", stored.row))
                writer.add_document(_document(stored, heading))

    def remove(self, report_ids: Iterable[str]) -> None:
        with self._writer() as writer:
            for report_id in report_ids:
                writer.delete_documents_by_term("report_id", report_id)

    def remove_rows(self, rows: Collection[int]) -> None:
        with self._writer() as writer:
            writer.delete_documents_by_query(tantivy.Query.term_set_query(_SCHEMA, "row", sorted(rows)))

    def renew(self, groups: Iterable[tuple[Sequence[StoredChunk], Sequence[str]]]) -> None:
        with self._writer() as writer:
            writer.delete_all_documents()
            for chunks, headings in groups:
                for stored, heading in zip(chunks, headings, strict=True):
                    writer.add_document(_document(stored, heading))

    def count(self) -> int:
        return int(self._searcher().num_docs)

    def removed(self) -> int:
        searcher = self._searcher()
        kept = sum(int(searcher.doc_freq("aspect", name)) for name in _ASPECTS)  # each passage has one
        return kept - int(searcher.num_docs)

    def frequency(self, term: str) -> int:
        """In how many passages the term stands."""
        return int(self._index.searcher().doc_freq("terms", term))

    def has_number(self, words: Sequence[str]) -> bool:
        patterns = list(map(re.escape, words))
        patterns[0] = f"0*{patterns[0]}"
        patterns[-1] += "([/-].*)?"
        pairs = map("_".join, itertools.pairwise(patterns))
        terms = [tantivy.Query.regex_query(_SCHEMA, "terms", each) for each in [*patterns, *pairs]]
        all_of = tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in terms])
        return bool(self._searcher().search(all_of, limit=1, count=False).hits)

    def best(self, question_terms: Weighted, k: int, limits: Sequence[Any]) -> dict[int, float]:
        if not question_terms or not k:
            return {}
        terms = [(tantivy.Occur.Should, _term(term, weight)) for term, weight in sorted(question_terms.items())]
        return self.found(tantivy.Query.boolean_query(terms), k, limits)

    def found(self, query: Any, k: int, limits: Sequence[Any]) -> dict[int, float]:
        if limits:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in [query, *limits]])
        searcher = self._searcher()
        hits = searcher.search(query, limit=k, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        return {int(row): float(score) for (score, _), row in zip(hits, rows, strict=True) if row is not None}

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        with written("tantivy", ValueError), self._index.writer(_HEAP, 1) as writer:
            yield writer

    def _searcher(self) -> Any:
        self._index.reload()
        return self._index.searcher()


def _rarity(terms: Iterable[str], parts: Sequence[_Part]) -> dict[str, float]:
    passages = sum(part.count() for part in parts)
    counts = {term: sum(part.frequency(term) for part in parts) for term in terms}
    return {term: math.log(1 + (max(passages - count, 0) + 0.5) / (count + 0.5)) for term, count in counts.items()}


def _opened(folder: Path) -> Any:
    """The index in the folder; one that another version made is thrown away, since it can be rebuilt."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return tantivy.Index(_SCHEMA, path=str(folder))
    except ValueError:
        shutil.rmtree(folder)
        folder.mkdir()
        return tantivy.Index(_SCHEMA, path=str(folder))


def _limits(scope: Scope) -> list[Any]:
    """Queries that restrict without changing the score."""
    sets: list[tuple[str, list[Any]]] = []
    if scope.reports is not None:
        sets.append(("report_id", sorted(scope.reports)))
    if scope.years:
        field = "mentioned" if scope.mentioned else "years"
        sets.append((field, sorted((*scope.years, NO_YEAR) if scope.undated else scope.years)))
    if scope.without:
        sets.append(("aspect", [name for name in _ASPECTS if name not in scope.without]))
    return [_filtering(tantivy.Query.term_set_query(_SCHEMA, field, values)) for field, values in sets]


def _among(rows: Collection[int]) -> Any:
    return _filtering(tantivy.Query.term_set_query(_SCHEMA, "row", sorted(rows)))


def _term(term: str, weight: float) -> Any:
    query = tantivy.Query.term_query(_SCHEMA, "terms", term, index_option="freq")
    return query if weight == 1 else tantivy.Query.boost_query(query, weight)


def _filtering(query: Any) -> Any:
    return tantivy.Query.const_score_query(query, 0.0)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("report_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("years", indexed=True)
    builder.add_unsigned_field("mentioned", indexed=True)
    builder.add_text_field("aspect", tokenizer_name="raw", index_option="basic")
    return builder.build()


_SCHEMA = _schema()


def _document(stored: StoredChunk, heading: str) -> Any:
    chunk = stored.chunk
    document = tantivy.Document()
    document.add_text("terms", " ".join(terms(f"{heading}\n{chunk.text}")))
    document.add_unsigned("row", stored.row)
    document.add_text("report_id", chunk.report_id)
    for year in chunk.years or (NO_YEAR,):
        document.add_unsigned("years", year)
    for year in (*mentioned_years(chunk), *([] if chunk.years else [NO_YEAR])):
        document.add_unsigned("mentioned", year)
    document.add_text("aspect", chunk.aspect or _NO_ASPECT)
    return document
