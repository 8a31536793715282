"""Where the record of a library is: in its folder, or where the settings name a PostgreSQL database."""

from pathlib import Path
from types import ModuleType

from index.database.database import Database
from index.database.sqlite import RECORD, SqliteDatabase
from index.errors import DamagedLibraryError, UnreachableRecordError

MOVED = "moved"
"""In `meta`: where the record is now, since this is no more than what it was."""
CUT_SHORT = f"{RECORD}.restoring"
"""In the folder, the record of a backup until the database of the settings has it."""
_BESIDE = ("originals", "chroma", "sentences", "sentences.usearch", "tantivy", "replaced-*", "damaged-*")
"""What of a library is only there beside a record."""


def opened(folder: Path, url: str = "") -> Database:
    """The record of the library in `folder`, or at the address, made where there is none.

    Raises NewerLibraryError, DamagedLibraryError, UnreachableRecordError.
    """
    if not url:
        return SqliteDatabase(folder / RECORD)
    database: Database = _postgres().PostgresDatabase(url)
    if moved := database.meta(MOVED):
        database.close()
        raise DamagedLibraryError(f"the record {database.name!r} was moved to {moved!r}: correct `database_url`")
    return database


def is_there(folder: Path, url: str = "") -> bool:
    """Whether there is a record already. Raises UnreachableRecordError."""
    if url:
        return bool(_postgres().has_record(url))
    file = folder / RECORD
    return file.is_file() and file.stat().st_size > 0


def is_lost(folder: Path, url: str = "") -> bool:
    """Whether there was a record: what else hoidap keeps in the folder is only there beside one."""
    return not is_there(folder, url) and any(path for name in _BESIDE for path in folder.glob(name))


def require_record(folder: Path, url: str = "", *, must_be: bool = False) -> None:
    """Raises DamagedLibraryError where it is gone: a new one in its place would hide that; with `must_be` also where none was."""
    if (folder / CUT_SHORT).exists():
        raise DamagedLibraryError(
            f"a restore into {str(folder)!r} was cut short: run `hoidap restore FILE --replace` again with an empty database, or "
            f"delete {CUT_SHORT!r} there if the record is whole"
        )
    if url and is_there(folder):
        raise DamagedLibraryError(
            f"the record is in {str(folder / RECORD)!r} and not where `database_url` says: move it with `hoidap move --to`, "
            "or take that setting out"
        )
    if is_lost(folder, url):
        raise DamagedLibraryError(
            f"the record {name_of(folder, url)!r} is lost, and with it which reports there are, the history, feedback and "
            "corrections: bring back a backup with `hoidap restore FILE --replace`, or read the kept originals anew with "
            "`hoidap repair`"
        )
    if must_be and not is_there(folder, url):
        raise DamagedLibraryError(
            f"there is no library in {name_of(folder, url) if url else str(folder)!r}: name its folder with --data"
        )


def name_of(folder: Path, url: str = "") -> str:
    """Where it is, as people are told; without a password."""
    return str(_postgres().shown_address(url)) if url else str(folder / RECORD)


def _postgres() -> ModuleType:
    """Raises UnreachableRecordError where what it needs is not installed."""
    try:
        from index.database import postgres
    except ImportError as error:
        raise UnreachableRecordError(
            "a record in PostgreSQL needs a package: pip install 'hoidap[postgres]'"
        ) from error
    return postgres
