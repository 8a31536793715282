"""Connections to a database, few whatever the number of threads."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

IDLE = 8
"""Connections kept open while nobody uses them; one to a file has two handles and its own cache."""

Connection = TypeVar("Connection")


class ConnectionPool(ABC, Generic[Connection]):
    """Lends connections.

    A server's threads come and go: a connection that stayed with its thread would never be closed.
    """

    def __init__(self) -> None:
        self._idle: list[Connection] = []
        self._changing = threading.Lock()
        self._lent = threading.local()
        self._is_closed = False

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """For this thread alone until the block ends; inside another block of this thread, the same one.

        Raises NotKeptError where nothing can be kept, DamagedLibraryError where what is there cannot be, and the library's own
        error for a pool that is closed.
        """
        lent: Connection | None = getattr(self._lent, "connection", None)
        if lent is not None:
            yield lent
            return
        try:
            connection = self._taken()
            self._lent.connection = connection
            try:
                yield connection
            finally:
                self._lent.connection = None
                self._give_back(connection)
        except self.errors as error:
            raise self.told(error) from error

    @contextmanager
    def lasting(self) -> Iterator[Connection]:
        """One that no thread has until it is `lent` to it; for what one thread begins and another goes on with."""
        try:
            connection = self._taken()
        except self.errors as error:
            raise self.told(error) from error
        try:
            yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def lent(self, connection: Connection) -> Iterator[None]:
        """Until the block ends it is what this thread gets. Raises as `connection` does."""
        before = getattr(self._lent, "connection", None)
        self._lent.connection = connection
        try:
            yield
        except self.errors as error:
            raise self.told(error) from error
        finally:
            self._lent.connection = before

    def close(self) -> None:
        """Those in use are closed when they are given back."""
        with self._changing:
            self._is_closed = True
            while self._idle:
                self.let_go(self._idle.pop())

    def _taken(self) -> Connection:
        """The one that was used last, whose cache is warm, or a new one."""
        with self._changing:
            if self._is_closed:
                raise self.closed()
            while self._idle:
                connection = self._idle.pop()
                if self.is_alive(connection):
                    return connection
                self.let_go(connection)
        return self.opened()

    def _give_back(self, connection: Connection) -> None:
        with self._changing:
            if not (self._is_closed or self.in_transaction(connection) or len(self._idle) >= IDLE):
                self._idle.append(connection)
                return
        self.let_go(connection)

    errors: type[Exception] | tuple[type[Exception], ...]
    """What the database's library raises."""

    @abstractmethod
    def opened(self) -> Connection: ...

    @abstractmethod
    def is_alive(self, connection: Connection) -> bool:
        """Whether one that was idle may be used again."""

    @abstractmethod
    def in_transaction(self, connection: Connection) -> bool: ...

    @abstractmethod
    def closed(self) -> Exception:
        """What is raised for a pool that is closed."""

    @abstractmethod
    def told(self, error: Any) -> Exception:
        """The error as one line with its remedy; one that is ours, as a wrong statement is, as it is."""

    def let_go(self, connection: Any) -> None:
        connection.close()
