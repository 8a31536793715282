"""Cross-encoders of one's own: one reads the question with each of the best passages, one a claim with its quotes.

None is bundled.
"""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from index.encoder.bundled import BUNDLED_NAME
from index.encoder.folder import encoder_folder
from index.encoder.slim import refuse_if_slim
from index.errors import EncoderUnavailableError


class CrossEncoderReranker:
    """A sentence-transformers `CrossEncoder`, on the CPU; loaded when it is first used."""

    def __init__(self, model: str) -> None:
        """`model`: a folder, or the name of a model in the local hub cache.

        Raises EncoderUnavailableError at the first use when it cannot be had offline.
        """
        self._setting = model

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The model's score of each pair, on its own scale."""
        pairs = [(question, passage) for passage in passages]
        return [float(score) for score in self._model.predict(pairs, batch_size=8, show_progress_bar=False)]

    @cached_property
    def _model(self) -> Any:
        return _opened(self._setting, "reranker", num_labels=1)


class CrossEncoderEntailment:
    """A sentence-transformers `CrossEncoder` trained on natural language inference (NLI), on the CPU; loaded when first used."""

    def __init__(self, model: str) -> None:
        """`model`: a folder, or the name of a model in the local hub cache, with a label called "entailment".

        Raises EncoderUnavailableError at the first use when it cannot be had offline, or has no such label.
        """
        self._setting = model

    def entailment(self, claim: str, quotes: Sequence[str]) -> list[float]:
        """The probability, 0 to 1, that each of the quotes entails the claim, in their order."""
        if not quotes:
            return []
        model, label = self._model
        logits = np.asarray(
            model.predict([(quote, claim) for quote in quotes], batch_size=8, show_progress_bar=False), np.float64
        )
        shares = np.exp(logits - logits.max(-1, keepdims=True))
        return [float(share) for share in (shares / shares.sum(-1, keepdims=True))[:, label]]

    @cached_property
    def _model(self) -> tuple[Any, int]:
        model = _opened(self._setting, "entailment")
        labels = {int(number): str(label).lower() for number, label in model.config.id2label.items()}
        entails = [number for number, label in labels.items() if label.startswith("entail")]
        if len(labels) < 2 or not entails:
            raise EncoderUnavailableError(
                f'{self._setting!r} has no label "entailment" (it has {", ".join(labels.values())}): correct the setting `entailment`'
            )
        return model, entails[0]


def _opened(name: str, setting: str, **options: int) -> Any:
    """The model of a setting.

    Raises EncoderUnavailableError, naming the setting, when it cannot be had offline, or not in this install.
    """
    refuse_if_slim(f"the setting `{setting}`")
    wrong = f"there is no cross-encoder {name!r} on this machine, and none is fetched: correct the setting `{setting}`"
    if name == BUNDLED_NAME:
        raise EncoderUnavailableError(wrong)
    try:
        folder = encoder_folder(name)
    except EncoderUnavailableError as error:
        raise EncoderUnavailableError(wrong) from error
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(str(folder), device="cpu", **options)
    except (OSError, ValueError) as error:
        raise EncoderUnavailableError(
            f"{name!r} is not a cross-encoder that can be read ({error}): correct the setting `{setting}`"
        ) from error
