"""A question to the passages that answer it: candidates from three engines, scores fused, wishes heeded."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from corpus.sentence import sentences
from index.candidates import Candidates, CandidateSearch
from index.context import contexts
from index.encoder import Encoder, Vectors
from index.filters import Filters
from index.fuse import Scores, convex_fusion
from index.glossary import Glossary
from index.hit import Context, Evidence, Hit, ScoredSentence
from index.leaning import Leaning
from index.lexical import LexicalIndex
from index.near_duplicate import near_duplicates
from index.query import Query
from index.query_terms import spelled_out, untranslated, weighted_terms
from index.register import Register
from index.report_table import ReportTable
from index.scope import Scope
from index.sentence_score import coverage, rarity, sentence_score
from index.words import tokens

WEIGHTS = {"passage": 0.35, "sentence": 0.25, "bm25": 0.4}
"""Chosen on every other question of two public Vietnamese sets (docs/decisions/0004)."""
WEIGHTS_OTHER_LANGUAGE = {"passage": 0.35, "sentence": 0.35, "bm25": 0.3}
"""Where only names, figures and translated terms of the question can be matched by their letters."""
_CONTRARY = {"plan": ("result", "estimate"), "result": ("plan",), "estimate": ("plan",), "direction": ()}
"""What is certainly not meant by a question that states the aspect it asks for."""
_MOST_COPIES = 3
"""Passages ranked for each one shown, so that copies can be put together."""


class Reranker(Protocol):
    """Compares a question with whole passages, more closely and more slowly than the engines."""

    reranked: int
    """Best passages that it compares."""
    weight: float
    """Share of its scores, 0 to 1, among these."""

    def applies(self, *, same_language: bool) -> bool:
        """Whether it helps with a question in the language of the reports, or in another one."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """How well each of the passages answers, on any scale."""


class Searcher:
    """Searches one library; safe to call from several threads."""

    def __init__(
        self,
        reports: ReportTable,
        candidates: CandidateSearch,
        lexical: LexicalIndex,
        encoder: Encoder,
        glossary: Callable[[Collection[str] | None], Glossary],
        reranker: Reranker | None = None,
    ) -> None:
        self._reports = reports
        self._candidates = candidates
        self._lexical = lexical
        self._encoder = encoder
        self._glossary = glossary
        self._reranker = reranker
        self._encoded = lru_cache(maxsize=256)(self._encode)

    def search(self, query: Query, k: int = 10, *, exclude: frozenset[str] = frozenset()) -> list[Hit]:
        """The k best passages, best first, ties broken by id; none for a question without a word.

        Passages that say the same are one hit, the newest. `exclude` names reports that are passed over (for
        evaluation: "what if they were not there?").
        """
        if not tokens(query.text):
            return []
        register, same_language = self._reports.register(), self.shares_language(query)
        terms = weighted_terms(query, same_language=same_language)
        candidates = self._candidates.find(self._question(query), terms, self._scope(query, register, exclude))
        if not candidates.chunks:
            return []
        scores = self._reranked(candidates, query, _fused(candidates, same_language=same_language))
        leaning = Leaning.of(query, register)
        scores += [leaning.score(stored.chunk) for stored in candidates.chunks]
        best = sorted(range(len(scores)), key=lambda i: (-scores[i], candidates.chunks[i].chunk.id))
        groups = _grouped(candidates, best[: _MOST_COPIES * k], register)[:k]
        around = contexts([[candidates.chunks[i].chunk for i in group] for group in groups], self._reports, register)
        wanted = [*terms, *([] if same_language else untranslated(query))]
        rarities = rarity(wanted, self._lexical.document_frequency, self._lexical.count())
        background = _background(candidates.sentence_cosine)
        return [
            _hit(candidates, group[0], float(max(scores[i] for i in group)), rarities, background, context)
            for group, context in zip(groups, around, strict=True)
        ]

    def shares_language(self, query: Query) -> bool:
        """Whether the question is in the language that most of the reports searched are in."""
        return query.language == self._reports.register().main_language(query.filters.collections)

    def _question(self, query: Query) -> Vectors:
        question = self._encoded(spelled_out(query.text, query.expansions))
        if not query.is_broad:
            return question
        both: Vectors = question + self._encoded(spelled_out(query.topic, query.expansions))
        return both / np.linalg.norm(both)

    def _encode(self, text: str) -> Vectors:
        vector: Vectors = self._encoder.encode_questions([text])[0]
        return vector

    def _scope(self, query: Query, register: Register, exclude: frozenset[str]) -> Scope:
        filters, wanted = query.filters, query.wanted
        reports = self._reports_within(query, register)
        years = filters.years or (wanted.years if "years" in wanted.hard else ())
        return Scope(
            reports=(register.entries.keys() if reports is None else reports) - exclude if exclude else reports,
            collections=None if filters.collections is None else frozenset(filters.collections),
            years=years,
            undated=not filters.years,
            without=_CONTRARY[wanted.aspect] if wanted.aspect and "aspect" in wanted.hard else (),
        )

    def _reports_within(self, query: Query, register: Register) -> frozenset[str] | None:
        """The reports that pass the filters and what the question states of agency and kind; None for all."""
        filters, wanted = query.filters, query.wanted
        names = self._glossary(filters.collections).names_of
        limits = [
            Filters(
                agencies=tuple(name for agency in filters.agencies for name in names(agency)),
                kinds=filters.kinds,
                reports=filters.reports,
                in_force=filters.in_force,
            ),
            Filters(
                agencies=wanted.agencies if "agencies" in wanted.hard else (),
                kinds=wanted.kinds if "kinds" in wanted.hard else (),
            ),
        ]
        found = [register.ids(limit) for limit in limits if limit != Filters()]
        return frozenset.intersection(*found) if found else None

    def _reranked(self, candidates: Candidates, query: Query, fused: Scores) -> Scores:
        """The best few compared more closely; they keep to the range of scores they had."""
        reranker = self._reranker
        if reranker is None or not reranker.applies(same_language=self.shares_language(query)):
            return fused
        best = np.argsort(-fused, kind="stable")[: reranker.reranked]
        chunks = [candidates.chunks[i].chunk for i in best]
        closer = reranker.scores(query.topic, [f"{chunk.path}\n{chunk.text}" for chunk in chunks])
        weights = {"fused": 1 - reranker.weight, "closer": reranker.weight}
        mixed = convex_fusion({"fused": fused[best], "closer": closer}, weights)
        reranked = fused.copy()
        reranked[best] = fused[best].min() + mixed * np.ptp(fused[best])
        return reranked


def _fused(candidates: Candidates, *, same_language: bool) -> Scores:
    signals = {
        "passage": candidates.passage_cosine,
        "sentence": candidates.sentence_cosine,
        "bm25": candidates.bm25,
    }
    return convex_fusion(signals, WEIGHTS if same_language else WEIGHTS_OTHER_LANGUAGE)


def _grouped(candidates: Candidates, best: Sequence[int], register: Register) -> list[list[int]]:
    """Candidates that say the same together, the newest first; the groups in the order of `best`."""
    chunks = [candidates.chunks[i].chunk for i in best]

    def newest_first(position: int) -> tuple[bool, str]:
        entry = register.entries[chunks[position].report_id]
        return entry.id not in register.superseded, entry.issued

    return [
        [best[position] for position in sorted(group, key=newest_first, reverse=True)]
        for group in near_duplicates(chunks)
    ]


def _background(sentence_cosine: Scores) -> float:
    behind = np.sort(sentence_cosine)[::-1][10:50]
    return float(behind.mean() if behind.size else sentence_cosine.min())


def _hit(
    candidates: Candidates, i: int, score: float, rarities: dict[str, float], background: float, context: Context
) -> Hit:
    chunk = candidates.chunks[i].chunk
    scored = tuple(
        ScoredSentence(
            chunk.start + start,
            chunk.start + end,
            sentence_score(chunk.text[start:end], float(cosine), rarities),
        )
        for (start, end), cosine in zip(sentences(chunk.text), candidates.sentence_cosines[i], strict=True)
    )
    evidence = Evidence(
        passage_cosine=float(candidates.passage_cosine[i]),
        sentence_cosine=float(candidates.sentence_cosine[i]),
        bm25=float(candidates.bm25[i]),
        coverage=coverage(chunk.text, rarities),
        background=background,
    )
    return Hit(chunk, score, evidence, scored, context)
