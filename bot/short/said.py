"""The line that only says what a sentence of a report does: where one sentence, by itself, surely answers.

Which sentence, and how surely, was learned from people's questions over public documents: gradient-boosted trees (Friedman 2001) over the
signals that put the sentences in order and those that tell whether anything answers. `python -m tests.fit --write lines` learns them anew.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from bot.quoting.certainty import certainty_signals
from bot.quoting.found import Found
from bot.quoting.quote import Ranked
from bot.quoting.sentence_rank import sentence_scores
from corpus.document.marker import marker_of
from corpus.language.sentence import is_bare_heading
from index.words import plain

MODEL = Path(__file__).parent / "said.txt"
FROM = 0.8
"""The probability, 0 to 1, from which a sentence is said to answer: of the lines that questions of libraries left out in turn get, .91 are
right, .06 of those that can be answered get one; from .7 on it would be .84 and .11 (`python -m tests.fit`)."""
READ = 4
"""Sentences, best first, of which one may be said."""
LONGEST = 400
"""Characters of a sentence that may be said."""
Signals = Mapping[str, float]
_PIECE = re.compile(r"[^;\s][^;]*")


def said_signals(ranked: Sequence[Ranked], of_search: Signals, confidence: float) -> list[Signals]:
    """Of each of the first `READ` sentences; `of_search` as `certainty_signals` has them, `confidence` that of the answer."""
    shared = {**{f"search_{name}": float(value) for name, value in of_search.items()}, "confidence": confidence}
    return [
        {
            **{name: float(value) for name, value in each.signals.items()},
            **shared,
            "behind_best": each.score - ranked[0].score,
            "ahead_of_next": each.score - ranked[place + 1].score if place + 1 < len(ranked) else 2.0,
            "place": float(place),
        }
        for place, each in enumerate(ranked[:READ])
    ]


def surely_said(found: Found) -> Ranked | None:
    """The sentence that surely answers by itself; None where there is none, or nothing was learned for the question."""
    ranked = found.ranked
    if not ranked or not found.inquiry.is_learned or found.missing:
        return None
    signals = said_signals(ranked, certainty_signals(found.hits, ranked, found.inquiry), found.confidence)
    sure = sentence_scores(signals, MODEL)
    best = max(range(len(sure)), key=lambda place: sure[place])
    return ranked[best] if sure[best] >= FROM and is_whole(ranked[best].text) else None


def is_whole(sentence: str) -> bool:
    """Whether it can stand by itself: no heading, nothing that only announces a list, no longer than a line may be."""
    return len(sentence) <= LONGEST and not is_bare_heading(sentence) and not sentence.endswith((":", "?"))


def marker_length(sentence: str) -> int:
    """How many characters of it are the number of a list's item."""
    marker = marker_of(sentence)
    opening = len(marker.text) if marker and sentence.startswith(marker.text) else 0
    return opening + len(re.match(r"[\s+*•–-]*", sentence[opening:])[0])  # type: ignore[index]


def telling(sentence: str, words: Collection[str], marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of a sentence between semicolons that says all that the sentence says of the question, and what is marked.

    `words` are those of the question, folded.
    """
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(sentence)]
    needed = {word for word in plain(sentence).split() if word in words}
    stretches = [
        (pieces[first][0], pieces[last][1])
        for first in range(len(pieces))
        for last in range(first, len(pieces))
        if needed <= set(plain(sentence[pieces[first][0] : pieces[last][1]]).split())
        and all(pieces[first][0] <= start and end <= pieces[last][1] for start, end in marks)
    ]
    return min(stretches, key=lambda each: each[1] - each[0], default=(0, len(sentence)))
