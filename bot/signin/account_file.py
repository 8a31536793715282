"""Keys and users in a file of the data folder, for its owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from bot.errors import AccountError
from bot.signin.account_store import AccountStore, Kept

NAME = "accounts.json"


class AccountFile(AccountStore):
    """The file of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._read: tuple[tuple[int, int, int], Kept] | None = None

    @property
    def exists(self) -> bool:
        return os.path.lexists(self._path)

    def kept(self) -> Kept:
        try:
            found = self._path.stat()
            stamp = found.st_mtime_ns, found.st_ino, found.st_size
            if self._read is None or self._read[0] != stamp:
                self._read = stamp, Kept.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError) as error:
            if not self.exists:
                return Kept()
            why = (
                error.strerror if isinstance(error, OSError) else "it is not as `hoidap key` and `hoidap user` write it"
            )
            raise AccountError(f"{str(self._path)!r} cannot be read ({why}): put it right, or remove it") from error
        return self._read[1]

    @contextmanager
    def changing(self) -> Iterator[Kept]:
        """What it holds, for one process at a time."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self._path.with_suffix(".lock"), timeout=10, mode=0o600):
                yield self.kept()
        except OSError as error:  # a lock that is not given is one too
            raise AccountError(f"{str(self._path)!r} cannot be written: {error}") from error

    def write(self, kept: Kept) -> None:
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(kept.model_dump_json(indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)
