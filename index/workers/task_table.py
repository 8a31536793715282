"""What is asked of workers and what they said, by its content, for as long as a sync wants it.

The table is not in the server's log (WAL) and is emptied, its file with it, when a sync has ended: no text of a report stays there.
"""

from collections.abc import Collection, Mapping

from index.database.database import Database

SCHEMA = "hoidap_work"
"""Apart from the record: nothing there is missed, and a backup has none of it."""
TABLE = f"""CREATE UNLOGGED TABLE {SCHEMA}.tasks (key TEXT COLLATE "C" PRIMARY KEY, asked BYTEA NOT NULL, said BYTEA)"""
SILENT = 10.0
"""Seconds after which a worker that gave no sign of life is taken for dead."""


class TaskTable:
    """Of a record in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_there(self) -> bool:
        """Whether a worker ever came."""
        return self._database.one("SELECT to_regclass(?)", f"{SCHEMA}.tasks") != (None,)

    def has_workers(self) -> bool:
        """Whether one gave a sign of life of late."""
        if not self.is_there():
            return False
        sql = f"SELECT 1 FROM {SCHEMA}.procrastinate_workers WHERE last_heartbeat > now() - CAST(? AS INTERVAL) LIMIT 1"
        return self._database.one(sql, f"{SILENT} seconds") is not None

    def ask(self, asked: Mapping[str, bytes]) -> None:
        """What was asked before stays, with what was said."""
        sql = f"INSERT INTO {SCHEMA}.tasks (key, asked) VALUES (?, ?) ON CONFLICT (key) DO NOTHING"
        self._database.run_many(sql, list(asked.items()))

    def open(self, key: str) -> bytes | None:
        """What is asked; None where nobody wants it any more, or it was answered."""
        row = self._database.one(f"SELECT asked FROM {SCHEMA}.tasks WHERE key = ? AND said IS NULL", key)
        return bytes(row[0]) if row else None

    def say(self, key: str, said: bytes) -> None:
        """Nothing where nobody wants it any more."""
        self._database.run(f"UPDATE {SCHEMA}.tasks SET said = ? WHERE key = ?", said, key)

    def said(self, keys: Collection[str]) -> dict[str, bytes]:
        condition, values = self._database.within("key", keys)
        sql = f"SELECT key, said FROM {SCHEMA}.tasks WHERE said IS NOT NULL AND {condition}"
        return {key: bytes(said) for key, said in self._database.all(sql, *values)}

    def clear(self) -> None:
        if self.is_there() and self._database.one(f"SELECT 1 FROM {SCHEMA}.tasks LIMIT 1"):
            self._database.run(f"TRUNCATE {SCHEMA}.tasks")
