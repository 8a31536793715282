"""Questions typed without diacritics, or with some of them: what is lost against the same questions as typed."""

import random
import unicodedata
from pathlib import Path

from bot.evaluation.datasets.beir import Dataset
from index.encoder.encoder import Encoder
from tests.measures.retrieval import Retrieved, on_both, rankings

_SHARE = 0.5
"""Of the syllables of a half-typed question, how many lose their marks."""


def measure(dataset: Dataset, data: Path, encoder: Encoder) -> dict[str, tuple[Retrieved, Retrieved]]:
    """By the way of typing: over all questions, and over those held out."""
    questions = [case.question for case in dataset.cases]
    dealt = random.Random(0)
    typed = {
        "without diacritics": [stripped(question) for question in questions],
        "half of the syllables without": [half_typed(question, dealt) for question in questions],
    }
    return {name: on_both(dataset.cases, rankings(dataset, asked, data, encoder)) for name, asked in typed.items()}


def stripped(text: str) -> str:
    """The text without its diacritics, capitals kept: "Đề án" becomes "De an"."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in apart if not unicodedata.combining(character))


def half_typed(text: str, dealt: random.Random) -> str:
    """The text, each syllable stripped with even odds."""
    return " ".join(stripped(syllable) if dealt.random() < _SHARE else syllable for syllable in text.split())
