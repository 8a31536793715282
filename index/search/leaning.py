"""What a passage gains or loses by what the question asks for beside its topic, or because it was replaced."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.chunk import Chunk
from corpus.text.letters import fold
from index.question.query import Query
from index.record.passages import StoredChunk
from index.record.register import Register
from index.search.fuse import Scores

# Chosen on the gold questions of the sample reports, with none of them held out.
STATED = 0.18
"""What a year or an aspect adds to a fused score that the question states outright, and another one takes away."""
IMPLIED = 0.08
"""The same where the question only implies it, by the tense of a verb or by a date."""
KIND = 0.1
"""What a report gains of a kind that the question names."""
OPENING = 0.3
"""What the first passage of a report gains over its last when a broad question asks what reports say about a topic:
what a report is about, it says first."""
SUPERSEDED = 0.1
"""What a replaced or repealed report loses."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The leanings of one question over the reports of a library."""

    query: Query
    register: Register
    named: frozenset[str]
    """Ids of the reports whose number the question names."""

    @classmethod
    def of(cls, query: Query, register: Register) -> "Leaning":
        return cls(query, register, register.numbered(query.wanted.numbers))

    def scores(self, chunks: Sequence[StoredChunk]) -> Scores:
        """float64[n]: what is added to the fused score of each passage."""
        return np.array([self._score(stored.chunk) for stored in chunks], np.float64)

    def _score(self, chunk: Chunk) -> float:
        wanted, entry = self.query.wanted, self.register.entries[chunk.report_id]
        weight = {wish: STATED if wish in wanted.hard else IMPLIED for wish in ("years", "aspect")}
        score = weight["years"] * _agreement(chunk.years, wanted.years)
        score += weight["aspect"] * _agreement(
            [chunk.aspect] if chunk.aspect else [], [wanted.aspect] if wanted.aspect else []
        )
        score += KIND * (entry.kind in map(fold, wanted.kinds))
        score -= SUPERSEDED * (entry.id in self.register.superseded and entry.id not in self.named)
        return score + (OPENING * (1 - chunk.start / entry.length) if self.query.is_broad else 0.0)


def _agreement(found: Collection[object], preferred: Collection[object]) -> float:
    """Share, above 0 to 1, of what is found that is preferred; -1 where none is; 0 where either is unknown."""
    if not found or not preferred:
        return 0.0
    shared = len(set(found) & set(preferred))
    return shared / len(found) if shared else -1.0
