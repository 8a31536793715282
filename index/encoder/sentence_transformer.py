"""The encoder computed by the sentence-transformers library: every model it knows, in float32 or bfloat16, on the CPU."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder.encoder import Vectors, unit
from index.errors import BackEndUnavailableError, EncoderUnavailableError


class SentenceTransformerEncoder:
    """An encoder that sentence-transformers has loaded. Loading imports torch: six seconds."""

    back_end = "float32"
    """What computes it."""

    def __init__(self, name: str, model: Any, *, bfloat16: bool = False) -> None:
        """`model`: what `load_model` gives; encoders of one model share its weights.

        Raises BackEndUnavailableError where bfloat16 is asked for and the processor lacks it.
        """
        if bfloat16 and not has_bfloat16():
            raise BackEndUnavailableError("the processor has no bfloat16 arithmetic (avx512_bf16 or amx_bf16)")
        self.name = name
        self.model = model
        self._bfloat16 = bfloat16

    @property
    def dimension(self) -> int:
        return int(self.model.get_embedding_dimension())

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self.model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self.model.encode_document, texts)

    def questions_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._with_tokens(self.model.encode_query, texts, self.model.prompts.get("query", ""))

    def passages_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._with_tokens(self.model.encode_document, texts, self.model.prompts.get("document", ""))

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._arithmetic():
            vectors = encode(list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return unit(np.asarray(vectors, np.float32))

    def _with_tokens(self, encode: Any, texts: Sequence[str], prompt: str) -> tuple[Vectors, list[Vectors]]:
        if not texts:
            return np.zeros((0, self.dimension), np.float32), []
        with self._arithmetic():
            found = encode(list(texts), output_value=None, batch_size=32, show_progress_bar=False)
        before = len(self.model.tokenizer(prompt.strip())["input_ids"]) - 1
        tokens = [each["token_embeddings"][each["attention_mask"].bool()].float().numpy()[before:-1] for each in found]
        whole = np.stack([each["sentence_embedding"].float().numpy() for each in found])
        return unit(whole), [unit(each) for each in tokens]

    def _arithmetic(self) -> AbstractContextManager[Any]:
        import torch

        return torch.autocast("cpu", torch.bfloat16, enabled=self._bfloat16)


def has_bfloat16() -> bool:
    """Whether this processor computes in bfloat16 faster than in float32."""
    import torch

    can = torch.cpu.get_capabilities()
    return bool(can.get("avx512_bf16") or can.get("amx_bf16"))


def load_model(folder: Path) -> Any:
    """The SentenceTransformer of a folder.

    Raises EncoderUnavailableError when the library cannot read it.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"  # even a local folder is looked up on the hub without it
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Threads that wait without spinning: beside another busy program a question then takes 35 ms, not 50 to 900.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(folder), device="cpu").eval()
    except (OSError, ValueError) as error:
        raise EncoderUnavailableError(
            f"{str(folder)!r} is not a sentence-transformers model that can be read: {error}"
        ) from error
