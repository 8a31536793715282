"""The library with its accounts: backed up, restored and moved, whether they stand in files or in a record that servers share."""

from pathlib import Path

from bot.kept_accounts import accounts_of
from bot.settings import database_address, load_settings
from bot.signin.account_file import NAME, AccountFile
from bot.signin.account_store import AccountStore
from bot.signin.account_table import AccountTable
from index.database.database import Database
from index.safekeeping.backup import Backup, back_up
from index.safekeeping.move import Moved, move
from index.safekeeping.restore import restore


def back_up_library(data: Path, file: Path, *, with_keys: bool) -> Backup:
    """As `index.safekeeping.backup`; accounts are in it as a file, wherever they stand."""
    url, more = database_address(data), {}
    if url and with_keys:
        with accounts_of(data) as accounts:
            more = {NAME: accounts.kept().model_dump_json(indent=2).encode()} if accounts.exists else {}
    return back_up(data, file, with_keys=with_keys, url=url, more=more)


def restore_library(data: Path, file: Path, *, replace: bool) -> Path | None:
    """As `index.safekeeping.restore`; accounts are then where the settings have the record."""
    url = database_address(data)

    def also(database: Database) -> None:
        _copy(AccountFile(data), AccountTable(database))

    aside = restore(file, data, replace=replace, url=url, also=also)
    if url:
        (data / NAME).unlink(missing_ok=True)
    return aside


def move_library(data: Path, to: str) -> Moved:
    """As `index.safekeeping.move`, from where the settings have the record, with the accounts. Who was signed in signs in again."""
    url = load_settings(data).database_address

    def also(source: Database, target: Database | None) -> None:
        _copy(
            AccountTable(source) if url else AccountFile(data),
            AccountFile(data) if target is None else AccountTable(target),
        )

    moved = move(data, url, to, also)
    if to and (data / NAME).exists():
        (data / NAME).rename(Path(moved.left) / NAME)
    return moved


def _copy(source: AccountStore, target: AccountStore) -> None:
    if source.exists:
        with target.changing():
            target.write(source.kept())
