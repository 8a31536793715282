"""Counts how often one syllable follows another in the texts of `pair_sources.toml`, for `corpus/language/syllable_pairs.py`.

    HOIDAP_BENCH_DATA=… python -m tests.measures.count_pairs CHECKOUTS

reads the repositories from CHECKOUTS/OWNER/NAME, leaves out one document of five (`restoring.py` measures on those
of the project's own data) and writes the counts and `syllable_pairs.txt`, which says what they are of.
"""

import itertools
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from corpus.language.syllable_pairs import FILE, SyllablePairs
from corpus.language.symbols import ASKED, END, NUMBER, OTHER, PAUSE, sentences
from corpus.text.syllable import is_syllable
from tests.measures.pair_texts import is_held_out, sources

_SIGNS = (END, ASKED, PAUSE, NUMBER, OTHER)
_FEWEST_SYLLABLE, _FEWEST_NAME, _FEWEST_PAIR = 5, 50, 2
"""How often a syllable, a marked word that is none ("đắk", "qđ") and a pair must be met to be kept."""

_LETTER_OF_VIETNAMESE = re.compile("[đăơư\u1ea0-\u1ef9]")
"""That no other language has: "são" and "café" are no names of Viet Nam."""

Pairs = Counter[tuple[str, str]]


def counted(texts: Iterable[str]) -> Pairs:
    """How often each symbol follows each, in small letters."""
    pairs: Pairs = Counter()
    for text in texts:
        for row in sentences(text):
            pairs.update(itertools.pairwise(row))
    return pairs


def kept(pairs: Pairs) -> SyllablePairs:
    """The counts over the words that are kept, all others being `OTHER`."""
    seen: Counter[str] = Counter()
    for (_, second), count in pairs.items():
        seen[second] += count
    known = {word for word, count in seen.items() if _is_kept(word, count)} | set(_SIGNS)
    folded: Pairs = Counter()
    totals: Counter[str] = Counter(dict.fromkeys(known, 0))
    for (first, second), count in pairs.items():
        pair = first if first in known else OTHER, second if second in known else OTHER
        folded[pair] += count
        totals[pair[0]] += count
    words = sorted(known, key=lambda word: (-totals[word], word))
    return _arrays(words, totals, {pair: count for pair, count in folded.items() if count >= _FEWEST_PAIR})


def _is_kept(word: str, count: int) -> bool:
    if is_syllable(word):
        return count >= _FEWEST_SYLLABLE
    return count >= _FEWEST_NAME and word.isalpha() and bool(_LETTER_OF_VIETNAMESE.search(word))


def _arrays(words: list[str], totals: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> SyllablePairs:
    position = {word: index for index, word in enumerate(words)}
    keys = {position[first] * len(words) + position[second]: count for (first, second), count in pairs.items()}
    order = sorted(keys)
    return SyllablePairs(
        words,
        np.array([totals[word] for word in words], np.int64),
        np.array(order, np.int64),
        np.array([keys[key] for key in order], np.int32),
    )


def told(counted_in: Mapping[str, int], each: SyllablePairs) -> str:
    """What `syllable_pairs.txt` says."""
    lines = [
        f"How often {len(each.words):,} Vietnamese syllables follow each other: {len(each.keys):,} pairs, met at least twice",
        f"among {each.total:,} words and signs. Counted by tests/measures/count_pairs.py; no text is kept. The counts are",
        "under CC BY-SA 4.0, as far as there are rights in them.",
        "",
    ]
    for source in sources():
        lines += [f"{source.name}: {counted_in[source.name]:,} words and signs", f"    {source.licence}"]
        lines += [f"    https://github.com/{name} at {commit}" for name, commit in source.repositories.items()]
    return "\n".join(lines) + "\n"


def _main(checkouts: Path, public: Path) -> None:
    pairs: Pairs = Counter()
    counted_in = {}
    for source in sources():
        found = counted(text for name, text in source.documents(checkouts, public) if not is_held_out(name))
        counted_in[source.name] = found.total()
        pairs.update(found)
    arrays = kept(pairs)
    FILE.write_bytes(arrays.packed())
    FILE.with_suffix(".txt").write_text(told(counted_in, arrays), encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(os.environ["HOIDAP_BENCH_DATA"]))
