"""The model of the bundled encoder is in the package and fitted on the examples as they are; of any other encoder it is fitted once."""

from pathlib import Path

import numpy as np
import pytest

from bot.classifying.example import ORDINARY, examples
from bot.classifying.fitted_model import DOCUMENT_FACTS, QUESTION_KINDS, digest, model_of
from bot.classifying.label_model import LabelModel
from index.encoder.bundled import BUNDLED_NAME
from index.encoder.encoder import HashEncoder, Vectors


class CountingEncoder(HashEncoder):
    """Counts what it encodes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.encoded = 0

    def encode_questions(self, texts: list[str]) -> Vectors:  # type: ignore[override]
        self.encoded += len(texts)
        return super().encode_questions(texts)


def test_the_model_in_the_package_is_of_the_examples_as_they_are() -> None:
    model = LabelModel.read(QUESTION_KINDS.stored, digest(BUNDLED_NAME))
    assert model, "the examples, or what is made of them, have changed: make fit"
    assert set(model.labels) == {each.label for each in examples()}
    assert QUESTION_KINDS.stored.stat().st_size < 300_000


def test_so_is_the_one_of_facts_whose_examples_of_other_kinds_are_ordinary() -> None:
    model = LabelModel.read(DOCUMENT_FACTS.stored, digest(BUNDLED_NAME, DOCUMENT_FACTS))
    assert model, "the examples, or what is made of them, have changed: make fit"
    own = {each.label for each in examples(DOCUMENT_FACTS.examples)}
    assert set(model.labels) == own
    assert own - {ORDINARY, "number"} < {each.label for each in examples()}
    assert {each.label for each in examples(DOCUMENT_FACTS.examples) if each.language == "en"} == own
    assert DOCUMENT_FACTS.stored.stat().st_size < 300_000


def test_the_bundled_encoder_needs_no_fitting(tmp_path: Path) -> None:
    bundled = CountingEncoder(BUNDLED_NAME)
    model_of(bundled, tmp_path)
    assert (bundled.encoded, list(tmp_path.iterdir())) == (0, [])


def test_of_another_encoder_it_is_fitted_once(tmp_path: Path) -> None:
    first, again, other = CountingEncoder("a"), CountingEncoder("a"), CountingEncoder("b")
    for encoder in (first, again, other):
        model_of(encoder, tmp_path)
    assert (first.encoded, again.encoded, other.encoded) == (len(examples()), 0, len(examples()))
    assert len(list(tmp_path.iterdir())) == 2


def test_without_a_place_to_keep_it_it_is_fitted_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert model_of(HashEncoder(), tmp_path / "file").labels


@pytest.mark.parametrize("dimension", [32, 96])
def test_vectors_of_any_dimension_serve(tmp_path: Path, dimension: int) -> None:
    encoder = CountingEncoder("wide")
    encoder.dimension = dimension
    model = model_of(encoder, tmp_path)
    assert model.mean.shape == (dimension,)
    assert np.isfinite(model.weights).all()
