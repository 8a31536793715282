"""One contract for every encoder, and the unpacking of the bundled one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

import index.encoder.bundled
from index.encoder.back_end import AGREEMENT, BACK_ENDS, OpenEncoder, back_end_cache
from index.encoder.back_end_choice import chosen
from index.encoder.bundled import BUNDLED_NAME, is_unpacked, unpacked_folder
from index.encoder.chosen import ChosenEncoder, open_encoder
from index.encoder.encoder import Encoder, HashEncoder, Vectors
from index.encoder.export import export_folder, open_export
from index.encoder.folder import encoder_folder
from index.encoder.openvino_graph import OpenvinoGraph
from index.encoder.token_codes import TokenEncoder
from index.errors import EncoderUnavailableError

TEXTS = ["Hợp nhất hai sở trong năm 2025.", "Rừng phòng hộ được giao cho các hộ dân.", "", "a", "Một câu dài. " * 300]


BY_TORCH = ("float32", "bfloat16")
"""Back-ends that take seconds a text, and with which the others are compared: tried themselves in the whole suite."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=pytest.mark.slow if each in BY_TORCH else ()) for each in BACK_ENDS],
)
def bundled(request: pytest.FixtureRequest) -> OpenEncoder:
    """The bundled encoder by every back-end that can be had here."""
    reason = chosen(BUNDLED_NAME, BACK_ENDS).left_out.get(request.param)
    if reason is not None:
        pytest.skip(reason)
    return open_encoder(BUNDLED_NAME, request.param)


@dataclass(frozen=True)
class Encoded:
    """What an encoder gives of the texts."""

    passages: Vectors
    questions: Vectors
    tokens: list[Vectors]


@pytest.fixture(
    scope="module", params=["openvino", pytest.param("float32", marks=pytest.mark.slow)], ids=["openvino", "float32"]
)
def reference(request: pytest.FixtureRequest) -> Encoded:
    """What all must give: float32 says what is right, OpenVINO, which agrees with it, does not load torch."""
    encoder = open_encoder(BUNDLED_NAME, request.param)
    assert isinstance(encoder, TokenEncoder)
    tokens = [*encoder.questions_with_tokens(TEXTS)[1], *encoder.passages_with_tokens(TEXTS)[1]]
    return Encoded(encoder.encode_passages(TEXTS), encoder.encode_questions(TEXTS), tokens)


@pytest.mark.parametrize("of", ["encode_questions", "encode_passages"])
class TestContract:
    """Unit vectors, one a text, in order."""

    def test_hash(self, of: str) -> None:
        unit_vectors_in_order(HashEncoder(), of)

    def test_bundled(self, bundled: OpenEncoder, of: str) -> None:
        unit_vectors_in_order(bundled, of)


def unit_vectors_in_order(encoder: Encoder, of: str) -> None:
    encode: Callable[[list[str]], np.ndarray] = getattr(encoder, of)
    vectors = encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    backwards = encode(TEXTS[3::-1])[::-1]
    assert (np.sum(vectors[:4] * backwards, axis=1) > 0.999).all()
    assert encode([]).shape == (0, encoder.dimension)


def test_every_back_end_gives_the_same_vectors(bundled: OpenEncoder, reference: Encoded) -> None:
    assert bundled.name == BUNDLED_NAME
    assert (np.sum(bundled.encode_passages(TEXTS) * reference.passages, axis=1) > AGREEMENT).all()
    assert (np.sum(bundled.encode_questions(TEXTS) * reference.questions, axis=1) > AGREEMENT).all()


def test_every_back_end_gives_the_same_token_vectors(bundled: OpenEncoder, reference: Encoded) -> None:
    assert isinstance(bundled, TokenEncoder)
    (questions, asked), (passages, read) = bundled.questions_with_tokens(TEXTS), bundled.passages_with_tokens(TEXTS)
    assert (np.sum(questions * reference.questions, axis=1) > AGREEMENT).all()
    assert (np.sum(passages * reference.passages, axis=1) > AGREEMENT).all()
    tokens = [*asked, *read]
    assert [each.shape for each in tokens] == [each.shape for each in reference.tokens]
    for mine, other in zip(tokens, reference.tokens, strict=True):
        assert (np.sum(mine * other, axis=1) > 0.99).all()


def test_every_back_end_understands_both_languages(bundled: OpenEncoder) -> None:
    merger, poverty = bundled.encode_passages(TEXTS[:2])
    for question in ("Kế hoạch nói gì về sáp nhập hai sở?", "What does it say about merging two departments?"):
        asked = bundled.encode_questions([question])[0]
        assert asked @ merger > asked @ poverty


@pytest.mark.slow
@pytest.mark.parametrize("arithmetic", ["float32", "bfloat16"])
def test_openvino_agrees_in_either_arithmetic(arithmetic: Literal["float32", "bfloat16"], reference: Encoded) -> None:
    open_encoder(BUNDLED_NAME, "openvino")
    export = export_folder(back_end_cache(encoder_folder(BUNDLED_NAME)), "openvino")
    encoder = open_export(BUNDLED_NAME, export, partial(OpenvinoGraph, arithmetic=arithmetic))
    assert (np.sum(encoder.encode_passages(TEXTS) * reference.passages, axis=1) > AGREEMENT).all()


@pytest.mark.slow
def test_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_unpacked(tmp_path)
    folder = unpacked_folder(tmp_path)
    assert is_unpacked(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
    monkeypatch.setattr(index.encoder.bundled, "_parse", None)
    assert unpacked_folder(tmp_path) == folder


def test_a_broken_unpacking_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(index.encoder.bundled, "_write_folder", fail)
    with pytest.raises(OSError, match="disk full"):
        unpacked_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_the_known_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"other weights")
    monkeypatch.setattr(index.encoder.bundled, "_packed_file", lambda: other)
    with pytest.raises(EncoderUnavailableError, match="not the file expected"):
        unpacked_folder(tmp_path / "cache")


@pytest.mark.parametrize(
    ("setting", "message"),
    [("/no/such/folder", "no encoder folder"), ("someone/unknown-model", "not on this machine and is not fetched")],
)
def test_an_encoder_that_cannot_be_had_is_named(setting: str, message: str) -> None:
    with pytest.raises(EncoderUnavailableError, match=message):
        ChosenEncoder(setting).encode_questions(["gì?"])
