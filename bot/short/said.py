"""The line that only says what a sentence of a report does: where one sentence, by itself, surely answers.

Which sentence, and how surely, was learned from people's questions over public documents: gradient-boosted trees (Friedman 2001) over the
signals that put the sentences in order and those that tell whether anything answers. `python -m tests.fit.lines` learns them anew.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.quoting.certainty import certainty_signals
from bot.quoting.found import Found
from bot.quoting.quote import Ranked
from bot.quoting.sentence_rank import sentence_scores
from corpus.document.marker import marker_of
from corpus.language.sentence import is_bare_heading

MODEL = Path(__file__).parent / "said.txt"
FROM = 0.7
"""The probability, 0 to 1, from which a sentence is said to answer. Of the questions of libraries that were left out in turn .016 then have
a line that does not answer, .11 of those that can be answered one that does (.84 of the lines are right): `python -m tests.fit`."""
READ = 4
"""Sentences, best first, of which one may be said."""
LONGEST = 300
"""Characters of a line."""
Signals = Mapping[str, float]


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


def without_marker(sentence: str) -> int:
    """How many characters of it are the number of a list's item."""
    marker = marker_of(sentence)
    opening = len(marker.text) if marker and sentence.startswith(marker.text) else 0
    return opening + len(re.match(r"[\s+*•–-]*", sentence[opening:])[0])  # type: ignore[index]
