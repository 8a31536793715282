"""Passages with their sentences, as they are encoded together: what is kept of each in the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from index.encoder.encoder import Encoder, Vectors
from index.encoder.token_codes import Codes, TokenEncoder, packed

Texts = tuple[str, Sequence[str]]
"""A passage and its sentences."""
_NO_CODES: Codes = np.zeros((0, 1), np.uint8)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Of one passage."""

    passage: Vectors
    """float32[dim]."""
    sentences: Vectors
    """float32[n, dim], or float16 as the record keeps them."""
    codes: Codes
    """uint8[tokens, bytes]."""


def encoded(encoder: Encoder, texts: Sequence[Texts], mean: Vectors | None) -> list[Encoded]:
    """In the order of `texts`; `mean` is the mean token of an encoder that has tokens, None for another."""
    passages = [passage for passage, _ in texts]
    ends = list(accumulate((len(parts) for _, parts in texts), initial=0))
    if mean is None or not isinstance(encoder, TokenEncoder):
        vectors, codes = encoder.encode_passages(passages), [_NO_CODES] * len(passages)
    else:
        vectors, tokens = encoder.passages_with_tokens(passages)
        codes = [packed(each, mean) for each in tokens]
    sentences = encoder.encode_passages([part for _, parts in texts for part in parts])
    return [Encoded(vectors[i], sentences[ends[i] : ends[i + 1]], codes[i]) for i in range(len(texts))]
