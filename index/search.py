"""A question to the passages that answer it: candidates from vectors and BM25, re-scored and fused."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.chunk import Aspect
from corpus.sentence import is_bare_heading, is_table_row, sentences
from index.bilingual import translate
from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.filters import Filters
from index.fuse import Scores, convex_fusion
from index.hit import Evidence, Hit, ScoredSentence
from index.late_interaction import LateInteraction, TokenEncoder
from index.lexical import LexicalIndex
from index.query import Query
from index.report_table import ReportTable, StoredChunk
from index.scope import Scope
from index.vector_table import VectorTable
from index.words import anchors, fold, terms, tokens

CANDIDATES = 100
"""Passages taken from each engine before they are re-scored."""
WEIGHTS = {"passage": 0.35, "sentence": 0.25, "bm25": 0.4}
"""Chosen on every other question of two public Vietnamese sets (docs/decisions/0004)."""
WEIGHTS_OTHER_LANGUAGE = {"passage": 0.35, "sentence": 0.35, "bm25": 0.3}
"""Where only names, figures and translated terms of the question can be matched by their letters."""
RERANKED = 8
"""Passages whose tokens are compared one by one. Each costs an encoding, so only the first few: with 5 / 8 / 20 of them
hit@1 of the English questions of xquad_en_vi is .845 / .845 / .842, without .820 (the half not fitted on)."""
WEIGHTS_RERANKED = {"fused": 0.4, "tokens": 0.6}
# From here to TABLE_ROW: chosen on the gold questions of the sample reports, with none of them held out.
LEANING = 0.12
"""What a preferred year or aspect adds to a fused score, and another one takes away."""
NAMED = 0.4
"""What the report gains whose number the question names."""
NAMED_KIND = 0.1
"""What a report gains of the kind that the question names."""
OPENING = 0.3
"""What the first passage of a report gains over its last when a broad question asks what reports say about a topic:
what a report is about, it says first."""
SUPERSEDED = 0.1
"""What a replaced or repealed report loses."""
COVERAGE_SHARE = 0.15
"""Weight of the covered words, beside the cosine, in the score of a sentence."""
BARE_HEADING = 0.1
"""What a sentence loses that only announces what follows."""
TABLE_ROW = 0.06
"""What a row of a table loses against a sentence: its column heads repeat the question's words."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Parallel lists: row i of each array belongs to `chunks[i]`."""

    chunks: list[StoredChunk]
    passage_cosine: Scores
    sentence_cosine: Scores
    bm25: Scores
    sentence_cosines: list[Vectors]


