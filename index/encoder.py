"""Texts to vectors: the `Encoder` that the index is built and searched with.

The bundled one needs no network; any sentence-transformers name or folder serves instead.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.bundled_encoder import BUNDLED_NAME, unpacked_folder
from index.errors import EncoderUnavailableError
from index.words import terms

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their similarity."""

    @property
    def name(self) -> str:
        """What the index records; two encoders of one name give the same vectors."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), dimension], L2-normalised, in the order of `texts`."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), dimension], L2-normalised, in the order of `texts`."""


class SentenceTransformerEncoder:
    """An encoder of the sentence-transformers library, on the CPU; loaded when first used."""

    def __init__(self, model: str = BUNDLED_NAME) -> None:
        """`model`: "bundled", a folder, or the name of a model in the local hub cache.

        Raises EncoderUnavailableError at the first use when the model cannot be had offline.
        """
        self._setting = model
        self._model: Any = None

    @property
    def name(self) -> str:
        return _recorded_name(self._setting)

    @property
    def dimension(self) -> int:
        return int(self._loaded().get_embedding_dimension())

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._loaded().encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        model = self._loaded()
        with _fast_arithmetic():
            return self._encode(model.encode_document, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = encode(list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)

    def encode_question_tokens(self, text: str) -> Vectors:
        model = self._loaded()
        return self._tokens(model.encode_query, [text], model.prompts.get("query", ""))[0]

    def encode_passage_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        model = self._loaded()
        with _fast_arithmetic():
            return self._tokens(model.encode_document, texts, model.prompts.get("document", ""))

    def _tokens(self, encode: Any, texts: Sequence[str], prompt: str) -> list[Vectors]:
        found = encode(list(texts), output_value="token_embeddings", batch_size=32, show_progress_bar=False)
        before = len(self._loaded().tokenizer(prompt.strip())["input_ids"]) - 1
        return [_unit(np.asarray(vectors.float().cpu(), np.float32)[before:-1]) for vectors in found]

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = _load(self._setting)
        return self._model


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


def _fast_arithmetic() -> Any:
    """bfloat16 where the processor has it: 1.7 times as many passages a second, cosines within .001 of float32's."""
    import torch

    can = torch.cpu.get_capabilities()
    return torch.autocast("cpu", torch.bfloat16, enabled=bool(can.get("avx512_bf16") or can.get("amx_bf16")))


def _recorded_name(setting: str) -> str:
    folder = Path(setting)
    if setting == BUNDLED_NAME or not folder.is_dir():
        return setting
    weights = sorted(folder.rglob("*.safetensors")) + sorted(folder.rglob("*.bin"))
    sizes = "".join(f"{path.name}{path.stat().st_size}" for path in weights)
    return f"{folder.name}#{hashlib.sha256(sizes.encode()).hexdigest()[:8]}"


def _load(setting: str) -> Any:
    location = str(unpacked_folder()) if setting == BUNDLED_NAME else setting
    if setting != BUNDLED_NAME and _looks_like_path(setting) and not Path(setting).is_dir():
        raise EncoderUnavailableError(f"no encoder folder {setting!r}: correct the setting `encoder`")
    os.environ["HF_HUB_OFFLINE"] = "1"  # even a local folder is looked up on the hub without it
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer  # six seconds: only when needed
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(location, device="cpu")
    except (OSError, ValueError) as error:
        raise EncoderUnavailableError(
            f"the encoder {setting!r} is not on this machine and is not fetched: give the setting `encoder` "
            f"a folder with a sentence-transformers model, or {BUNDLED_NAME!r}"
        ) from error


def _looks_like_path(setting: str) -> bool:
    return bool(re.match(r"[./~\\]|[A-Za-z]:", setting)) or setting.count("/") > 1


class HashEncoder:
    """A fast encoder without a model, for tests of everything but the encoder: shared words, shared direction."""

    name = "hash"
    dimension = 64

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), self.dimension), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for term in terms(text):
                digest = hashlib.blake2b(term.encode(), digest_size=4).digest()
                slot = int.from_bytes(digest, "little")
                vectors[row, slot % self.dimension] += 1 if slot & 0x80000000 else -1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
