"""A model in the cache that was cut is noticed by its files' ends."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import index.encoder.bundled as bundled
from index.encoder.bundled import unpacked_folder
from index.encoder.unpacked import WEIGHTS, is_whole
from index.errors import EncoderUnavailableError


def write_model(_: object, folder: Path) -> None:
    folder.mkdir()
    save_file({"a": np.zeros((4, 4), np.float32)}, folder / WEIGHTS)
    for name, content in bundled._configuration(bundled._Shape(*[1] * 7, 1e-12)).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    (folder / "tokenizer.json").write_text('{\n "model": {\n  "vocab": []\n }\n}', encoding="utf-8")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundled, "_write_folder", write_model)
    monkeypatch.setattr(bundled, "_parse", lambda _: None)
    return tmp_path / "cache"


@pytest.mark.parametrize("name", [WEIGHTS, "tokenizer.json", "config.json", "modules.json", "1_Pooling/config.json"])
@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.99, None])
def test_what_was_cut_or_deleted_is_unpacked_anew(cache: Path, name: str, share: float | None) -> None:
    folder = unpacked_folder(cache)
    assert is_whole(folder)
    content = (folder / name).read_bytes()
    if share is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content[: int(len(content) * share)])
    assert not is_whole(folder)
    assert unpacked_folder(cache) == folder
    assert (folder / name).read_bytes() == content
    assert [each.name for each in cache.iterdir()] == [folder.name]


def test_a_head_that_is_noise_is_noticed(cache: Path) -> None:
    folder = unpacked_folder(cache)
    content = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(b"\xff" * 8 + content[8:])
    assert not is_whole(folder)


def test_what_cannot_be_replaced_is_named(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = unpacked_folder(cache)
    (folder / WEIGHTS).write_bytes(b"")
    monkeypatch.setattr(bundled, "_write_folder", fail)
    with pytest.raises(EncoderUnavailableError, match=r"multilingual-e5-small.*damaged.*delete that folder"):
        unpacked_folder(cache)
