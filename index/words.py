"""Text to the terms that BM25 searches: folded syllables and bigrams of syllables.

Folding takes away case, tones, marks and the stroke of đ, so that "hợp nhất", "HỢP NHẤT" and "hop nhat" are one
term, as are "hoà" and "hòa". No word segmenter: over public Vietnamese sets folded syllables with their
bigrams beat pyvi and underthesea, typed with marks or without (docs/decisions/0003-lexical-search.md).
"""

import itertools
import re
import unicodedata
from functools import lru_cache

from corpus.text.letters import fold

__all__ = ["anchors", "fold", "folded", "plain", "terms", "tokens"]

_TOKEN = re.compile(
    r"\d+(?:/\d+)*(?:[/-][^\W\d_]+)+(?:[-/][^\W_]+)*"  # document numbers: 173/KH-UBND, 30/2020/NĐ-CP
    r"|\d+(?:[.,/]\d+)*"  # figures and dates: 3.245  8,5  22/12/2024
    r"|[^\W\d_]+(?:&[^\W\d_]+)+"  # abbreviations: TT&TT
    r"|[^\W_]+"
)
_NUMBER_PART = re.compile(r"\d+")
_BETWEEN_PARTS = re.compile(r"(?<=\w)(?=[/-]\w)")
_LONGEST_NUMBER, _MOST_PARTS = 60, 6
"""Of a document number: what is longer, or has more, is none, and each part more would double the ways to write it."""
folded = lru_cache(maxsize=50_000)(fold)
"""`fold` of a word: they come again and again, a search folds thousands of them."""


def tokens(text: str) -> list[str]:
    """Words of `text` as written, in order: syllables, figures, document numbers, abbreviations."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4_000)
def plain(text: str) -> str:
    """The words folded, with one space between them: what is looked for as it stands. Passages come again within a question."""
    return " ".join(map(folded, tokens(text)))


def terms(text: str) -> list[str]:
    """Folded syllables, their bigrams ("hop_nhat") and the parts of document numbers."""
    return _terms([[folded(token) for token in tokens(text)]])


@lru_cache(maxsize=4_000)
def terms_in(text: str) -> frozenset[str]:
    """Each of them once. Passages, sentences and their surroundings come again from question to question."""
    return frozenset(terms(text))


def spaced(number: str) -> list[list[str]]:
    """The folded tokens of a document number without zeros before it, for each way to have spaces between its parts: "57 / QĐ-UBND"."""
    parts = _BETWEEN_PARTS.split(number.lstrip("0") or "0")
    if len(number) > _LONGEST_NUMBER or len(parts) > _MOST_PARTS:
        return []
    gaps = itertools.product(("", " "), repeat=len(parts) - 1)
    ways = ("".join(itertools.chain(*zip(parts, (*chosen, ""), strict=True))) for chosen in gaps)
    return [list(map(folded, tokens(way))) for way in ways]


def anchors(text: str) -> list[str]:
    """The terms that mean the same in any language: figures, document numbers, abbreviations, names.

    (A name is a word with a capital that does not open the text.) What BM25 may use of a question in
    another language than the reports.
    """
    runs: list[list[str]] = [[]]
    for position, token in enumerate(tokens(text)):
        if any(char.isdigit() for char in token) or (token[0].isupper() and (position or token[1:].isupper())):
            runs[-1].append(folded(token))
        else:
            runs.append([])
    return _terms(runs)


def _terms(runs: list[list[str]]) -> list[str]:
    found: list[str] = []
    for run in runs:
        found += run
        found += [f"{first}_{second}" for first, second in itertools.pairwise(run)]
        found += [part for token in run for part in _parts(token)]
    return found


def _parts(token: str) -> list[str]:
    """The digits of a document number, so that "Quyết định 57" finds 57/QĐ-UBND."""
    if not ("/" in token or "-" in token) or token.replace("/", "").isdigit():
        return []
    return _NUMBER_PART.findall(token)
