"""Whatever becomes of an engine's file is noticed and told of, and the library answers as if nothing had been."""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

import index.engines.seal
from index.encoder.encoder import HashEncoder
from index.encoding import Encoding
from index.engines.seal import ENGINES, Seal
from index.library import Library
from index.question.query import Query
from index.sync import sync

FILES = (
    "chroma.sqlite3", "data_level0.bin", "header.bin", "length.bin", "link_lists.bin", ".managed.json", "meta.json", ".term",
    ".idx", ".pos", ".store", ".fieldnorm", ".fast", ".usearch",
)  # fmt: skip
"""How the names of the engines' files end; what stands before is drawn by lot."""
QUESTIONS = ("số hóa 37 trang", "kết quả năm 2021", "tài liệu")


def delete(file: Path) -> None:
    file.unlink()


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def make_noise(file: Path) -> None:
    lot, content = np.random.default_rng(file.stat().st_size), bytearray(file.read_bytes())
    place = int(lot.integers(max(1, len(content) - 4096)))
    content[place : place + 4096] = lot.bytes(min(4096, len(content)))
    file.write_bytes(content)


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("built")
    with Library(home / "library", HashEncoder()) as library:
        for collection, numbers in (("default", range(40)), ("closed", range(40, 50))):
            (home / collection).mkdir()
            for number in numbers:
                text = f"BÁO CÁO\nKết quả năm {2000 + number}\n\nI. KẾT QUẢ\nSở đã số hóa {number} trang tài liệu.\n"
                (home / collection / f"{number}.txt").write_text(text, encoding="utf-8")
            assert sync(library, [home / collection], collection=collection).failed == []
    return home / "library"


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "library")


def found_in(folder: Path) -> list[list[tuple[str, float]]]:
    with Library(folder, HashEncoder()) as library:
        searcher = library.searcher()
        hits = [searcher.search(Query(question, question), k=5) for question in QUESTIONS]
        return [[(hit.chunk.id, round(hit.score, 6)) for hit in each] for each in hits]


def files_of(folder: Path, ending: str) -> list[Path]:
    files = [file for engine in ENGINES for file in (folder / engine).rglob("*") if file.is_file()]
    return sorted(file for file in files if file.name.endswith(ending))


CASES = [(ending, delete) for ending in FILES] + [
    (ending, damage)
    for ending in FILES
    for damage in (truncate, zero, make_noise, flip_a_bit)
    if ending != "link_lists.bin"  # empty where so few passages are
]


@pytest.mark.parametrize(("ending", "damage"), CASES)
def test_damage_is_noticed_told_and_mended(
    built: Path,
    copy: Path,
    ending: str,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = found_in(copy)
    file = files_of(copy, ending)[0]
    before = file.read_bytes()
    damage(file)
    assert not file.exists() or file.read_bytes() != before
    monkeypatch.setattr(Encoding, "_encoded", None)
    caplog.clear()
    assert found_in(copy) == expected
    [told] = caplog.messages
    assert file.name in told
    assert "\n" not in told
    assert [each.name for each in copy.glob("damaged-*")] == [f"damaged-{file.relative_to(copy).parts[0]}"]
    caplog.clear()
    assert found_in(copy) == expected
    assert caplog.messages == []


def test_every_file_of_the_engines_is_among_those_damaged(built: Path) -> None:
    names = [file.name for file in files_of(built, "") if file.suffix != ".lock"]
    assert [name for name in names if not name.endswith(FILES)] == []


def test_an_engine_open_during_a_power_cut_is_built_anew_and_one_open_during_a_kill_is_not(
    copy: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = found_in(copy)
    Seal(copy).break_(["chroma", "tantivy"])  # as a kill leaves it
    assert found_in(copy) == expected
    assert caplog.messages == []
    Seal(copy).break_(["chroma", "tantivy"])
    monkeypatch.setattr(index.engines.seal, "_boot", lambda: "after the power came back")
    assert found_in(copy) == expected
    assert sorted(each.name for each in copy.glob("damaged-*")) == ["damaged-chroma", "damaged-tantivy"]


def test_what_an_earlier_version_sealed_is_whole_and_its_damage_is_noticed(
    copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    expected, seal = found_in(copy), json.loads((copy / "engines.json").read_text())
    del seal["revision"]
    for engine in ENGINES:
        seal[engine] = {name: sha256((copy / engine / name).read_bytes()).hexdigest() for name in seal[engine]}
    (copy / "engines.json").write_text(json.dumps(seal))
    damaged = files_of(copy, ".usearch")[0]
    whole = damaged.read_bytes()
    flip_a_bit(damaged)
    assert [*Seal(copy).damage()] == ["sentences"]
    damaged.write_bytes(whole)
    assert found_in(copy) == expected
    assert caplog.messages == []


def test_a_seal_that_cannot_be_read_seals_nothing(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    expected = found_in(copy)
    (copy / "engines.json").write_bytes(b"\x00{")
    assert found_in(copy) == expected
    assert len(caplog.messages) == len(ENGINES)
    assert json.loads((copy / "engines.json").read_text()).keys() == {*ENGINES, "revision"}
