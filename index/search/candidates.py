"""The passages that may answer, from three engines, with every signal computed for each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.encoder.encoder import Vectors
from index.engines.dense import DenseIndex
from index.engines.lexical import LexicalIndex
from index.engines.scope import Scope
from index.engines.sentences import SentenceIndex
from index.record.passages import StoredChunk
from index.record.register import Register
from index.record.reports import ReportTable
from index.record.vectors import VectorTable
from index.search.fuse import Scores

CANDIDATES = 100
"""Passages taken from each engine."""
SENTENCES = 200
"""Sentences whose passages are taken."""
_WIDER = 300
"""Passages looked at before those outside the scope are left out."""
_ENOUGH = 50
"""Passages of the scope among them from which the engine need not search within the scope, which is slow."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Parallel lists: row i of each array belongs to `chunks[i]`."""

    chunks: list[StoredChunk]
    passage_cosine: Scores
    sentence_cosine: Scores
    """Of the best sentence."""
    bm25: Scores
    sentence_cosines: list[Vectors]
    """Of every sentence, in the order of the text."""

    @property
    def signals(self) -> dict[str, Scores]:
        """The scores by the names that weights go by."""
        return {"passage": self.passage_cosine, "sentence": self.sentence_cosine, "bm25": self.bm25}

    def chosen(self, rows: Sequence[int]) -> "Candidates":
        """Only these, in this order."""
        return Candidates(
            [self.chunks[row] for row in rows],
            self.passage_cosine[rows],
            self.sentence_cosine[rows],
            self.bm25[rows],
            [self.sentence_cosines[row] for row in rows],
        )


class CandidateSearch:
    """Asks the three engines of a library."""

    def __init__(
        self,
        reports: ReportTable,
        vectors: VectorTable,
        dense: DenseIndex,
        sentences: SentenceIndex,
        lexical: LexicalIndex,
    ) -> None:
        self._reports = reports
        self._vectors = vectors
        self._dense = dense
        self._sentences = sentences
        self._lexical = lexical

    def find(self, question: Vectors, terms: Mapping[str, float], scope: Scope, register: Register) -> Candidates:
        """Candidates for float32[dim] and the weighted terms of a question, in the order of their rows."""
        if scope.is_empty:
            return self._scored([], question, {})
        lexical = self._lexical.search(terms, CANDIDATES, scope)
        chunks = self._chunks([*lexical, *self._nearest(question, scope)], scope, register)
        if not scope.is_open and len(chunks) < _ENOUGH:
            chunks |= self._chunks(self._dense.search(question, CANDIDATES, scope), scope, register)
        bm25 = self._lexical.scores(terms, chunks.keys(), scope.collections)
        return self._scored([chunk for _, chunk in sorted(chunks.items())], question, bm25)

    def _nearest(self, question: Vectors, scope: Scope) -> list[int]:
        passages = self._dense.search(question, CANDIDATES if scope.is_open else _WIDER, scope.opened())
        return [*passages, *self._sentences.search(question, SENTENCES, scope.collections)]

    def _chunks(self, rows: Iterable[int], scope: Scope, register: Register) -> dict[int, StoredChunk]:
        found = self._reports.passages.chunks_by_row(set(rows), register)
        return {row: each for row, each in found.items() if scope.admits(each.chunk, each.collection)}

    def _scored(self, chunks: list[StoredChunk], question: Vectors, bm25: Mapping[int, float]) -> Candidates:
        vectors = self._vectors.get(chunk.key for chunk in chunks)
        chunks = [chunk for chunk in chunks if chunk.key in vectors.place]
        places = [vectors.place[chunk.key] for chunk in chunks]
        passage = (vectors.passages @ question)[places] if chunks else np.zeros(0)
        sentence = vectors.sentences.astype(np.float32) @ question if chunks else np.zeros(0, np.float32)
        cosines = [sentence[vectors.bounds[place] : vectors.bounds[place + 1]] for place in places]
        return Candidates(
            chunks=chunks,
            passage_cosine=np.asarray(passage, np.float64),
            sentence_cosine=np.array([each.max(initial=-1.0) for each in cosines], np.float64),
            bm25=np.array([bm25.get(chunk.row, 0.0) for chunk in chunks], np.float64),
            sentence_cosines=cosines,
        )
