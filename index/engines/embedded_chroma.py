"""Chroma inside this process, its files in a folder of the library: the default."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

import chromadb
from chromadb.config import Settings
from chromadb.errors import InternalError, NotFoundError

from index.engines.disk import written

_PREFIX = "passages-"
_HELD = slice(20, 28)
"""Of the header of a graph: how many vectors its files hold."""
Result = TypeVar("Result")


class EmbeddedChroma:
    """One process owns the folder."""

    batch = 5_000
    """Passages written at once: Chroma refuses more than 5,461."""
    passing = (NotFoundError, InternalError)
    """What it says of a collection that was renewed, or of a passage that it has found and that was removed before it looked it up."""
    pause = 0.0

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        settings = Settings(anonymized_telemetry=False, allow_reset=True)
        # Also where it is only opened.
        self._client: Any = self.write(lambda: chromadb.PersistentClient(path=str(folder), settings=settings))
        for found in self._client.list_collections():
            if not found.name.startswith(_PREFIX):  # all passages together, as earlier versions kept them
                self.delete(found.name)
        self.blank()

    def close(self) -> None:
        """Let go of the folder's files."""
        self._client.close()

    def name_of(self, part: str) -> str:
        return f"{_PREFIX}{part}"

    def collections(self) -> dict[str, Any]:
        """All of the library's, by name."""
        names = [found.name for found in self._client.list_collections()]
        return {name: self._client.get_collection(name, embedding_function=None) for name in names}

    def made(self, name: str, configuration: Any) -> Any:
        return self._client.get_or_create_collection(name, embedding_function=None, configuration=configuration)

    def again(self, name: str) -> Any:
        """None: nobody else makes its collections anew."""

    def delete(self, name: str) -> None:
        """Nothing where there is none."""
        with suppress(NotFoundError):
            self._client.delete_collection(name)

    def clear(self) -> None:
        """Delete all of the library's."""
        for name in self.collections():
            self.delete(name)

    def read(self, step: Callable[[], Result]) -> Result:
        return step()

    def write(self, step: Callable[[], Result]) -> Result:
        """Raises NotKeptError where the disk does not take it."""
        with written("chroma", InternalError):
            return step()

    def blank(self) -> None:
        """Clear the files of graphs that hold no vector yet.

        Chroma makes them of memory as it finds it (hnswlib asks for it with malloc), which may be any text that the process had, and
        writes them whole with the first thousand vectors; until then it reads nothing in them.
        """
        for header in self._folder.glob("*/header.bin"):
            if not any(header.read_bytes()[_HELD]):
                for each in (header.with_name("data_level0.bin"), header.with_name("length.bin")):
                    # It is gone where the graph was being deleted, and whoever did was ended before the header went too.
                    with suppress(FileNotFoundError), each.open("r+b") as file:
                        file.write(bytes(each.stat().st_size))

    def tidy(self) -> None:
        """Delete the files of deleted collections, which Chroma leaves, and what its own record keeps of them."""
        with closing(sqlite3.connect(self._folder / "chroma.sqlite3", timeout=60)) as record:
            used = {str(row[0]) for row in record.execute("SELECT id FROM segments")}
            record.execute("VACUUM")
        for each in self._folder.iterdir():
            if each.is_dir() and each.name not in used:
                shutil.rmtree(each)
