"""What a question wants to be worked out of several values: a sum, a difference, the highest, an order. Told by examples."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from bot.classifying.example import ORDINARY
from bot.classifying.fitted_model import Taught, model_of
from bot.classifying.label_model import LabelModel
from bot.classifying.question_form import form_of
from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.encoder.encoder import Encoder
from index.question.query import Query

Extreme = Literal["highest", "lowest"]
Wanted = Literal["sum", "difference", "highest", "lowest", "order"]
OPERATIONS = Taught(Path(__file__).parent / "examples", Path(__file__).parent / "operations.npz")
TAKEN_FROM, SURE_FROM = 0.5, 0.8
"""The probabilities, 0 to 1, from which a question may want one of them, and surely does."""

_CUES = Cues(__file__, folded=True)
Ends = Mapping[str, Sequence[str]]
END_WORDS: dict[str, tuple[str, ...]] = {end: _CUES.words(end) for end in ("high", "low", "top", "bottom")}
"""Adjectives that name an end with "nhất" behind them, and turns of phrase that do so alone."""


def ends_pattern(words: Ends) -> re.Pattern[str]:
    """What finds any of them in a folded question, by its group."""
    group = {end: rf"(?P<{end}>{'|'.join(those) or '(?!)'})" for end, those in words.items()}
    behind = rf"(?=(?:\W+\w+){{0,8}}?\W+{_CUES.expression('most')}\b)"
    return re.compile(rf"\b(?:{group['high']}|{group['low']})\b{behind}|\b(?:{group['top']}|{group['bottom']})\b")


_END = ends_pattern(END_WORDS)


class Operations:
    """Tells them by one encoder; safe to call from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def wanted(self, query: Query) -> tuple[Wanted | None, float]:
        """With the probability that it wants one of them; None of a question that one value or passage answers."""
        form = form_of(query.text, query.things)
        shares = self._model.probabilities([form], self._encoder.encode_questions([form]))[0]
        told = dict(zip(self._model.labels, map(float, shares), strict=True))
        end = polarity_of(query.text)
        sure = 1 - told[ORDINARY]
        if end and told["highest"] + told["lowest"] >= TAKEN_FROM:
            return end, sure
        likeliest = max(get_args(Wanted), key=lambda label: told[label])
        return (likeliest if told[likeliest] >= TAKEN_FROM else None), sure

    @cached_property
    def _model(self) -> LabelModel:
        return model_of(self._encoder, taught=OPERATIONS)


def polarity_of(question: str, ends: re.Pattern[str] = _END) -> Extreme | None:
    """Which end of an order its words name, by the first that does; None where none does. The encoder hardly tells the ends apart."""
    found = ends.search(fold(question))
    if found is None:
        return None
    return "highest" if found["high"] or found["top"] else "lowest"
