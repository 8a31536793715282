"""A record in PostgreSQL: what is PostgreSQL's alone. What every record must do is tested in each database where it is tested."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from index.database.place import opened, require_record
from index.database.postgres import PostgresDatabase, shown_address
from index.database.postgres_schema import NUMBERED, POSTGRES_STEPS, TABLES
from index.database.sqlite import RECORD, SqliteDatabase
from index.errors import DamagedLibraryError, NewerLibraryError, NotKeptError, UnreachableRecordError
from index.record.files import FileRecord, FileStamp, FileTable
from index.sync import sync
from index.withdraw import withdraw
from tests.index.kept_library import opened as opened_library
from tests.index.kept_library import write_reports
from tests.postgresql import Cluster


@pytest.fixture
def url(postgresql: Cluster) -> str:
    return postgresql.new()


@pytest.fixture
def database(url: str) -> Iterator[PostgresDatabase]:
    with PostgresDatabase(url) as record:
        yield record


def name_of(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])


def test_it_has_the_tables_and_columns_that_a_file_has(database: PostgresDatabase, tmp_path: Path) -> None:
    with SqliteDatabase(tmp_path / RECORD) as file:
        named = {name for (name,) in file.all("SELECT name FROM sqlite_master WHERE type = 'table'")} - {
            "sqlite_sequence"
        }
        assert named == set(TABLES)
        for table in TABLES:
            assert sorted(database.columns(table)) == sorted(file.columns(table))
            key = f"SELECT name FROM pragma_table_info('{table}') WHERE pk ORDER BY pk"
            of_file = [name for (name,) in file.all(key)]
            assert of_file == key_of(database, table)
    assert {table for table in TABLES if "row" in database.columns(table)} == set(NUMBERED)


def key_of(database: PostgresDatabase, table: str) -> list[str]:
    sql = """SELECT attname::text FROM pg_index, unnest(indkey) WITH ORDINALITY AS part(number, place), pg_attribute
        WHERE indrelid = to_regclass(?) AND indisprimary AND attrelid = indrelid AND attnum = number ORDER BY place"""
    return [name for (name,) in database.all(sql, table)]


def test_several_make_the_tables_at_once_and_all_find_them(url: str) -> None:
    records = [PostgresDatabase(url) for _ in range(3)]
    for number, record in enumerate(records):
        record.set_meta("who", str(number))
    assert {record.meta("who") for record in records} == {"2"}
    for record in records:
        record.close()


def test_one_of_a_newer_version_is_refused(url: str) -> None:
    with PostgresDatabase(url) as database:
        database.run("INSERT INTO schema_version VALUES (?)", len(POSTGRES_STEPS) + 1)
    with pytest.raises(NewerLibraryError, match="install that version"):
        PostgresDatabase(url)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://lan:bi-mat-lam@127.0.0.1:1/hoidap", "postgresql://127.0.0.1:1/hoidap"),
        ("postgresql://lan:bi-mat-lam@/hoidap?host=/nowhere", "postgresql:///nowhere/hoidap"),
    ],
)
def test_where_no_server_answers_one_line_says_so_without_the_password(address: str, told: str) -> None:
    with pytest.raises(UnreachableRecordError, match="start its server") as refused:
        PostgresDatabase(address)
    assert told in str(refused.value)
    assert "bi-mat" not in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(UnreachableRecordError, match="none of PostgreSQL") as refused:
        PostgresDatabase("mysql://lan:bi-mat-lam@db/hoidap")
    assert "bi-mat" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert shown_address("nonsense") == "postgresql://?"


def test_a_database_that_is_no_utf8_is_refused(postgresql: Cluster) -> None:
    postgresql.tell("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    with pytest.raises(NotKeptError, match="createdb -E UTF8"):
        PostgresDatabase(postgresql.address("latin"))


def test_what_the_server_ended_while_one_state_was_read_is_told_as_such(
    database: PostgresDatabase, postgresql: Cluster, url: str
) -> None:
    def read() -> None:
        with database.snapshot() as snapshot, snapshot.seen():
            postgresql.tell(
                f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name_of(url)}'"
            )
            database.meta("a")

    with pytest.raises(UnreachableRecordError):
        read()


def test_what_the_server_ended_is_begun_anew(database: PostgresDatabase, postgresql: Cluster, url: str) -> None:
    database.set_meta("a", "1")
    end = f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name_of(url)}'"
    postgresql.tell(end)
    assert database.meta("a") == "1"

    def cut_short() -> None:
        with database.transaction():
            database.set_meta("a", "2")
            postgresql.tell(end)
            database.set_meta("a", "3")

    with pytest.raises(UnreachableRecordError):
        cut_short()
    assert database.meta("a") == "1"


def test_a_transaction_in_which_an_error_was_passed_over_says_that_nothing_was_kept(database: PostgresDatabase) -> None:
    def pass_over() -> None:
        with database.transaction():
            database.set_meta("a", "1")
            with pytest.raises(psycopg.Error):
                database.run("SELECT nothing FROM nowhere")

    with pytest.raises(NotKeptError, match="nothing was kept"):
        pass_over()
    assert database.meta("a") is None


def test_who_may_only_read_is_told_what_to_do(database: PostgresDatabase, postgresql: Cluster, url: str) -> None:
    postgresql.tell("CREATE ROLE reader LOGIN")
    postgresql.tell("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name_of(url))
    with (
        PostgresDatabase(url.replace("user=hoidap", "user=reader")) as reading,
        pytest.raises(NotKeptError, match="let this user read and write"),
    ):
        reading.set_meta("a", "1")


def test_texts_are_ordered_by_their_bytes(database: PostgresDatabase) -> None:
    for key in ("b", "B", "ă", "a", "_"):
        database.set_meta(key, "")
    assert [key for (key,) in database.all("SELECT key FROM meta ORDER BY key")] == ["B", "_", "a", "b", "ă"]


def test_a_path_that_is_no_utf8_is_kept_as_it_is(database: PostgresDatabase) -> None:
    files = FileTable(database)
    for name in (b"/a/b\xe9o.txt", "/a/báo.txt".encode()):
        path = os.fsdecode(name)
        record = FileRecord(path, "default", FileStamp(2**40, 2**60, 3, 2**62), "x", None, None, "1")
        files.put(record)
        assert files.all()[path, "default"] == record
        files.add_root(path, "default")
    assert len(files.roots()) == 2


@pytest.mark.parametrize("text", ["a\0b", r'{"question": "a\u0000b"}', r'{"question": "a\\\u0000b"}'])
def test_a_character_that_it_cannot_keep_stands_for_nobody_in_the_way(database: PostgresDatabase, text: str) -> None:
    database.set_meta("a", text)
    assert database.meta("a") == text.replace("\0", "\ufffd").replace(r"\u0000", r"\ufffd")
    assert database.one("SELECT 1 FROM meta WHERE key = ?", "\0") is None
    if text.startswith("{"):
        assert database.one("SELECT CAST(value AS JSON) ->> 'question' FROM meta WHERE key = 'a'") is not None


def test_what_only_looks_like_one_stays_as_it_is(database: PostgresDatabase) -> None:
    text = r'{"question": "\\u0000 \\\\u0000"}'
    assert database.text_value(text) == text


def test_nothing_of_a_withdrawn_report_is_left_in_its_tables(postgresql: Cluster, url: str, tmp_path: Path) -> None:
    secret = "đề án Hoàng Hôn mật"
    folder = write_reports(tmp_path / "reports", range(3))
    (folder / "1.txt").write_text(f"BÁO CÁO\n\nNội dung của {secret} năm 2025.\n", encoding="utf-8")
    with opened_library(tmp_path / "library", url) as library:
        sync(library, [folder])
        postgresql.tell("CHECKPOINT")
        assert told_in_tables(postgresql, secret)
        withdraw(library, [next(id_ for id_, each in library.reports.named().items() if each.source.endswith("1.txt"))])
        assert library.withdrawals.unerased() == []
        postgresql.tell("CHECKPOINT")
        assert not told_in_tables(postgresql, secret)
        with library.database.snapshot():
            assert not library.database.erase(), "somebody still reads what was there before"


def told_in_tables(postgresql: Cluster, text: str) -> bool:
    """Whether a file of its databases holds the text. It deletes some while one looks (pg_internal.init, a table that it wrote anew)."""
    for each in (postgresql.folder / "data" / "base").rglob("*"):
        with suppress(FileNotFoundError):
            if each.is_file() and text.encode() in each.read_bytes():
                return True
    return False


def test_a_record_that_is_in_the_folder_is_not_passed_over(url: str, tmp_path: Path) -> None:
    SqliteDatabase(tmp_path / RECORD).close()
    with pytest.raises(DamagedLibraryError, match="hoidap move --to"):
        require_record(tmp_path, url)


def test_originals_without_their_record_are_told(url: str, tmp_path: Path) -> None:
    (tmp_path / "originals").mkdir()
    with pytest.raises(DamagedLibraryError, match="is lost"):
        require_record(tmp_path, url)
    opened(tmp_path, url).close()
    require_record(tmp_path, url)
