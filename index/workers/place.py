"""Where a library may have workers: its record is in PostgreSQL, and what that needs is installed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.database.database import Database
from index.encoder.encoder import Encoder
from index.errors import UnreachableRecordError

if TYPE_CHECKING:
    from index.workers.workers import Workers


def workers_of(database: Database, url: str, encoder: Encoder) -> "Workers | None":
    """None for a record in a file, or where the package that handing out needs is not installed."""
    if not url:
        return None
    try:
        from index.workers.workers import Workers
    except ImportError:
        return None
    return Workers(database, url, encoder)


def work_for(database: Database, url: str, encoder: Encoder, tell: Callable[[str], None]) -> None:
    """Be one, as `index.workers.worker.work` says. Raises UnreachableRecordError where what it needs is not installed."""
    try:
        from index.workers.worker import work
    except ImportError as error:
        raise UnreachableRecordError("a worker needs a package: pip install 'hoidap[postgres]'") from error
    work(database, url, encoder, tell)
