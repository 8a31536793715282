"""Few connections whatever the number of threads, and the promises of a transaction on each."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.database.pool import IDLE
from index.database.sqlite import SqliteDatabase


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    with SqliteDatabase(tmp_path / "library.sqlite") as opened:
        opened.run("CREATE TABLE numbers (number INTEGER)")
        yield opened


def handles(folder: Path) -> int:
    """Of this process on files of the folder."""
    names = []
    for each in Path("/proc/self/fd").iterdir():
        try:
            names.append(str(each.readlink()))
        except FileNotFoundError:
            continue
    return sum(name.startswith(str(folder)) for name in names)


def in_threads(number: int, action: Callable[[int], None]) -> None:
    errors: list[BaseException] = []

    def run(each: int) -> None:
        try:
            action(each)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(each,)) for each in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


def test_threads_that_come_and_go_leave_no_handles(database: SqliteDatabase, tmp_path: Path) -> None:
    def use(number: int) -> None:
        with database.transaction():
            database.run("INSERT INTO numbers VALUES (?)", number)
            assert (number,) in database.all("SELECT number FROM numbers")
        assert database.one("SELECT COUNT(*) FROM numbers") is not None

    for _ in range(20):
        in_threads(15, use)
        assert handles(tmp_path) <= 3 * IDLE
    assert database.one("SELECT COUNT(*) FROM numbers") == (300,)
    database.close()
    assert handles(tmp_path) == 0


def test_what_is_undone_is_undone_for_all_and_seen_by_nobody(database: SqliteDatabase) -> None:
    def count() -> int:
        return int((database.one("SELECT COUNT(*) FROM numbers") or (0,))[0])

    def look(_: int) -> None:
        assert count() == 0

    def fail() -> None:
        with database.transaction():
            database.run("INSERT INTO numbers VALUES (1)")
            with database.transaction():
                database.run_many("INSERT INTO numbers VALUES (?)", ((each,) for each in range(count(), 3)))
            assert count() == 3
            in_threads(3, look)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert count() == 0
    with database.transaction():
        database.run("INSERT INTO numbers VALUES (1)")
    assert count() == 1


def test_closed_record_says_so_and_one_in_use_is_closed_after(database: SqliteDatabase, tmp_path: Path) -> None:
    with database.transaction():
        database.close()
        database.run("INSERT INTO numbers VALUES (1)")
    assert handles(tmp_path) == 0
    with pytest.raises(sqlite3.ProgrammingError, match="is closed"):
        database.all("SELECT number FROM numbers")
