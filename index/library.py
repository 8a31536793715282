"""The library in one folder: its record, its search engines and the lock that keeps it to one process."""

import stat
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from index.encoder.encoder import Encoder
from index.engines.dense import DenseIndex
from index.engines.lexical import LexicalIndex
from index.engines.sentences import SentenceIndex
from index.errors import IndexMismatchError, LibraryInUseError
from index.glossary.file import NAME, GlossaryFile
from index.indexing import Indexing
from index.record.corrections import Corrections
from index.record.database import Database
from index.record.description import dimension_of
from index.record.files import FileTable
from index.record.reports import ReportTable
from index.record.vectors import VectorTable
from index.search.candidates import CandidateSearch
from index.search.glossaries import Glossaries
from index.search.searcher import Reranker, Searcher
from index.search.understand import Understanding


class Library:
    """An open library; a context manager. One process at a time owns the folder."""

    def __init__(self, folder: Path, encoder: Encoder, reranker: Reranker | None = None) -> None:
        """Open or create the library in `folder`; a `reranker` reads the best passages of each question once more.

        Raises LibraryInUseError when another process has it open, NewerLibraryError when a newer version wrote it.
        """
        folder.mkdir(parents=True, exist_ok=True)
        _close_to_others(folder)
        self.folder = folder
        self.encoder = encoder
        self._reranker = reranker
        self._lock = FileLock(folder / "lock", timeout=0)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise LibraryInUseError(
                f"the library {str(folder)!r} is open in another process (a running `hoidap serve`?): "
                "stop that one first, or ask it at its address"
            ) from error
        try:
            self.database = Database(folder / "library.sqlite")
        except BaseException:
            self._lock.release()
            raise
        self.files = FileTable(self.database)
        self.reports = ReportTable(self.database)
        glossaries = Glossaries(self.database, GlossaryFile(folder / NAME))
        self.glossary = glossaries.of
        self.understanding = Understanding(self.database, self.reports, glossaries)
        self.corrections = Corrections(self.database)
        self.writing = threading.RLock()
        """Held by whoever changes reports: one at a time."""
        self._vectors = VectorTable(self.database, encoder.name)
        self._dense = DenseIndex(folder / "chroma")
        self._sentences = SentenceIndex(folder / "sentences")
        self._lexical = LexicalIndex(folder / "tantivy")
        self.indexing = Indexing(
            self.database, self.reports, self._vectors, self._dense, self._sentences, self._lexical, encoder
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another process open it."""
        self.indexing.save()
        self.database.close()
        self._dense.close()
        self._lock.release()

    def searcher(self) -> Searcher:
        """Searches this library; engines that were lost are rebuilt first, without encoding.

        Raises IndexMismatchError when the index was built with another encoder or recipe.
        """
        self.indexing.check_identity()
        dimension = dimension_of(self.database, self.encoder.name)
        if dimension not in (None, self.encoder.dimension):
            raise IndexMismatchError(
                f"the index holds vectors of {dimension} dimensions, the encoder {self.encoder.name!r} gives "
                f"{self.encoder.dimension}: it is not the one it was built with; correct the setting `encoder`"
            )
        self.indexing.heal()
        candidates = CandidateSearch(self.reports, self._vectors, self._dense, self._sentences, self._lexical)
        return Searcher(
            self.reports, candidates, self._lexical, self._vectors, self.encoder, self.glossary, self._reranker
        )

    def original(self, sha256: str) -> Path | None:
        """The kept copy of the file with this hash."""
        return next(self.originals.glob(f"{sha256}.*"), None)

    @property
    def originals(self) -> Path:
        """The folder of the kept copies, named by hash."""
        return self.folder / "originals"


def _close_to_others(folder: Path) -> None:
    """What people ask and what reports say is for the account that runs the library alone, where the folder is its own."""
    with suppress(PermissionError):
        folder.chmod(stat.S_IRWXU)
