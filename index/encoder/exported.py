"""An encoder without torch: its layers as a graph that a faster library computes, the rest of it in numpy.

The graph begins after the table of word vectors, which for a model of many languages is most of its weights: the table
stays in the model's own file, mapped, and only the rows of words that occur are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from index.encoder.encoder import Vectors, unit
from index.encoder.mapped_tensor import mapped_tensor
from index.encoder.precedence import PRECEDENCE
from index.encoder.token_batches import BatchTokenizer, TokenBatch


class TokenGraph(Protocol):
    """The layers of an encoder; safe to call from several threads."""

    def token_vectors(self, words: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
        """float32[texts, tokens, dimension] of word vectors float32[texts, tokens, width] and their mask."""


@dataclass(frozen=True, slots=True)
class EncoderParts:
    """What there is to an encoder beside its graph."""

    word_file: str
    """The safetensors file with the word vectors."""
    word_tensor: str
    """The tensor's name in it."""
    dimension: int
    max_tokens: int
    pooling: Literal["mean", "cls"]
    question_prompt: str
    passage_prompt: str


class ExportedEncoder:
    """Serves texts and single tokens, as SentenceTransformerEncoder does of the same model."""

    back_end = ""
    """What computes it."""

    def __init__(self, name: str, parts: EncoderParts, tokenizer_file: Path, graph: TokenGraph) -> None:
        self.name = name
        self.dimension = parts.dimension
        self._parts = parts
        self._tokenizer = BatchTokenizer(tokenizer_file, parts.max_tokens)
        self._words = mapped_tensor(Path(parts.word_file), parts.word_tensor)
        self._graph = graph

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._parts.question_prompt + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._parts.passage_prompt + text for text in texts])

    def questions_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._with_tokens(texts, self._parts.question_prompt)

    def passages_with_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        return self._with_tokens(texts, self._parts.passage_prompt)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for batch, tokens in self._computed(texts):
            vectors[batch.rows] = unit(self._pooled(tokens, batch.mask))
        return vectors

    def _with_tokens(self, texts: Sequence[str], prompt: str) -> tuple[Vectors, list[Vectors]]:
        before = self._tokenizer.count(prompt.strip()) - 1
        whole = np.zeros((len(texts), self.dimension), np.float32)
        found: dict[int, Vectors] = {}
        for batch, tokens in self._computed([prompt + text for text in texts]):
            whole[batch.rows] = unit(self._pooled(tokens, batch.mask))
            for row, vectors, length in zip(batch.rows, tokens, batch.mask.sum(axis=1), strict=True):
                found[row] = unit(vectors[before : length - 1])
        return whole, [found[row] for row in range(len(texts))]

    def _computed(self, texts: Sequence[str]) -> Iterator[tuple[TokenBatch, Vectors]]:
        for batch in self._tokenizer.batches(texts):
            PRECEDENCE.give_way()
            words = np.asarray(self._words[batch.ids], np.float32)
            yield batch, self._graph.token_vectors(words, batch.mask)

    def _pooled(self, tokens: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
        if self._parts.pooling == "cls":
            return tokens[:, 0]
        # Unit vectors are made of it, so the sum does for the mean.
        return np.asarray(np.einsum("btd,bt->bd", tokens, mask.astype(np.float32)), np.float32)
