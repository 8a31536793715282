"""Texts to vectors: the `Encoder` that the index is built and searched with, and one without a model for tests."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

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


def unit(vectors: Vectors) -> Vectors:
    """The same directions, float32[..., dimension], each of length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


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
        return unit(vectors)
