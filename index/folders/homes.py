"""Which collection a file belongs to by the folders that the settings name: the innermost around it says."""

import os
from collections.abc import Iterable
from pathlib import Path

from corpus.filename import shown
from index.errors import FolderError
from index.folders.patience import in_time
from index.record.files import FileKey, FileTable

Root = tuple[Path, str]
"""A folder or file that is synced, and the collection of what is in it."""


class Homes:
    """What lies in a folder of the settings is of its collection alone, whatever folder around it or in it is synced by command."""

    def __init__(self, folders: Iterable[Root]) -> None:
        self.roots: list[Root] = [(_followed(path), collection) for path, collection in folders]
        self._collections = {str(path): collection for path, collection in self.roots}

    def home(self, key: FileKey) -> FileKey:
        """The same file in the collection that it belongs to."""
        if not self._collections:
            return key
        path = Path(key[0])
        around = (self._collections.get(str(each)) for each in (path, *path.parents))
        return key[0], next((each for each in around if each is not None), key[1])

    def has(self, path: Path, collection: str) -> bool:
        """Whether what is found at this path by a root of this collection belongs to that."""
        return self.home((str(path), collection))[1] == collection

    def named(self, paths: Iterable[Path], collection: str) -> list[Root]:
        """Paths that a person names, as of this collection. Raises FolderError for one that has another by the settings."""
        roots = [(Path(os.path.realpath(path)), collection) for path in paths]
        for path, _ in (each for each in roots if not self.has(*each)):
            raise FolderError(
                f"{shown(path)!r} lies in a folder of the settings, which has another collection: sync it as of that one, or "
                "sync without naming anything"
            )
        return roots


def roots_of(files: FileTable, homes: Homes) -> list[Root]:
    """What is synced when nothing is named: the folders of the settings, then what was ever named by command.

    Not what the settings named once and name no more: its reports stay as they are until a person says what becomes of them.
    """
    configured = files.configured()
    by_command = [(Path(path), name) for path, name in files.roots() if (path, name) not in configured]
    return [*homes.roots, *(each for each in by_command if each not in homes.roots and homes.has(*each))]


def left_over(files: FileTable, homes: Homes) -> list[Root]:
    """What the settings named once and name no more."""
    return [each for path, name in files.configured() if (each := (Path(path), name)) not in homes.roots]


def _followed(path: Path) -> Path:
    """Where its links lead; as it is named where that cannot be told now."""
    try:
        return Path(in_time(lambda: os.path.realpath(path), f"follow {path}"))
    except TimeoutError:
        return Path(os.path.abspath(path))  # noqa: PTH100  `Path.absolute` leaves ".." in
