"""One contract for every encoder, and the unpacking of the bundled one."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import index.bundled_encoder
from index.bundled_encoder import is_unpacked, unpacked_folder
from index.encoder import Encoder, HashEncoder, SentenceTransformerEncoder
from index.errors import EncoderUnavailableError

TEXTS = ["Hợp nhất hai sở trong năm 2025.", "Rừng phòng hộ được giao cho các hộ dân.", "", "a", "Một câu dài. " * 300]


@pytest.fixture(scope="module")
def bundled() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder()


@pytest.fixture(params=["hash", "bundled"])
def encoder(request: pytest.FixtureRequest, bundled: SentenceTransformerEncoder) -> Encoder:
    return HashEncoder() if request.param == "hash" else bundled


@pytest.mark.parametrize("of", ["encode_questions", "encode_passages"])
def test_unit_vectors_in_order(encoder: Encoder, of: str) -> None:
    encode: Callable[[list[str]], np.ndarray] = getattr(encoder, of)
    vectors = encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    backwards = encode(TEXTS[::-1])[::-1]
    assert (np.sum(vectors * backwards, axis=1) > 0.999).all()
    assert encode([]).shape == (0, encoder.dimension)


def test_bundled_understands_both_languages(bundled: SentenceTransformerEncoder) -> None:
    merger, poverty = bundled.encode_passages(TEXTS[:2])
    for question in ("Kế hoạch nói gì về sáp nhập hai sở?", "What does it say about merging two departments?"):
        asked = bundled.encode_questions([question])[0]
        assert asked @ merger > asked @ poverty


def test_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_unpacked(tmp_path)
    folder = unpacked_folder(tmp_path)
    assert is_unpacked(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
    monkeypatch.setattr(index.bundled_encoder, "_parse", None)
    assert unpacked_folder(tmp_path) == folder


def test_a_broken_unpacking_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(index.bundled_encoder, "_write_folder", fail)
    with pytest.raises(OSError, match="disk full"):
        unpacked_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_the_known_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"other weights")
    monkeypatch.setattr(index.bundled_encoder, "_packed_file", lambda: other)
    with pytest.raises(EncoderUnavailableError, match="not the file expected"):
        unpacked_folder(tmp_path / "cache")


@pytest.mark.parametrize(
    ("setting", "message"),
    [("/no/such/folder", "no encoder folder"), ("someone/unknown-model", "not on this machine and is not fetched")],
)
def test_an_encoder_that_cannot_be_had_is_named(setting: str, message: str) -> None:
    with pytest.raises(EncoderUnavailableError, match=message):
        SentenceTransformerEncoder(setting).encode_questions(["gì?"])
