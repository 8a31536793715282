"""A bit a dimension keeps the order that whole token vectors give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.encoder.token_codes import max_sims, mean_token, packed


def unit(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@given(st.integers(0, 2**32 - 1))
def test_the_passage_with_the_questions_tokens_scores_highest(seed: int) -> None:
    random = np.random.default_rng(seed)
    common = 3 * random.normal(size=100)
    passages = [unit(common + random.normal(size=(random.integers(5, 30), 100))) for _ in range(6)]
    question = unit(passages[2][:4] + 0.02 * random.normal(size=(4, 100)))
    mean = mean_token(passages)
    scores = max_sims(question, [packed(each, mean) for each in passages], mean)
    assert scores.argmax() == 2
    assert (np.abs(scores) <= 1).all()


def test_no_token_no_score() -> None:
    mean, tokens = np.zeros(8, np.float32), unit(np.ones((2, 8)))
    codes = packed(tokens, mean)
    assert max_sims(tokens, [codes, codes[:0]], mean).tolist()[1] == 0
    assert max_sims(tokens[:0], [codes], mean).tolist() == [0]
    assert max_sims(tokens, [], mean).tolist() == []
