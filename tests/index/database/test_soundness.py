"""A record that is damaged or gone is never opened as if nothing were amiss."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import index.database.soundness
from index.database.sqlite import RECORD, SqliteDatabase
from index.encoder.encoder import HashEncoder
from index.errors import DamagedLibraryError
from index.library import Library
from index.sync import sync

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with Library(folder, HashEncoder()) as library:
        sync(library, [SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"])
    return folder


def overwrite(file: Path, place: int, length: int) -> None:
    content = bytearray(file.read_bytes())
    content[place : place + length] = os.urandom(length)
    file.write_bytes(content)


def drop_a_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE feedback")


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: overwrite(file, 0, 100),
        lambda file: overwrite(file, file.stat().st_size // 2, 4096),
        lambda file: os.truncate(file, file.stat().st_size // 2),
        lambda file: file.write_bytes(bytes(file.stat().st_size)),
        lambda file: os.truncate(file, 0),
        lambda file: file.unlink(),
        drop_a_table,
    ],
    ids=["head", "middle", "cut", "zeroed", "empty", "deleted", "table"],
)
def test_a_damaged_record_is_refused_in_one_line_that_says_what_to_do(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder / RECORD)
    with pytest.raises(DamagedLibraryError, match=r"hoidap restore FILE.*hoidap repair") as refused:
        Library(folder, HashEncoder())
    assert "\n" not in str(refused.value)
    with pytest.raises(DamagedLibraryError):  # and the lock is free for whoever mends it
        Library(folder, HashEncoder())


def test_of_a_large_record_only_what_nothing_gives_back_is_looked_through_on_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(folder / RECORD)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    monkeypatch.setattr(index.database.soundness, "_WHOLLY", 0)
    overwrite(folder / RECORD, (roots["chunks"] - 1) * size, size)
    with SqliteDatabase(folder / RECORD) as database:
        assert database.faults() != []
    overwrite(folder / RECORD, (roots["corrections"] - 1) * size, size)
    with pytest.raises(DamagedLibraryError):
        SqliteDatabase(folder / RECORD)


def test_a_new_folder_has_lost_nothing(tmp_path: Path) -> None:
    (tmp_path / "hoidap.toml").touch()
    with Library(tmp_path, HashEncoder()) as library:
        assert library.database.faults() == []


def test_what_was_kept_is_on_the_disk(folder: Path) -> None:
    with SqliteDatabase(folder / RECORD) as database:
        assert database.one("PRAGMA synchronous") == (2,)  # FULL
