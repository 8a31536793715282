"""Which sentence of the passages found answers: learned from people's questions over official documents.

LambdaMART (Burges 2010) over the signals of each sentence; `python -m tests.fit` learns it anew. The only door to LightGBM.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from bot.quoting.doing_without import doing_without
from bot.quoting.sentence_signals import Signals

MODEL = Path(__file__).parent / "sentence_rank.txt"
DESCRIPTION = Path(__file__).parent / "learned.json"
"""What was learned from: the encoder, questions and documents."""
_OTHER_INTERFACES = ("pandas", "sklearn")
"""What LightGBM imports if it can, for interfaces that are not used here: nine tenths of the time that it takes to import."""


@lru_cache(maxsize=1)
def learned_with() -> str:
    """The name of the encoder whose likenesses it was learned with; empty where nothing was learned, or cannot be used."""
    return (
        str(json.loads(DESCRIPTION.read_text(encoding="utf-8"))["encoder"])
        if DESCRIPTION.is_file() and _lightgbm()
        else ""
    )


def sentence_scores(signals: Sequence[Signals], model: Path = MODEL) -> list[float]:
    """A score for each sentence, on a scale of its own: comparable within one search, the difference counts."""
    if not signals:
        return []
    booster = _opened(model)
    names = booster.feature_name()
    matrix = np.array([[float(each[name]) for name in names] for each in signals], np.float64)
    return [float(score) for score in booster.predict(matrix, num_threads=1)]


@lru_cache
def _opened(model: Path) -> Any:
    return _lightgbm().Booster(model_file=str(model))


@lru_cache(maxsize=1)
def _lightgbm() -> Any:
    """None without the system's libgomp1, which `make system` installs."""
    with doing_without(_OTHER_INTERFACES):
        try:
            import lightgbm
        except OSError:
            return None
    return lightgbm
