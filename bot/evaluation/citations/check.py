"""Whether the citations of an answer carry it, whoever wrote it: precision and recall in the sense of ALCE.

(Gao et al., "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023, section 4; the judge there is an NLI
model, here `bot.claims.check`, which compares figures, dates, numbers and names exactly and the meaning by the encoder.)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.answer import Citation
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness, Entailment, Likeness
from bot.claims.verdict import Check, Fault
from bot.evaluation.datasets.passage import Passage, QuoteState
from bot.evaluation.figures.metrics import mean
from bot.writing.citation_markers import parse_markers
from bot.writing.written_sentences import split_written
from index.encoder.chosen import ChosenEncoder

_INTRODUCES = re.compile(r":\W*$")
_MOST_MARKERS = 100


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """One sentence of an answer, held against what it cites."""

    text: str
    """Without its markers."""
    markers: tuple[int, ...]
    """As written, also those that name no passage."""
    unknown: tuple[int, ...]
    """Those."""
    carried: bool
    """Whether all its passages together carry it: its citation recall."""
    needed: tuple[bool, ...]
    """For each marker whether it counts as right: citation precision. A passage that carries nothing by itself, and
    without which the others carry the sentence as well, is superfluous; where nothing is carried nothing is right."""
    faults: tuple[Fault, ...]
    support: float
    """Probability, 0 to 1, that the passages carry it."""


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """All sentences of an answer; a declined one has none."""

    statements: tuple[CheckedStatement, ...]
    quotes: tuple[tuple[int, QuoteState], ...]
    """(marker, whether its quote stands in its passage) of the passages that quote something."""

    @property
    def recall(self) -> float | None:
        """Share of the sentences that their citations carry; None without a sentence."""
        return mean([float(each.carried) for each in self.statements])

    @property
    def precision(self) -> float | None:
        """Share of the citations that are right; None without one."""
        return mean([float(right) for each in self.statements for right in each.needed])

    @property
    def marker_validity(self) -> float | None:
        """Share of the markers that name a passage; None without one."""
        return mean([float(marker not in each.unknown) for each in self.statements for marker in each.markers])

    @property
    def quote_validity(self) -> float | None:
        """Share of the quotes that stand in their passage word for word; None without one."""
        return mean([float(state == "verbatim") for _, state in self.quotes])


def check_citations(
    answer: str | Sequence[tuple[str, Sequence[int]]],
    passages: Sequence[Passage | str] | Mapping[int, Passage | str],
    *,
    likeness: Likeness | None = None,
    entailment: Entailment | None = None,
    check: Check | None = None,
) -> CheckedAnswer:
    """The sentences of an answer held against the passages they cite.

    `answer` is a text with markers, "… [1][2].", or its sentences with theirs; of a text, a line that only introduces what
    follows ("Theo Kế hoạch …:") is no sentence. `passages` by marker, or in order, the first being 1; a string is a passage
    of which nothing else is known. The bundled encoder compares meanings unless `likeness` is given; `entailment` is an NLI
    model of one's own, averaged with it. `check` is another judge altogether.

        >>> check_citations("Năm 2024 có 71 trạm 5G [1].", ["Năm 2024, tỉnh có 71 trạm 5G."]).recall
        1.0
    """
    known = dict(passages.items()) if isinstance(passages, Mapping) else dict(enumerate(passages, 1))
    whole = {marker: Passage(each) if isinstance(each, str) else each for marker, each in known.items()}
    citations = {marker: each.citation(marker) for marker, each in whole.items()}
    sentences = _sentences(answer) if isinstance(answer, str) else [(text, tuple(markers)) for text, markers in answer]
    own = partial(check_claim, likeness=likeness or _bundled_likeness(), entailment=entailment)
    judge = _Judge(citations, check or own)
    used = {marker for _, markers in sentences for marker in markers}
    states = [(marker, each.quote_state) for marker, each in whole.items() if marker in used]
    return CheckedAnswer(
        tuple(judge.statement(text, markers) for text, markers in sentences),
        tuple((marker, state) for marker, state in states if state is not None),
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    citations: Mapping[int, Citation]
    check: Check

    def statement(self, text: str, markers: Sequence[int]) -> CheckedStatement:
        verdict = self.check(text, markers, self.citations)
        return CheckedStatement(
            text=text,
            markers=tuple(markers),
            unknown=tuple(marker for marker in markers if marker not in self.citations),
            carried=verdict.carried,
            needed=tuple(verdict.carried and self._is_needed(text, markers, marker) for marker in markers),
            faults=verdict.faults,
            support=verdict.support,
        )

    def _is_needed(self, text: str, markers: Sequence[int], marker: int) -> bool:
        """Whether a citation of a sentence that is carried carries it alone, or is missed by the others."""
        rest = [each for each in markers if each != marker]
        if not rest:
            return True
        return self._carries(text, [marker]) or not self._carries(text, rest)

    def _carries(self, text: str, markers: Sequence[int]) -> bool:
        return self.check(text, markers, self.citations).carried


def _sentences(answer: str) -> list[tuple[str, tuple[int, ...]]]:
    """Those that say something, without their markers, and these."""
    found = []
    for sentence in split_written(answer):
        marked = parse_markers(sentence, range(_MOST_MARKERS))
        is_said = any(char.isalnum() for char in marked.text) and (
            marked.markers or not _INTRODUCES.search(marked.text)
        )
        found += [(marked.text, marked.markers)] if is_said else []
    return found


@lru_cache(maxsize=1)
def _bundled_likeness() -> Likeness:
    return EncoderLikeness(ChosenEncoder())
