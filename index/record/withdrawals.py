"""What was withdrawn: files of a content that a collection is not to have, though they may still lie in a folder."""

from collections.abc import Sequence
from datetime import UTC, datetime

from index.database.database import Database

Content = tuple[str, str]
"""A collection, and the hash of a file."""


class Withdrawals:
    """A table in the library's record. It has the hash alone: nothing in it tells what a report said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, collection: str, sha256: str) -> None:
        """Withdraw a content; what there is of it must still be erased."""
        given = datetime.now(UTC).isoformat(timespec="seconds")
        name = {"collection": collection, "sha256": sha256}
        self._database.put("withdrawals", [*name], **name, given=given, erased=False)

    def undo(self, collection: str, sha256: str) -> None:
        """Let the next sync read it again, where it still lies in a folder."""
        self._database.run("DELETE FROM withdrawals WHERE collection = ? AND sha256 = ?", collection, sha256)

    def all(self) -> set[Content]:
        return set(self._database.all("SELECT collection, sha256 FROM withdrawals"))

    def unerased(self) -> list[Content]:
        """Those of which something may still be on the disk."""
        return self._database.all("SELECT collection, sha256 FROM withdrawals WHERE NOT erased ORDER BY 1, 2")

    def erased(self, contents: Sequence[Content]) -> None:
        """Nothing of them is on the disk any more."""
        self._database.run_many("UPDATE withdrawals SET erased = TRUE WHERE collection = ? AND sha256 = ?", contents)
