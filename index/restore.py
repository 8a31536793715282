"""Put back the diacritics that a question was typed without, as the reports spell the words.

Viterbi over the spellings of each folded syllable, scored by how often the library's own text has them next
to each other. A syllable typed with any mark is kept; so "ke hoạch nam 2025" becomes "kế hoạch năm 2025".
Dense search loses most of its strength without diacritics, so a question is always restored.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.word_counts import WordCounts
from index.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_PAIR_WEIGHT = 0.85
"""Share of a word's probability that comes from its left neighbour (Jelinek-Mercer smoothing)."""
_FLOOR = 1e-9
_ASKING = (
    "bao nhiêu", "là bao nhiêu", "bao lâu", "bao giờ", "khi nào", "lúc nào", "thế nào", "như thế nào", "ra sao",
    "là gì", "nói gì", "gồm những gì", "những gì", "làm gì", "điều gì", "vì sao", "tại sao", "ở đâu", "đến đâu", "ai là",
    "của ai", "do ai", "ai chủ trì", "cơ quan nào", "đơn vị nào", "sở nào", "năm nào", "ngày nào", "văn bản nào", "mấy",
    "có phải", "hay không", "được không", "có được", "còn hiệu lực không", "đã", "chưa", "cho biết", "hãy", "giúp tôi",
    "tôi muốn biết", "xin hỏi", "năm ngoái", "năm nay", "sang năm", "quy định mới", "theo quy định", "đặt mục tiêu", "đặt ra",
    "số kinh phí", "số tiền", "số lượng", "số người", "số hồ sơ", "tổng số", "con số",
    "so sánh", "so với",
)  # fmt: skip
_ASKING_COUNT = 5
"""How often each phrase of a question counts as read; reports hardly ever ask."""


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    words: tuple[str, ...]


class Restorer:
    """Restores questions from the words of the reports in some collections."""

    def __init__(self, counts: WordCounts, collections: Sequence[str] | None) -> None:
        self._counts = counts
        self._collections = collections
        self._total = counts.total(collections) + sum(_asking_words().values())
        self._known: dict[str, Counter[str]] = {}

    def restore(self, question: str) -> str:
        """The question with the likeliest diacritics; words the reports do not know stay as typed."""
        matches = list(_WORD.finditer(question))
        if not any(fold(match[0]) == match[0].lower() for match in matches):
            return question
        words = self._best_words([match[0].lower() for match in matches])
        pieces, position = [], 0
        for match, word in zip(matches, words, strict=True):
            pieces += [question[position : match.start()], _in_case_of(match[0], word)]
            position = match.end()
        return "".join(pieces) + question[position:]

    def _best_words(self, typed: Sequence[str]) -> tuple[str, ...]:
        paths = [_Path(0.0, ())]
        for word in typed:
            spellings = self._spellings(fold(word))
            candidates = sorted(spellings) if fold(word) == word and spellings else [word]
            following = {path: self._following(path.words[-1], fold(word)) if path.words else {} for path in paths}
            paths = [
                max((self._step(path, candidate, spellings, following[path]) for path in paths), key=_by_score)
                for candidate in candidates
            ]
        return max(paths, key=_by_score).words

    def _step(self, path: _Path, word: str, spellings: Mapping[str, int], following: Mapping[str, int]) -> _Path:
        """The path continued by the word: interpolated bigram and unigram probability."""
        before = self._spellings(fold(path.words[-1])).get(path.words[-1], 0) if path.words else 0
        pair = following.get(word, 0) / before if before else 0.0
        alone = spellings.get(word, 0) / self._total
        probability = _PAIR_WEIGHT * pair + (1 - _PAIR_WEIGHT) * alone
        return _Path(path.score + math.log(probability + _FLOOR), (*path.words, word))

    def _spellings(self, folded: str) -> Mapping[str, int]:
        if folded not in self._known:
            read = Counter(self._counts.spellings(folded, self._collections))
            self._known[folded] = read + _asking_words(folded)
        return self._known[folded]

    def _following(self, first: str, folded: str) -> Mapping[str, int]:
        asked = {word: count for (one, word), count in _asking_pairs().items() if one == first and fold(word) == folded}
        return Counter(self._counts.spellings_after(first, folded, self._collections)) + Counter(asked)


def restore(question: str, counts: WordCounts, collections: Sequence[str] | None) -> str:
    """The question with the likeliest diacritics, as the reports of these collections spell them."""
    return Restorer(counts, collections).restore(question)


def _by_score(path: _Path) -> float:
    return path.score


@cache
def _asking_pairs() -> Counter[tuple[str, str]]:
    pairs = (pair for phrase in _ASKING for pair in zip(phrase.split(), phrase.split()[1:], strict=False))
    return Counter({pair: count * _ASKING_COUNT for pair, count in Counter(pairs).items()})


@cache
def _asking_words(folded: str | None = None) -> Counter[str]:
    words = Counter(word for phrase in _ASKING for word in phrase.split())
    return Counter({word: n * _ASKING_COUNT for word, n in words.items() if folded in (None, fold(word))})


def _in_case_of(typed: str, word: str) -> str:
    if fold(typed) != fold(word) or typed.lower() == word:
        return typed
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
