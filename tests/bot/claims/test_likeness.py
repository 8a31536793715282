"""Likeness by the encoder: a cosine each, and no text encoded twice."""

from collections.abc import Sequence

import pytest

from bot.claims.likeness import EncoderLikeness
from index.encoder.encoder import HashEncoder, Vectors


class Counting(HashEncoder):
    """Remembers what it encoded."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return super().encode_passages(texts)


def test_a_text_is_most_like_itself() -> None:
    same, other = EncoderLikeness(HashEncoder()).likeness("hợp nhất hai sở", ["hợp nhất hai sở", "rừng phòng hộ"])
    assert same == pytest.approx(1.0)
    assert other < same


def test_no_sentence_is_encoded_twice() -> None:
    encoder = Counting()
    likeness = EncoderLikeness(encoder)
    first = likeness.likeness("một", ["hai", "ba", "hai"])
    assert likeness.likeness("một", ["hai", "ba", "hai"]) == first
    likeness.likeness("bốn", ["ba"])
    assert encoder.encoded == ["một", "hai", "ba", "bốn"]


def test_nothing_to_compare_with() -> None:
    assert EncoderLikeness(HashEncoder()).likeness("một", []) == []