class Searcher:
    """Searches one library; safe to call from several threads."""

    def __init__(
        self, reports: ReportTable, vectors: VectorTable, dense: DenseIndex, lexical: LexicalIndex, encoder: Encoder
    ) -> None:
        self._reports = reports
        self._vectors = vectors
        self._dense = dense
        self._lexical = lexical
        self._encoder = encoder
        self._encoded = lru_cache(maxsize=256)(self._encode)
        self._late_interaction = LateInteraction(encoder) if isinstance(encoder, TokenEncoder) else None

    def search(self, query: Query, k: int = 10, *, exclude: frozenset[str] = frozenset()) -> list[Hit]:
        """The k best passages, best first, ties broken by id; none for a question without a word.

        `exclude` names reports that are passed over (for evaluation: "what if they were not there?").
        """
        scope = self._scope(query, exclude)
        question_terms = self._question_terms(query)
        if scope.is_empty or not tokens(query.text):
            return []
        question = self._encoded(query.text)
        if query.is_broad:
            question = _normalised(question + self._encoded(query.topic))
        candidates = self._candidates(question, question_terms, scope)
        if not candidates.chunks:
            return []
        scores = self._reranked(candidates, query, self._fused(candidates, query))
        scores += self._leanings(candidates.chunks, query)
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], candidates.chunks[i].chunk.id))[:k]
        rarity = self._rarity({*question_terms, *self._untranslated(query)})
        background = _background(candidates.sentence_cosine)
        return [_hit(candidates, i, float(scores[i]), rarity, background) for i in order]

    def _encode(self, text: str) -> Vectors:
        vector: Vectors = self._encoder.encode_questions([text])[0]
        return vector

    def _scope(self, query: Query, exclude: frozenset[str]) -> Scope:
        filters = query.filters
        needs_ids = filters.agencies or filters.kinds or filters.reports or filters.in_force or exclude
        return Scope(
            reports=frozenset(self._reports.ids(filters)) - exclude if needs_ids else None,
            collections=None if filters.collections is None else frozenset(filters.collections),
            years=filters.years,
        )

    def shares_language(self, query: Query) -> bool:
        """Whether the question is in the language that most of the reports searched are in."""
        return query.language == self._reports.main_language(query.filters.collections)

    def _question_terms(self, query: Query) -> list[str]:
        if self.shares_language(query):
            return terms(query.topic)
        return anchors(query.topic) + [term for phrase in translate(query.topic).terms for term in terms(phrase)]

    def _untranslated(self, query: Query) -> list[str]:
        """Words of a question in another language that no passage can cover: they count against an answer."""
        if self.shares_language(query):
            return []
        return [word for word in map(fold, translate(query.topic).untranslated) if word not in anchors(query.topic)]

    def _candidates(self, question: Vectors, question_terms: Sequence[str], scope: Scope) -> _Candidates:
        nearest = self._dense.search(question, CANDIDATES, scope)
        lexical = self._lexical.search(question_terms, CANDIDATES, scope)
        stored = self._reports.chunks_by_row({*nearest, *lexical})
        vectors = self._vectors.get(chunk.key for chunk in stored.values())
        chunks = [chunk for _, chunk in sorted(stored.items()) if chunk.key in vectors]
        cosines = [vectors[chunk.key][1] @ question for chunk in chunks]
        return _Candidates(
            chunks=chunks,
            passage_cosine=np.array([vectors[chunk.key][0] @ question for chunk in chunks], np.float64),
            sentence_cosine=np.array([cosine.max(initial=-1.0) for cosine in cosines], np.float64),
            bm25=np.array([lexical.get(chunk.row, 0.0) for chunk in chunks], np.float64),
            sentence_cosines=cosines,
        )

    def _fused(self, candidates: _Candidates, query: Query) -> Scores:
        signals = {
            "passage": candidates.passage_cosine,
            "sentence": candidates.sentence_cosine,
            "bm25": candidates.bm25,
        }
        return convex_fusion(signals, WEIGHTS if self.shares_language(query) else WEIGHTS_OTHER_LANGUAGE)

    def _reranked(self, candidates: _Candidates, query: Query, fused: Scores) -> Scores:
        """For a question in another language, the best few also by their tokens; they keep to the range they had."""
        if self.shares_language(query) or self._late_interaction is None:
            return fused
        best = np.argsort(-fused, kind="stable")[:RERANKED]
        chunks = [candidates.chunks[i].chunk for i in best]
        tokens_met = self._late_interaction.scores(query.topic, [f"{chunk.path}\n{chunk.text}" for chunk in chunks])
        mixed = convex_fusion({"fused": fused[best], "tokens": tokens_met}, WEIGHTS_RERANKED)
        reranked = fused.copy()
        reranked[best] = fused[best].min() + mixed * np.ptp(fused[best])
        return reranked

    def _leanings(self, chunks: Sequence[StoredChunk], query: Query) -> Scores:
        superseded = self._reports.superseded()
        lengths = self._reports.lengths({stored.chunk.report_id for stored in chunks})
        opening = OPENING if query.is_broad else 0.0
        named = self._reports.numbered(query.numbers)
        of_kind = self._reports.ids(Filters(kinds=query.kinds)) if query.kinds else set()
        return np.array(
            [
                LEANING * _agreement(stored.chunk.years, query.years)
                + LEANING * _agreement(_as_set(stored.chunk.aspect), _as_set(query.aspect))
                + NAMED * (stored.chunk.report_id in named)
                + opening * (1 - stored.chunk.start / lengths[stored.chunk.report_id])
                + NAMED_KIND * (stored.chunk.report_id in of_kind)
                - SUPERSEDED * (stored.chunk.report_id in superseded and stored.chunk.report_id not in named)
                for stored in chunks
            ]
        )

    def _rarity(self, question_terms: set[str]) -> dict[str, float]:
        """Inverse document frequency of each term of the question, above 0 (Robertson and Zaragoza 2009)."""
        total = self._lexical.count()
        frequencies = {term: self._lexical.document_frequency(term) for term in question_terms}
        return {
            term: math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) for term, frequency in frequencies.items()
        }


def _normalised(vector: Vectors) -> Vectors:
    unit: Vectors = vector / np.linalg.norm(vector)
    return unit


def _agreement(found: Collection[object], preferred: Collection[object]) -> float:
    """Share, above 0 to 1, of what is found that is preferred; -1 where none is; 0 where either is unknown."""
    if not found or not preferred:
        return 0.0
    shared = len(set(found) & set(preferred))
    return shared / len(found) if shared else -1.0


def _as_set(aspect: Aspect | None) -> tuple[Aspect, ...]:
    return () if aspect is None else (aspect,)


def _background(sentence_cosine: Scores) -> float:
    behind = np.sort(sentence_cosine)[::-1][10:50]
    return float(behind.mean() if behind.size else sentence_cosine.min())


def _hit(candidates: _Candidates, i: int, score: float, rarity: Mapping[str, float], background: float) -> Hit:
    chunk = candidates.chunks[i].chunk
    scored = tuple(
        ScoredSentence(chunk.start + start, chunk.start + end, _sentence_score(chunk.text[start:end], cosine, rarity))
        for (start, end), cosine in zip(sentences(chunk.text), candidates.sentence_cosines[i], strict=True)
    )
    evidence = Evidence(
        passage_cosine=float(candidates.passage_cosine[i]),
        sentence_cosine=float(candidates.sentence_cosine[i]),
        bm25=float(candidates.bm25[i]),
        coverage=coverage(chunk.text, rarity),
        background=background,
    )
    return Hit(chunk, score, evidence, scored)


def _sentence_score(sentence: str, cosine: float, rarity: Mapping[str, float]) -> float:
    return (
        float(cosine)
        + COVERAGE_SHARE * coverage(sentence, rarity)
        - BARE_HEADING * is_bare_heading(sentence)
        - TABLE_ROW * is_table_row(sentence)
    )


def coverage(text: str, rarity: Mapping[str, float]) -> float:
    """Share, 0 to 1, of the terms in `rarity`, weighted by it, that stand in the text; 0 without terms."""
    total = sum(rarity.values())
    if total <= 0:
        return 0.0
    present = set(terms(text))
    return sum(weight for term, weight in rarity.items() if term in present) / total
