"""Labels told by vectors and words: whole probabilities, what was fitted told again, and kept in a file."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.classifying.label_model import LabelModel
from index.encoder.encoder import HashEncoder

TEXTS = ["ai ký báo cáo", "người nào ký kế hoạch", "tóm tắt báo cáo", "tóm tắt kế hoạch", "nộp ở đâu", "nộp khi nào"]
LABELS = ["signer", "signer", "summary", "summary", "ordinary", "ordinary"]
ENCODER = HashEncoder()
MODEL = LabelModel.fitted(TEXTS, ENCODER.encode_questions(TEXTS), LABELS)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_probabilities_add_up_to_one(texts: list[str]) -> None:
    found = MODEL.probabilities(texts, ENCODER.encode_questions(texts))
    assert found.shape == (len(texts), 3)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_what_was_fitted_is_told_again() -> None:
    found = MODEL.probabilities(TEXTS, ENCODER.encode_questions(TEXTS))
    assert [MODEL.labels[place] for place in found.argmax(axis=1)] == LABELS


def test_a_model_read_from_its_file_tells_the_same(tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    assert LabelModel.read(file, "these texts") is None
    MODEL.write(file, "these texts")
    assert LabelModel.read(file, "other texts") is None
    vectors = ENCODER.encode_questions(TEXTS)
    again = LabelModel.read(file, "these texts")
    assert again
    assert np.array_equal(again.probabilities(TEXTS, vectors), MODEL.probabilities(TEXTS, vectors))
