"""A cross-encoder of one's own: reads the question together with each of the best passages. None is bundled."""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from index.bundled_encoder import BUNDLED_NAME
from index.encoder_folder import encoder_folder
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
        wrong = f"there is no cross-encoder {self._setting!r} on this machine, and none is fetched: correct the setting `reranker`"
        if self._setting == BUNDLED_NAME:
            raise EncoderUnavailableError(wrong)
        try:
            folder = encoder_folder(self._setting)
        except EncoderUnavailableError as error:
            raise EncoderUnavailableError(wrong) from error
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(str(folder), device="cpu", num_labels=1)
        except (OSError, ValueError) as error:
            raise EncoderUnavailableError(
                f"{self._setting!r} is not a cross-encoder that can be read ({error}): correct the setting `reranker`"
            ) from error
