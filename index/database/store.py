"""What is asked of a database and written into it, whichever it is: SQL that SQLite and PostgreSQL read alike.

Values are bound where a `?` stands. Of JSON `->` and `->>` are understood by both; what is not is a method here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from index.database.pool import ConnectionPool

Row = tuple[Any, ...]


class Store(ABC):
    """Safe to use from several threads. A context manager."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self._pool = pool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is undone when it raises. Inside another one, part of it."""
        with self._pool.connection() as connection:
            if self._pool.in_transaction(connection):
                yield
                return
            self._begin_writing(connection)
            try:
                yield
            except BaseException:
                self._undo(connection)
                raise
            self._commit(connection)

    @contextmanager
    def seen_at_once(self) -> Iterator[Any]:
        """A connection that reads one state from its first read on, whatever others write; no thread has it until it is lent."""
        with self._pool.lasting() as connection:
            self._begin_reading(connection)
            try:
                yield connection
            finally:
                self._undo(connection)

    def is_seen_at_once(self) -> bool:
        """Whether this thread is inside a snapshot or a transaction already."""
        with self._pool.connection() as connection:
            return self._pool.in_transaction(connection)

    def run(self, sql: str, *values: object) -> None:
        with self._pool.connection() as connection:
            self._executed(connection, sql, values)

    @abstractmethod
    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None: ...

    def one(self, sql: str, *values: object) -> Row | None:
        with self._pool.connection() as connection:
            row: Row | None = self._executed(connection, sql, values).fetchone()
        return row

    def all(self, sql: str, *values: object) -> list[Row]:
        with self._pool.connection() as connection:
            rows: list[Row] = self._executed(connection, sql, values).fetchall()
        return rows

    @abstractmethod
    def each(self, sql: str) -> Iterator[Row]:
        """As `all`, some rows at a time; inside a snapshot or a transaction."""

    @abstractmethod
    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add many rows."""

    def put(self, table: str, key: Sequence[str], /, **row: object) -> None:
        """Add a row, or replace the one with its `key`, the columns of the table's primary key."""
        named = ", ".join(f'"{column}"' for column in row)
        rest = ", ".join(f'"{column}" = excluded."{column}"' for column in row if column not in key)
        self.run(
            f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(row))}) "
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {rest}",
            *row.values(),
        )

    @abstractmethod
    def within(self, column: str, allowed: Iterable[object] | None) -> tuple[str, tuple[object, ...]]:
        """An SQL condition and its values: `column` is one of `allowed`, all texts or all numbers; None allows all.

        The values go in as one, so that their number has no limit.
        """

    @abstractmethod
    def elements(self, array: str) -> str:
        """A table with the column `value`: what is in a JSON array, as JSON where it is one itself."""

    @abstractmethod
    def texts(self, array: str) -> str:
        """A table with the column `value`: the texts or numbers of a JSON array, as SQL has them."""

    @abstractmethod
    def joined(self, text: str) -> str:
        """These texts of a group behind one another, a space between."""

    @abstractmethod
    def _begin_writing(self, connection: Any) -> None: ...

    @abstractmethod
    def _begin_reading(self, connection: Any) -> None:
        """What is read from now on is of one state."""

    @abstractmethod
    def _commit(self, connection: Any) -> None: ...

    @abstractmethod
    def _undo(self, connection: Any) -> None:
        """End a transaction as if it had not been, if the database has not done so itself."""

    @abstractmethod
    def _executed(self, connection: Any, sql: str, values: Sequence[object]) -> Any:
        """The cursor of a statement."""
