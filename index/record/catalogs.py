"""The catalogs below a root: which row speaks of which file."""

from pathlib import Path

from corpus.catalog import CATALOG, CatalogRow, file_key, read_catalog
from corpus.errors import UnreadableFileError
from corpus.notice import Notice


class Catalogs:
    """The `catalog.csv` of the root and of the folders in it; of two that name a file, the nearer one speaks."""

    def __init__(self, root: Path) -> None:
        self._root = root if root.is_dir() else root.parent
        self._read: dict[Path, dict[str, CatalogRow] | None] = {}
        self.failures: list[tuple[Path, Notice]] = []
        """Catalogs that cannot be read, and why, in one line."""

    def row_of(self, path: Path) -> tuple[CatalogRow | None, bool]:
        """(what is stated of the file, whether every catalog that might speak of it could be read)."""
        readable = True
        for folder in path.parents:
            rows = self._rows(folder)
            if rows is None:
                readable = False
            elif rows and (row := rows.get(file_key(path.relative_to(folder).as_posix()))) is not None:
                return row, readable
            if folder == self._root:
                break
        return None, readable

    def _rows(self, folder: Path) -> dict[str, CatalogRow] | None:
        """The rows of the folder's catalog, none where there is no catalog, None where it cannot be read."""
        if folder not in self._read:
            self._read[folder] = {}
            if (folder / CATALOG).is_file():
                try:
                    self._read[folder] = read_catalog(folder / CATALOG)
                except UnreadableFileError as error:
                    self._read[folder] = None
                    self.failures.append((folder / CATALOG, error.notice))
        return self._read[folder]
