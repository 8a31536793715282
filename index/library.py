"""The library in one folder: its record, its search engines and the lock that keeps it to one process."""

import logging
import secrets
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from index.database.database import Database
from index.database.place import opened, require_record
from index.encoder.encoder import Encoder
from index.engines.chroma_server import ChromaServer
from index.engines.dense import DenseIndex
from index.engines.embedded_chroma import EmbeddedChroma
from index.engines.lexical import LexicalIndex
from index.engines.seal import CHROMA, ENGINES, Seal, set_aside
from index.engines.sentences import SentenceIndex
from index.engines.served_chroma import ServedChroma
from index.errors import DamagedLibraryError, IndexMismatchError, LibraryInUseError, NotKeptError
from index.folders.originals import ORIGINALS, original_of
from index.glossary.file import NAME, GlossaryFile
from index.indexing import Indexing
from index.owner import owned
from index.private_folder import close_to_others
from index.record.corrections import Corrections
from index.record.description import dimension_of
from index.record.files import FileTable
from index.record.reports import ReportTable
from index.record.vectors import VectorTable
from index.record.withdrawals import Content, Withdrawals
from index.record.writing import Writing
from index.search.candidates import CandidateSearch
from index.search.glossaries import Glossaries
from index.search.searcher import Reranker, Searcher
from index.search.understand import Understanding
from index.workers.place import workers_of

_log = logging.getLogger(__name__)


class Library:
    """An open library; a context manager. One process at a time owns the folder."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        reranker: Reranker | None = None,
        chroma: ChromaServer | None = None,
        *,
        database_url: str = "",
    ) -> None:
        """Open or create the library in `folder`; a `reranker` reads the best passages of each question once more.

        Its record is in the folder, or in PostgreSQL where a `database_url` says so. `chroma` keeps the passage vectors; None: files
        in the folder do. Raises LibraryInUseError when another process has it open, NewerLibraryError when a newer version wrote
        it, DamagedLibraryError when its record is damaged or lost, EngineAwayError when `chroma` does not answer.
        """
        folder.mkdir(parents=True, exist_ok=True)
        close_to_others(folder)
        self.folder = folder
        self.encoder = encoder
        self._reranker = reranker
        self._chroma_server = chroma
        self._closing = ExitStack()
        try:
            self._closing.enter_context(owned(folder))
            self._open(folder, encoder, database_url)
        except BaseException:
            self._closing.close()
            raise

    def _open(self, folder: Path, encoder: Encoder, database_url: str) -> None:
        require_record(folder, database_url)
        self._is_shared = bool(database_url)
        self.database = self._closing.enter_context(opened(folder, database_url))
        self.files = FileTable(self.database)
        self.reports = ReportTable(self.database)
        glossaries = Glossaries(self.database, GlossaryFile(folder / NAME))
        self.glossary = glossaries.of
        self.corrections = Corrections(self.database)
        self.withdrawals = Withdrawals(self.database)
        self.writing = Writing(self.database, self.follow)
        """Held by whoever changes reports: one at a time."""
        self._followed = ""
        """The revision of a shared record that the engines were last in line with."""
        self._known_withdrawn: set[Content] = set()
        self.workers = workers_of(self.database, database_url, encoder)
        """Processes that read and encode for whoever changes reports; None where there can be none."""
        self._vectors = VectorTable(self.database, encoder.name)
        self._seal = Seal(folder, [engine for engine in ENGINES if engine != CHROMA or not self._chroma_server])
        for engine, what in self._seal.damage().items():
            aside = set_aside(folder, engine)
            _log.warning(
                "hoidap: a search engine is damaged (%s): moved to %s, and built anew from the record", what, aside
            )
            self._seal.break_([engine])
        self._seal.open([CHROMA])  # writes into its files whenever it is opened
        self._closing.callback(self._seal_engines)
        self._dense = DenseIndex(self._opened_chroma())
        self._closing.callback(self._dense.close)
        self._sentences = SentenceIndex(folder / "sentences")
        self._lexical = LexicalIndex(folder / "tantivy")
        self.understanding = Understanding(self.database, self.reports, self._lexical, glossaries)
        self.indexing = Indexing(
            self.database,
            self.reports,
            self._vectors,
            self._dense,
            self._sentences,
            self._lexical,
            self._seal,
            encoder,
            self.workers,
        )
        self._closing.callback(self._save)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another process open it."""
        self._closing.close()

    def _opened_chroma(self) -> EmbeddedChroma | ServedChroma:
        if not self._chroma_server:
            return EmbeddedChroma(self.folder / CHROMA)
        shutil.rmtree(self.folder / CHROMA, ignore_errors=True)  # what it held before would only grow old
        name = self.database.meta("library")
        if not name:
            with self.database.lease():  # of several servers one names it
                name = self.database.meta("library") or secrets.token_hex(8)
                self.database.set_meta("library", name)
        return ServedChroma(self._chroma_server, name, self.encoder.name)

    def _save(self) -> None:
        with suppress(NotKeptError, DamagedLibraryError):  # the next process looks, and adds again what is missing
            self.indexing.close()

    def _seal_engines(self) -> None:
        with suppress(NotKeptError):  # they stay open for the next process, which sees itself what they lack
            self._seal.close()

    def searcher(self) -> Searcher:
        """Searches this library; engines that were lost are rebuilt first, without encoding.

        Raises IndexMismatchError when the index was built with another encoder or recipe.
        """
        self.indexing.check_identity()
        if self.indexing.is_in_line():  # else they are changed first
            self._dense.warm()
        dimension = dimension_of(self.database, self.encoder.name)
        if dimension not in (None, self.encoder.dimension):
            raise IndexMismatchError(
                f"the index holds vectors of {dimension} dimensions, the encoder {self.encoder.name!r} gives "
                f"{self.encoder.dimension}: it is not the one it was built with; correct the setting `encoder`"
            )
        if self._is_shared:  # what the record says is to be forgotten is for whoever changes reports
            self.follow()
            if self.indexing.lacks_what_all_have():
                with suppress(LibraryInUseError), self.writing:  # who changes reports fills it in first
                    self.indexing.heal()
        else:
            self.indexing.settle()
        self._dense.warm()
        candidates = CandidateSearch(self.reports, self._vectors, self._dense, self._sentences, self._lexical)
        return Searcher(
            self.reports, candidates, self._lexical, self._vectors, self.encoder, self.glossary, self._reranker
        )

    def follow(self) -> None:
        """Search in what other processes have made of a shared record; nothing where they changed nothing, or there are none."""
        if not self._is_shared or self.database.revision() == self._followed:
            return
        with self.writing.here, self.database.snapshot() as moment, moment.seen():
            if not self.indexing.has_identity():  # a sync makes it so
                return
            something_went, withdrawn = self.indexing.follow(), self.withdrawals.all()
            # Nothing of what was withdrawn elsewhere stays in the files here, also where it was while this process was not there.
            new = withdrawn - self._known_withdrawn if self._followed else withdrawn if something_went else set()
            for collection in sorted({collection for collection, _ in new}):
                self.indexing.renew(collection, elsewhere=True)
            self._followed, self._known_withdrawn = moment.revision, withdrawn

    def original(self, sha256: str) -> Path | None:
        """The kept copy of the file with this hash. Raises DamagedOriginalError where it is no longer what was kept."""
        return original_of(self.originals, sha256)

    @property
    def shared(self) -> Database | None:
        """The record, where several processes have it and what they all must know belongs there."""
        return self.database if self._is_shared else None

    @property
    def originals(self) -> Path:
        """The folder of the kept copies, named by hash."""
        return self.folder / ORIGINALS
