"""The encoder of a setting, computed by the fastest back-end of this machine; opened when it is first used."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Literal

from index.encoder.back_end import (
    BACK_ENDS,
    GRAPHS,
    WITHOUT_TORCH,
    BackEnd,
    OpenEncoder,
    is_ready,
    open_back_end,
)
from index.encoder.back_end_choice import chosen, measured
from index.encoder.bundled import BUNDLED_NAME
from index.encoder.encoder import Vectors
from index.encoder.folder import encoder_folder, recorded_name
from index.encoder.slim import is_slim, refuse_if_slim

_KEPT = 64
"""Questions asked last: the parts of an answer encode the same one several times."""

BackEndSetting = BackEnd | Literal["auto"]
"""A back-end, or "auto": the fastest."""


def candidates(back_end: BackEndSetting) -> tuple[BackEnd, ...]:
    """The back-ends of which the fastest is taken; none where there is nothing to measure or prepare."""
    if back_end == "auto":
        return WITHOUT_TORCH if is_slim() else BACK_ENDS
    return (back_end,) if back_end in GRAPHS else ()


def refuse_if_too_slim(setting: str, back_end: BackEndSetting) -> None:
    """Raises BackEndUnavailableError where the settings `encoder` and `backend` need more than a slim install has."""
    if setting != BUNDLED_NAME:
        refuse_if_slim(f"the setting `encoder` = {setting!r}")
    if back_end not in ("auto", *WITHOUT_TORCH):
        refuse_if_slim(f"the setting `backend` = {back_end!r}")


def open_encoder(setting: str, back_end: BackEndSetting) -> OpenEncoder:
    """Open an encoder. The first time on a machine it is prepared and measured, which takes half a minute.

    Raises EncoderUnavailableError when the encoder cannot be had offline, or not with this back-end.
    """
    refuse_if_too_slim(setting, back_end)
    if back_end == "float32" or back_end == "bfloat16":
        return open_back_end(back_end, setting)
    back_ends = candidates(back_end)
    choice = chosen(setting, back_ends)
    if not is_ready(choice.back_end, encoder_folder(setting)):  # its export was lost or damaged since
        choice = measured(setting, back_ends)
    return open_back_end(choice.back_end, setting)


class ChosenEncoder:
    """Serves texts and single tokens."""

    def __init__(self, setting: str = BUNDLED_NAME, back_end: BackEndSetting = "auto") -> None:
        """`setting`: "bundled", a folder, or the name of a model in the local hub cache.

        Raises EncoderUnavailableError at the first use, as `open_encoder` does.
        """
        self._setting = setting
        self._back_end: BackEndSetting = back_end
        self._encoder: OpenEncoder | None = None
        self._opening = Lock()
        self._of_question = lru_cache(_KEPT)(self._encoded)

    @property
    def name(self) -> str:
        return recorded_name(self._setting)

    @property
    def dimension(self) -> int:
        return self._opened.dimension

    @property
    def back_end(self) -> str:
        """What computes it on this machine."""
        return self._opened.back_end

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._of_question(texts[0])[0] if len(texts) == 1 else self._opened.encode_questions(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._opened.encode_passages(texts)

    def questions_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        if len(texts) != 1:
            return self._opened.questions_with_tokens(texts)
        vectors, tokens = self._of_question(texts[0])
        return vectors, [tokens]

    def passages_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._opened.passages_with_tokens(texts)

    def _encoded(self, question: str) -> tuple[Vectors, Vectors]:
        """float32[1, dim] and float32[tokens, dim]; several share them, so nobody may write there."""
        vectors, [tokens] = self._opened.questions_with_tokens([question])
        for each in (vectors, tokens):
            each.flags.writeable = False
        return vectors, tokens

    @property
    def _opened(self) -> OpenEncoder:
        with self._opening:
            if self._encoder is None:
                self._encoder = open_encoder(self._setting, self._back_end)
            return self._encoder
