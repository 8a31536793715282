"""Labels of short texts, told by their vectors and their words: logistic regression of several classes.

Pure: vectors come in, probabilities go out. The words, and pairs of them, are hashed to a vector (feature hashing, Weinberger et al.
2009): with the encoder's vector alone a fifth of the kinds of question are missed that are told with both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoder.encoder import HashEncoder, Vectors


class _Words(HashEncoder):
    dimension = 1024


_SCALE = 2.0
"""Length of the vector, and of the words, of an example: the longer, the weaker the penalty on the weights."""
_PENALTY = 0.1
"""Of the squared weights, against the summed log loss of the examples."""
_STEPS = 500
_Halves = npt.NDArray[np.float16]
"""Half the size, and exact enough: what is told differs by thousandths."""


@dataclass(frozen=True, slots=True)
class LabelModel:
    """Weights for the features of a text: its vector, standardised, then its words."""

    labels: tuple[str, ...]
    mean: _Halves
    deviation: _Halves
    """float16[dim], as `mean`: of the vectors that it was fitted on."""
    weights: _Halves
    """float16[dim + words + 1, labels]; the last row stands for nothing in particular."""

    @classmethod
    def fitted(cls, texts: Sequence[str], vectors: Vectors, labels: Sequence[str]) -> "LabelModel":
        """On parallel lists: `vectors` is float32[n, dim]."""
        from sklearn.linear_model import LogisticRegression

        mean, deviation = _halves(vectors.mean(axis=0)), _halves(vectors.std(axis=0) + 1e-6)
        features = _features(texts, (vectors - mean) / deviation)
        # The column of ones is its intercept, which is not penalised.
        model = LogisticRegression(C=1 / _PENALTY, max_iter=_STEPS).fit(features[:, :-1], labels)
        weights = np.vstack([model.coef_.T, model.intercept_]).astype(np.float32)
        return cls(tuple(map(str, model.classes_)), mean, deviation, _halves(weights))

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> Vectors:
        """float32[n, labels], each row adding up to 1."""
        return _softmax(_features(texts, (vectors - self.mean) / self.deviation) @ self.weights)

    def write(self, file: Path, made_of: str) -> None:
        """To an .npz file, which `read` reads; `made_of` tells what it was fitted on."""
        labels, of = np.array(self.labels), np.array(made_of)
        np.savez_compressed(
            file, made_of=of, labels=labels, mean=self.mean, deviation=self.deviation, weights=self.weights
        )

    @classmethod
    def read(cls, file: Path, made_of: str) -> "LabelModel | None":
        """None where there is no such file, or one that was fitted on something else."""
        if not file.is_file():
            return None
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["made_of"]) != made_of:
                return None
            return cls(tuple(kept["labels"].tolist()), kept["mean"], kept["deviation"], kept["weights"])


def _features(texts: Sequence[str], standard: Vectors) -> Vectors:
    """float32[n, dim + words + 1]."""
    words = _Words().encode_questions(texts)
    scaled = standard * (_SCALE / np.sqrt(standard.shape[1]))
    return np.hstack([scaled, words * _SCALE, np.ones((len(texts), 1))]).astype(np.float32)


def _halves(numbers: Vectors) -> _Halves:
    return numbers.astype(np.float16)


def _softmax(scores: Vectors) -> Vectors:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
