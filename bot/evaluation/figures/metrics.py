"""The figures, as pure functions of rankings and scores.

Ranked lists hold ids, best first, without duplicates. All results lie between 0 and 1.
"""

import math
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from corpus.language.detect import language_of
from corpus.language.quantity import quantities_in
from corpus.text.normalise import normalise
from index.words import fold, tokens

Numbers = Sequence[float] | npt.NDArray[np.float64]


def hit_at(k: int, ranking: Sequence[str], gold: Collection[str]) -> float:
    """1 if a gold id is among the first k (success@k)."""
    return float(any(each in gold for each in ranking[:k]))


def recall_at(k: int, ranking: Sequence[str], gold: Collection[str]) -> float:
    """Share of the gold ids among the first k; 0 without gold."""
    return sum(each in gold for each in ranking[:k]) / len(gold) if gold else 0.0


def reciprocal_rank_at(k: int, ranking: Sequence[str], gold: Collection[str]) -> float:
    """1 / rank of the first gold id among the first k, else 0 (Voorhees 1999)."""
    return next((1 / rank for rank, each in enumerate(ranking[:k], 1) if each in gold), 0.0)


def ndcg_at(k: int, ranking: Sequence[str], gold: Collection[str]) -> float:
    """Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(rank + 1) for rank, each in enumerate(ranking[:k], 1) if each in gold)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(gold)) + 1))
    return gain / ideal if ideal else 0.0


def auroc(positive: Numbers, negative: Numbers) -> float | None:
    """Probability that a positive scores above a negative, ties counting half; None without both.

    (Mann-Whitney U over n·m; Hanley and McNeil 1982.)
    """
    if not len(positive) or not len(negative):
        return None
    from scipy.stats import rankdata

    ranks = rankdata([*positive, *negative])[: len(positive)]
    wins = float(ranks.sum()) - len(positive) * (len(positive) + 1) / 2
    return wins / (len(positive) * len(negative))


def contains_answer(text: str, answers: Sequence[str]) -> bool:
    """Whether one of the gold answers occurs in the text, case and spaces folded."""
    folded = _folded(text)
    return any(_folded(answer) in folded for answer in answers if answer.strip())


def token_f1(text: str, reference: str) -> float:
    """Harmonic mean of precision and recall of the words, each as often as it occurs, case and marks folded.

    (Rajpurkar et al., "SQuAD", 2016, section 6.1.) 0 where either has no word.
    """
    ours, theirs = (Counter(map(fold, tokens(each))) for each in (text, reference))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def exact_match(text: str, reference: str) -> float:
    """1 where both have the same words in the same order, case, punctuation and white space aside.

    (Rajpurkar et al., "SQuAD", 2016, section 6.1.) Unlike there a mark within a figure counts, "1,5" is not "15", and so do articles:
    "an" is a word of Vietnamese.
    """
    ours, theirs = (tokens(normalise(each).casefold()) for each in (text, reference))
    return float(ours == theirs)


def figure_match(text: str, answers: Sequence[str]) -> float | None:
    """1 where one of the gold answers has all its figures in the text, in whatever notation; None without figures."""
    said = quantities_in(text, language_of(text))
    wanted = [figures for one in answers if (figures := quantities_in(one, language_of(one)))]
    if not wanted:
        return None
    return float(any(all(any(figure.agrees(each) for each in said) for figure in figures) for figures in wanted))


def mean(values: Sequence[float]) -> float | None:
    """None for no values."""
    return sum(values) / len(values) if values else None


def percentile(share: float, values: Numbers) -> float | None:
    """The smallest value that `share` (0 to 1) of the values do not exceed; None for no values."""
    if not len(values):
        return None
    return float(np.sort(values)[max(0, math.ceil(share * len(values)) - 1)])


def _folded(text: str) -> str:
    return " ".join(normalise(text).casefold().split())
