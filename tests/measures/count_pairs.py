"""Counts how often one syllable follows another in the texts of `pair_sources.toml`, for `corpus/language/syllable_pairs.py`.

    HOIDAP_BENCH_DATA=… python -m tests.measures.count_pairs CHECKOUTS

reads the repositories from CHECKOUTS/OWNER/NAME and the folders from CHECKOUTS/NAME, leaves out one document of five (`restoring.py` measures on those
of the project's own data) and writes the counts and `syllable_pairs.txt`, which says what they are of.
"""

import itertools
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from corpus.language.syllable_pairs import FILE, SyllablePairs
from corpus.language.symbols import ASKED, END, NUMBER, OTHER, PAUSE, sentences
from corpus.text.syllable import is_syllable
from tests.measures.pair_texts import Source, is_held_out, sources

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


def kept(pairs: Pairs, asked: Pairs) -> SyllablePairs:
    """The counts over the words that are kept, all others being `OTHER`; `asked` are those of people's questions."""
    seen = _seconds(pairs)
    known = {word for word, count in seen.items() if _is_kept(word, count)} | set(_SIGNS)
    folded: Pairs = Counter()
    totals: Counter[str] = Counter(dict.fromkeys(known, 0))
    for (first, second), count in pairs.items():
        pair = first if first in known else OTHER, second if second in known else OTHER
        folded[pair] += count
        totals[pair[0]] += count
    words = sorted(known, key=lambda word: (-totals[word], word))
    return _arrays(
        words, totals, _seconds(asked), {pair: count for pair, count in folded.items() if count >= _FEWEST_PAIR}
    )


def _seconds(pairs: Pairs) -> Counter[str]:
    """How often each symbol stands anywhere but at the beginning."""
    seen: Counter[str] = Counter()
    for (_, second), count in pairs.items():
        seen[second] += count
    return seen


def _is_kept(word: str, count: int) -> bool:
    if is_syllable(word):
        return count >= _FEWEST_SYLLABLE
    return count >= _FEWEST_NAME and word.isalpha() and bool(_LETTER_OF_VIETNAMESE.search(word))


def _arrays(
    words: list[str], totals: Mapping[str, int], asked: Mapping[str, int], pairs: Mapping[tuple[str, str], int]
) -> SyllablePairs:
    position = {word: index for index, word in enumerate(words)}
    keys = {position[first] * len(words) + position[second]: count for (first, second), count in pairs.items()}
    order = sorted(keys)
    return SyllablePairs(
        words,
        np.array([totals[word] for word in words], np.int64),
        np.array([asked.get(word, 0) for word in words], np.int64),
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
        times = f", counted {source.times} times" if source.times > 1 else ""
        lines += [f"{source.name}: {counted_in[source.name]:,} words and signs{times}", f"    {source.licence}"]
        lines += [f"    https://github.com/{name} at {commit}" for name, commit in source.repositories.items()]
    return "\n".join(lines) + "\n"


def _main(checkouts: Path, public: Path) -> None:
    found = {source: counted(_texts(source, checkouts, public)) for source in sources()}
    pairs: Pairs = Counter()
    for source, counts in found.items():
        pairs.update({pair: source.times * count for pair, count in counts.items()})
    asked = next(counts for source, counts in found.items() if source.form == "questions")
    arrays = kept(pairs, asked)
    FILE.write_bytes(arrays.packed())
    told_of = told({source.name: counts.total() for source, counts in found.items()}, arrays)
    FILE.with_suffix(".txt").write_text(told_of, encoding="utf-8")


def _texts(source: Source, checkouts: Path, public: Path) -> Iterator[str]:
    return (text for name, text in source.documents(checkouts, public) if not is_held_out(name))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(os.environ["HOIDAP_BENCH_DATA"]))
