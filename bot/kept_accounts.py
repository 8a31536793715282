"""Where the keys and users of the commands are: in the data folder, or in a record that several servers share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import database_address
from bot.signin.account_store import AccountStore
from bot.signin.accounts import account_store
from index.database.database import Database
from index.database.place import opened


@contextmanager
def shared_record(data: Path) -> Iterator[Database | None]:
    """The record that other servers have too; None where it is this folder's own. Raises UnreachableRecordError."""
    url = database_address(data)
    if not url:
        yield None
        return
    with opened(data, url) as database:
        yield database


@contextmanager
def accounts_of(data: Path) -> Iterator[AccountStore]:
    """The accounts of the library in `data`. Raises UnreachableRecordError."""
    with shared_record(data) as shared:
        yield account_store(data, shared)
