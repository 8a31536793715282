"""The library's record, one SQLite file: the only door to sqlite3.

Everything the search engines hold can be rebuilt from here without reading a file or encoding a text
again. Each row belongs to a collection, so that what one may not see cannot leak through a count.
"""

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS roots (path TEXT, collection TEXT, PRIMARY KEY (path, collection));
CREATE TABLE IF NOT EXISTS files (
    path TEXT, collection TEXT, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    report_id TEXT, failure TEXT, recipe TEXT NOT NULL, PRIMARY KEY (path, collection));
CREATE INDEX IF NOT EXISTS files_by_report ON files (report_id);
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY, collection TEXT NOT NULL, ready INTEGER NOT NULL, identity TEXT NOT NULL,
    structure TEXT NOT NULL, text TEXT NOT NULL, agency TEXT NOT NULL, kind TEXT NOT NULL, number TEXT);
CREATE INDEX IF NOT EXISTS reports_by_collection ON reports (ready, collection);
CREATE TABLE IF NOT EXISTS places (report_id TEXT PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (
    row INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT NOT NULL, collection TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, pages TEXT NOT NULL, path TEXT NOT NULL,
    years TEXT NOT NULL, aspect TEXT, searchable INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_report ON chunks (report_id, start);
CREATE INDEX IF NOT EXISTS chunks_by_key ON chunks (key);
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT, key TEXT, passage BLOB NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (encoder, key));
CREATE TABLE IF NOT EXISTS token_codes (
    encoder TEXT, key TEXT, codes BLOB NOT NULL, PRIMARY KEY (encoder, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY, verdict TEXT NOT NULL, reasons TEXT NOT NULL, comment TEXT NOT NULL, given TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL, user TEXT NOT NULL,
    given TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_conversation ON answers (conversation, row);
CREATE INDEX IF NOT EXISTS answers_by_user ON answers (user, row);
CREATE TABLE IF NOT EXISTS corrections (
    report_id TEXT PRIMARY KEY, cells TEXT NOT NULL, before TEXT NOT NULL, by TEXT NOT NULL, given TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, used TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (row INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, turn TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation, row);
CREATE TABLE IF NOT EXISTS removals (report_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS bigrams (
    collection TEXT, folded_first TEXT, folded TEXT, first TEXT, word TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (collection, folded_first, folded, first, word)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS short_forms (
    report_id TEXT, short TEXT, long TEXT, collection TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (report_id, short, long)) WITHOUT ROWID;
"""

_CACHED = 32_000
"""Kilobytes of the file that a connection keeps in memory at most."""


class Database:
    """One connection a thread; readers never wait for the writer (WAL)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._connection().executescript(_SCHEMA)

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is undone when it raises. Inside another one, part of it."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def run(self, sql: str, *values: object) -> None:
        self._connection().execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection().executemany(sql, rows)

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection().execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection().execute(sql, values).fetchall()

    def meta(self, key: str) -> str | None:
        """A fact about the library as a whole (which encoder, which recipe)."""
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def revision(self) -> str:
        """Another text whenever reports have come, gone or changed; what was computed from them is then stale."""
        return self.meta("revision") or ""

    def touch(self) -> None:
        """Reports have changed. Drawn by lot, so that a change that is undone leaves no number for the next one to take."""
        self.set_meta("revision", secrets.token_hex(8))
        self.set_meta("changed", datetime.now(UTC).isoformat(timespec="seconds"))

    def changed(self) -> datetime | None:
        """When reports last came, went or changed, in UTC; None for a library that never had any."""
        found = self.meta("changed")
        return datetime.fromisoformat(found) if found else None

    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is not None:
            return known
        connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHED}")
        self._local.connection = connection
        self._connections.append(connection)
        return connection


def within(column: str, allowed: Iterable[object] | None) -> tuple[str, tuple[object, ...]]:
    """An SQL condition and its values: `column` is one of `allowed`; None allows all.

    The values go in as one JSON array, so that their number has no limit.
    """
    if allowed is None:
        return "TRUE", ()
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(allowed)),)
