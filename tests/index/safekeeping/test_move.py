"""A library moves into PostgreSQL and back with all that is in it, or stays where it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.database.copy import Content
from index.database.database import Database
from index.database.place import is_there, opened
from index.database.postgres import PostgresDatabase
from index.database.postgres_schema import NUMBERED, TABLES
from index.database.sqlite import RECORD
from index.errors import DamagedLibraryError, LibraryInUseError, MoveError
from index.record.files import FileRecord, FileStamp, FileTable
from index.safekeeping.backup import back_up
from index.safekeeping.move import move
from index.safekeeping.restore import restore
from tests.index import kept_library
from tests.index.kept_library import fill, state_of
from tests.postgresql import Cluster


@pytest.fixture
def url(postgresql: Cluster) -> str:
    return postgresql.new()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    fill(folder, tmp_path / "sources")
    with opened(folder) as database:
        record = FileRecord(os.fsdecode(b"/b\xe9o.txt"), "default", FileStamp(1, 2**60, 3, 4), "x", None, "hỏng", "1")
        FileTable(database).put(record)
        database.run("INSERT INTO turns (conversation, turn) VALUES ('c', ?)", "{}")
        database.run("DELETE FROM turns")  # its number is not given again
    return folder


def numbers(database: Database) -> list[int]:
    return [database.last_number(table) for table in NUMBERED]


def test_there_and_back_nothing_is_another(folder: Path, url: str) -> None:
    before = state_of(folder)
    with opened(folder) as database:
        given = numbers(database)
    engines = {each: each.read_bytes() for each in (folder / "tantivy").rglob("*") if each.is_file()}
    moved = move(folder, "", url)
    assert moved.rows["reports"] == 30
    assert set(moved.rows) == set(TABLES)
    assert not is_there(folder)
    assert (Path(moved.left) / RECORD).is_file()
    with opened(folder, url) as database:
        assert numbers(database) == given
    with kept_library.opened(folder, url) as library:
        library.searcher()
    assert all(each.read_bytes() == content for each, content in engines.items()), "no engine is built anew"
    assert state_of(folder, url) == before
    back = move(folder, url, "")
    assert back.rows | {"meta": 0} == moved.rows | {"meta": 0}
    with opened(folder) as database:
        assert numbers(database) == given
    assert state_of(folder) == before
    with pytest.raises(DamagedLibraryError, match="was moved to"):
        opened(folder, url)


def test_a_target_that_is_not_empty_is_refused(folder: Path, url: str) -> None:
    with PostgresDatabase(url) as database:
        database.set_meta("identity", "another")
    before = (folder / RECORD).read_bytes()
    with pytest.raises(MoveError, match="not empty"):
        move(folder, "", url)
    with pytest.raises(MoveError, match="already"):
        move(folder, "", "")
    assert (folder / RECORD).read_bytes() == before
    with PostgresDatabase(url) as database:
        assert database.meta("identity") == "another"
        assert database.one("SELECT count(*) FROM reports") == (0,)


def test_a_library_that_is_open_is_not_moved(folder: Path, url: str) -> None:
    with kept_library.opened(folder), pytest.raises(LibraryInUseError):
        move(folder, "", url)


def test_what_did_not_arrive_whole_is_undone(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def filled(real: Callable[..., None]) -> Callable[..., None]:
        def fill(self: Database, table: str, columns: list[str], rows: object) -> None:
            real(self, table, columns, rows)
            if table == "vectors":  # one bit of a vector
                self.run(
                    "UPDATE vectors SET passage = set_bit(passage, 5, 1 - get_bit(passage, 5)) WHERE key = (SELECT min(key) FROM vectors)"
                )

        return fill

    monkeypatch.setattr(PostgresDatabase, "fill", filled(PostgresDatabase.fill))
    with pytest.raises(MoveError, match="'vectors' did not arrive whole"):
        move(folder, "", url)
    assert is_there(folder)
    with PostgresDatabase(url) as database:
        assert [table for table in TABLES if database.one(f"SELECT 1 FROM {table} LIMIT 1")] == []


def test_a_kill_on_the_way_leaves_the_target_empty_and_the_record_where_it_was(folder: Path, url: str) -> None:
    script = (
        "import sys, time, index.database.copy as copy; from pathlib import Path; from index.safekeeping.move import move\n"
        "real = copy._copied_table\n"
        "def slow(*given):\n    print(given[2], flush=True); done = real(*given); time.sleep(0.3); return done\n"
        "copy._copied_table = slow; move(Path(sys.argv[1]), '', sys.argv[2])"
    )
    before = state_of(folder)
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder), url], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        while process.stdout.readline().strip() != "answers":
            pass
        process.send_signal(signal.SIGKILL)
    assert is_there(folder)
    with PostgresDatabase(url) as database:
        assert [table for table in TABLES if database.one(f"SELECT 1 FROM {table} LIMIT 1")] == []
    move(folder, "", url)
    assert state_of(folder, url) == before


def test_a_backup_of_either_is_restored_to_either(folder: Path, postgresql: Cluster, tmp_path: Path) -> None:
    before, file = state_of(folder), tmp_path / "backup.zip"
    first, second = postgresql.new(), postgresql.new()
    back_up(folder, file)
    restore(file, tmp_path / "served", url=first)
    assert not is_there(tmp_path / "served")
    assert state_of(tmp_path / "served", first) == before
    back_up(tmp_path / "served", file, url=first)
    restore(file, tmp_path / "again", url=second)
    assert state_of(tmp_path / "again", second) == before
    restore(file, tmp_path / "alone")
    assert state_of(tmp_path / "alone") == before
    with pytest.raises(MoveError, match="not empty"):
        restore(file, tmp_path / "third", url=first)


def test_the_content_of_a_table_is_told_from_every_other() -> None:
    def content(*rows: tuple[bytes, ...]) -> str:
        told = Content()
        for row in rows:
            told.add(row)
        return told.digest

    assert content((b"a", b"b"), (b"c", b"d")) == content((b"c", b"d"), (b"a", b"b"))
    others = [
        content((b"a", b"b")),
        content((b"ab", b"")),
        content((b"a b",)),
        content((b"a", b"b"), (b"a", b"b")),
        content(),
    ]
    assert len(set(others)) == len(others)
