"""The encoder of a setting, computed by the fastest back-end of this machine; opened when it is first used."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from index.back_end import BACK_ENDS, BackEnd, OpenEncoder, is_ready, open_back_end
from index.back_end_choice import chosen, measured
from index.bundled_encoder import BUNDLED_NAME
from index.encoder import Vectors
from index.encoder_folder import encoder_folder, recorded_name

BackEndSetting = BackEnd | Literal["auto"]
"""A back-end, or "auto": the fastest."""


def open_encoder(setting: str, back_end: BackEndSetting) -> OpenEncoder:
    """Open an encoder. The first time on a machine it is prepared and measured, which takes half a minute.

    Raises EncoderUnavailableError when the encoder cannot be had offline, or not with this back-end.
    """
    if back_end in ("float32", "bfloat16"):
        return open_back_end(back_end, setting)
    candidates = BACK_ENDS if back_end == "auto" else (back_end,)
    choice = chosen(setting, candidates)
    if not is_ready(choice.back_end, encoder_folder(setting)):  # its export was lost or damaged since
        choice = measured(setting, candidates)
    return open_back_end(choice.back_end, setting)


class ChosenEncoder:
    """Serves texts and single tokens."""

    def __init__(self, setting: str = BUNDLED_NAME, back_end: BackEndSetting = "auto") -> None:
        """`setting`: "bundled", a folder, or the name of a model in the local hub cache.

        Raises EncoderUnavailableError at the first use, as `open_encoder` does.
        """
        self._setting = setting
        self._back_end: BackEndSetting = back_end

    @property
    def name(self) -> str:
        return recorded_name(self._setting)

    @property
    def dimension(self) -> int:
        return self._opened.dimension

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._opened.encode_questions(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._opened.encode_passages(texts)

    def questions_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._opened.questions_with_tokens(texts)

    def passages_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._opened.passages_with_tokens(texts)

    @cached_property
    def _opened(self) -> OpenEncoder:
        return open_encoder(self._setting, self._back_end)
