"""A question to the passages that answer it: candidates from three engines, scores fused, wishes heeded."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from corpus.language.sentence import sentences
from index.encoder.encoder import Encoder, Vectors, unit
from index.encoder.token_codes import TokenEncoder, max_sims
from index.engines.lexical import LexicalIndex
from index.engines.scope import Scope
from index.glossary.glossary import Glossary
from index.question.query import Query
from index.record.register import Register
from index.record.reports import ReportTable
from index.record.vectors import VectorTable
from index.search.candidates import Candidates, CandidateSearch
from index.search.context import contexts
from index.search.fuse import Scores, convex_fusion
from index.search.hit import Context, Evidence, Hit, ScoredSentence
from index.search.leaning import Leaning
from index.search.limits import scope_of
from index.search.near_duplicate import near_duplicates
from index.search.query_terms import restated, spelled_out, telling_terms, weighted_terms, written_terms
from index.search.sentence_score import sentence_score, term_coverage
from index.search.weights import OTHER_LANGUAGE, RERANKED, SAME_LANGUAGE, Weights
from index.words import tokens

CLOSER = 40
"""Passages that are compared more closely. With 30 / 60 of them hit@1 differs by less than .004."""
_ATTEMPTS = 5
"""At one search, while reports change."""
_CROSS_ENCODED = 20
"""Passages that a cross-encoder reads: about a second on two cores."""


class Reranker(Protocol):
    """Reads a question together with each passage."""

    def scores(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        """How well each of the passages answers, on any scale."""


class Searcher:
    """Searches one library; safe to call from several threads."""

    def __init__(
        self,
        reports: ReportTable,
        candidates: CandidateSearch,
        lexical: LexicalIndex,
        vectors: VectorTable,
        encoder: Encoder,
        glossary: Callable[[Collection[str] | None, str], Glossary],
        reranker: Reranker | None = None,
    ) -> None:
        self._reports = reports
        self._candidates = candidates
        self._lexical = lexical
        self._vectors = vectors
        self._encoder = encoder
        self._glossary = glossary
        self._reranker = reranker
        self._encoded = lru_cache(maxsize=256)(self._encode)

    def search(
        self, query: Query, k: int = 10, *, exclude: frozenset[str] = frozenset(), register: Register | None = None
    ) -> list[Hit]:
        """The k best passages, best first, ties broken by id; none for a question without a word.

        Passages that say the same are one hit, the newest. `exclude` names reports that are passed over (for
        evaluation: "what if they were not there?"). `register` is what was read of the reports for this question
        already. A search during which reports change is made once more. What collections the filters do not name is not looked at.
        """
        if not tokens(query.text):
            return []
        register = self._seen(query, register)
        for _ in range(_ATTEMPTS):
            try:
                return self._search(query, k, exclude, register)
            except KeyError:
                before, register = register, self._seen(query)
                if register.revision == before.revision:
                    raise
        return self._search(query, k, exclude, register)

    def rarities(self, query: Query, register: Register | None = None) -> dict[str, float]:
        """The terms that an answer should say, with their inverse document frequency, above 0."""
        return self._lexical.rarity(telling_terms(query), self._seen(query, register).collections)

    def _seen(self, query: Query, register: Register | None = None) -> Register:
        return (register or self._reports.register()).seen_by(query.filters.collections)

    def _search(self, query: Query, k: int, exclude: frozenset[str], register: Register) -> list[Hit]:
        weights = SAME_LANGUAGE if query.same_language else OTHER_LANGUAGE
        terms = weighted_terms(written_terms(query), query.expansions)
        glossary = self._glossary(query.filters.collections, register.revision)
        scope = scope_of(query, register, glossary.names_of, exclude)
        official = restated(query)
        found = self._candidates.find(self._question(query, official, scope), terms, scope, register)
        if not found.chunks:
            return []
        rarities = self.rarities(query, register)
        leaning = Leaning.of(query, register)
        fused = convex_fusion(found.signals, weights.every) + leaning.scores(found.chunks)
        best = found.chosen(np.argsort(-fused, kind="stable")[: max(CLOSER, 2 * k)].tolist())
        token_likeness = self._token_likeness(official or self._spelled_out(query.topic, query, scope), best)
        scores = self._compared(query, best, rarities, token_likeness, weights, scope) + leaning.scores(best.chunks)
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], best.chunks[i].chunk.id))
        groups = _grouped(best, order, register)[:k]
        around = contexts([[best.chunks[i].chunk for i in group] for group in groups], self._reports, register)
        background = _background(found.sentence_cosine)
        return [
            _hit(best, group[0], float(scores[group].max()), rarities, token_likeness, background, context)
            for group, context in zip(groups, around, strict=True)
        ]

    def _question(self, query: Query, official: str, scope: Scope) -> Vectors:
        """float32[dim]: the question, where it is broad with its topic; half of it the topic as an office would write it."""
        question, _ = self._encoded(self._spelled_out(query.text, query, scope))
        if query.is_broad:
            question = unit(question + self._encoded(self._spelled_out(query.topic, query, scope))[0])
        return unit(question + self._encoded(official)[0]) if official else question

    def _spelled_out(self, text: str, query: Query, scope: Scope) -> str:
        return spelled_out(text, query.expansions, lambda term: self._lexical.is_known(term, scope.collections))

    def _encode(self, text: str) -> tuple[Vectors, Vectors | None]:
        """float32[dim], and float32[tokens, dim] where the encoder tells."""
        if isinstance(self._encoder, TokenEncoder):
            whole, parts = self._encoder.questions_with_tokens([text])
            return whole[0], parts[0]
        return self._encoder.encode_questions([text])[0], None

    def _token_likeness(self, topic: str, best: Candidates) -> Scores:
        """float64[n]: MaxSim with each of the best candidates; 0 where the encoder does not tell of tokens."""
        mean, question = self._vectors.mean_token(), self._encoded(topic)[1]
        if mean is None or question is None:
            return np.zeros(len(best.chunks))
        codes = self._vectors.codes(stored.key for stored in best.chunks)
        return max_sims(question, [codes[stored.key] for stored in best.chunks], mean)

    def _compared(
        self,
        query: Query,
        best: Candidates,
        rarities: Mapping[str, float],
        token_likeness: Scores,
        weights: Weights,
        scope: Scope,
    ) -> Scores:
        """float64[n] between 0 and 1: the best candidates by all signals, read by the cross-encoder if there is one."""
        rows = [stored.row for stored in best.chunks]
        held = self._lexical.coverage(rarities, rows, scope.collections)
        covered = np.array([held.get(row, 0.0) for row in rows])
        signals = best.signals | {"coverage": covered, "tokens": token_likeness}
        fused = convex_fusion(signals, weights.best)
        if self._reranker is None:
            return fused
        first = np.argsort(-fused, kind="stable")[:_CROSS_ENCODED]
        chunks = [best.chunks[i].chunk for i in first]
        read = self._reranker.scores(query.topic, [f"{chunk.path}\n{chunk.text}" for chunk in chunks])
        # They keep to the range of scores they had, above all the others.
        fused[first] = fused[first].min() + np.ptp(fused[first]) * convex_fusion(
            {"fused": fused[first], "read": read}, RERANKED
        )
        return fused


def _grouped(candidates: Candidates, order: Sequence[int], register: Register) -> list[list[int]]:
    """Candidates that say the same together, the newest first; the groups in the order given."""
    chunks = [candidates.chunks[i].chunk for i in order]

    def newest_first(position: int) -> tuple[bool, str]:
        entry = register.entries[chunks[position].report_id]
        return entry.id not in register.superseded, entry.issued

    return [
        [order[position] for position in sorted(group, key=newest_first, reverse=True)]
        for group in near_duplicates(chunks)
    ]


def _background(sentence_cosine: Scores) -> float:
    behind = np.sort(sentence_cosine)[::-1][10:50]
    return float(behind.mean() if behind.size else sentence_cosine.min())


def _token_background(token_likeness: Scores) -> float:
    """The middle one of the passages compared, the least like one where there are few."""
    ranked = np.sort(token_likeness[:CLOSER])[::-1]
    return float(ranked[min(CLOSER // 2, ranked.size - 1)])


def _hit(
    candidates: Candidates,
    i: int,
    score: float,
    rarities: Mapping[str, float],
    token_likeness: Scores,
    background: float,
    context: Context,
) -> Hit:
    chunk = candidates.chunks[i].chunk
    scored = tuple(
        ScoredSentence(
            chunk.start + start,
            chunk.start + end,
            sentence_score(chunk.text[start:end], float(cosine), rarities),
            float(cosine),
            term_coverage(chunk.text[start:end], rarities),
        )
        for (start, end), cosine in zip(sentences(chunk.text), candidates.sentence_cosines[i], strict=True)
    )
    evidence = Evidence(
        passage_cosine=float(candidates.passage_cosine[i]),
        sentence_cosine=float(candidates.sentence_cosine[i]),
        bm25=float(candidates.bm25[i]),
        coverage=term_coverage(chunk.text, rarities),
        token_likeness=float(token_likeness[i]),
        token_background=_token_background(token_likeness),
        background=background,
    )
    return Hit(chunk, score, evidence, scored, context)
