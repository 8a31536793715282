"""Putting back diacritics: how many syllables come out right, and how many that were typed right are altered.

    HOIDAP_BENCH_DATA=… python -m tests.measures.restoring

over the questions of the public sets and sentences of the documents that `count_pairs.py` left out, by what is known of
Vietnamese in general alone: each text was typed with its marks, and is given as it stands, without them, and half-typed.
"""

import os
import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.datasets.beir import load_dataset
from corpus.text.letters import fold
from corpus.text.syllable import is_syllable
from index.database.sqlite import SqliteDatabase
from index.record.word_counts import WordCounts
from index.search.restore import Restorer
from tests.measures.diacritics import half_typed, stripped
from tests.measures.pair_texts import is_held_out, sources

_SETS = ("retrieval/xquad_vi_vi", "retrieval/virhe4qa_dev", "abstention/viquad2_dev")
_WORD = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHORTEST, _LONGEST, _MARKED, _SENTENCES = 6, 40, 0.4, 300
"""Words of a sentence, the share of them that has marks where it was typed with them, and how many sentences are taken."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Of texts that were typed without some of their marks: what is right again."""

    syllables: float
    """Share of the words, each as it was wherever its tone stands ("hoà", "hòa")."""
    whole: float
    """Share of the texts that are right throughout."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Over texts that were typed with their marks."""

    texts: int
    altered: int
    """Texts of which a Vietnamese syllable is changed as they stand."""
    without: Restored
    half: Restored


def measure(texts: Sequence[str], restore: Callable[[str], str]) -> Figures:
    """The figures over texts in composed letters."""
    dealt = random.Random(0)
    return Figures(
        texts=len(texts),
        altered=sum(_is_altered(text, restore(text)) for text in texts),
        without=_restored(texts, [restore(stripped(text)) for text in texts]),
        half=_restored(texts, [restore(half_typed(" ".join(text.split()), dealt)) for text in texts]),
    )


def texts_of(public: Path) -> Mapping[str, Sequence[str]]:
    """The questions of each public set, and sentences of documents that are not counted."""
    found = {name: [case.question for case in load_dataset(public / name).cases] for name in _SETS}
    found["sentences of documents"] = _sentences(public)
    return {name: [unicodedata.normalize("NFC", text) for text in texts] for name, texts in found.items()}


def _sentences(public: Path) -> list[str]:
    documents = sources()[-1].documents(public, public)
    lines = [line for name, text in documents if is_held_out(name) for line in re.split(r"[\n.?!;:]", text)]
    found = [line.strip() for line in lines if _is_sentence(_WORD.findall(line))]
    random.Random(0).shuffle(found)
    return found[:_SENTENCES]


def _is_sentence(words: Sequence[str]) -> bool:
    marked = sum(fold(word) != word.lower() for word in words)
    return _SHORTEST <= len(words) <= _LONGEST and marked >= _MARKED * len(words)


def _is_altered(text: str, restored: str) -> bool:
    return any(before != after and is_syllable(before) for before, after in _pairs(text, restored))


def _restored(texts: Sequence[str], restored: Sequence[str]) -> Restored:
    right = [[_sound(a) == _sound(b) for a, b in _pairs(*each)] for each in zip(texts, restored, strict=True)]
    return Restored(sum(map(sum, right)) / sum(map(len, right)), sum(map(all, right)) / len(right))


def _pairs(text: str, restored: str) -> list[tuple[str, str]]:
    return list(zip(_WORD.findall(text), _WORD.findall(restored), strict=True))


def _sound(word: str) -> tuple[str, str]:
    """The word without its tone, and the tone."""
    spelled = unicodedata.normalize("NFD", word.lower())
    return "".join(each for each in spelled if each not in _TONES), "".join(each for each in spelled if each in _TONES)


def _main(public: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, SqliteDatabase(Path(folder) / "empty.sqlite") as database:
        restore = Restorer(WordCounts(database), ()).restore
        for name, texts in texts_of(public).items():
            sys.stdout.write(f"{name}: {measure(texts, restore)}\n")


if __name__ == "__main__":
    _main(Path(os.environ["HOIDAP_BENCH_DATA"]))
