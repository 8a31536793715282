"""Reports into the search engines: encode what is new, add, publish, forget, rebuild."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from corpus.chunk import Chunk
from corpus.report import Report
from corpus.split import chunks_of
from index.database.database import Database
from index.encoder.encoded import Texts
from index.encoder.encoder import Encoder
from index.encoder.precedence import PRECEDENCE
from index.encoding import Encoding
from index.engines.dense import DenseIndex
from index.engines.lexical import LexicalIndex
from index.engines.seal import CHROMA, Seal
from index.engines.searched_text import passage_text, sentence_texts
from index.engines.sentences import SentenceIndex
from index.errors import IndexMismatchError
from index.question.filters import Filters
from index.record.reports import ReportTable
from index.record.vectors import VectorTable, vector_key
from index.searched import REPORTS_AT_ONCE, Searched

if TYPE_CHECKING:  # what it needs is installed where a record is in PostgreSQL
    from index.workers.workers import Workers

INDEX_RECIPE = "4"
"""Changes whenever the same report would be indexed differently."""
_PASSAGES_READ_AT_ONCE = 2_000
_REMOVED_SHARE = 0.05
"""Removed passages to those there are, above which the words are indexed anew: what that costs is then spread over many."""


class Indexing:
    """Keeps the engines what the record says. A kill at any moment is made good by the next `heal`."""

    def __init__(
        self,
        database: Database,
        reports: ReportTable,
        vectors: VectorTable,
        dense: DenseIndex,
        sentences: SentenceIndex,
        lexical: LexicalIndex,
        seal: Seal,
        encoder: Encoder,
        workers: "Workers | None" = None,
    ) -> None:
        """`workers` encode as well; None: nobody else does."""
        self._database = database
        self._reports = reports
        self._vectors = vectors
        self._dense = dense
        self._sentences = sentences
        self._lexical = lexical
        self._seal = seal
        self._encoder = encoder
        self._encoding = Encoding(database, vectors, encoder, workers)
        self._searched = Searched(reports, vectors)

    def check_identity(self) -> None:
        """Raises IndexMismatchError when the index was built with another encoder or recipe."""
        recorded = self._database.meta("identity")
        if recorded not in (None, self._identity()):
            was = json.loads(recorded or "{}")
            raise IndexMismatchError(
                f"the index was built with the encoder {was['encoder']!r} (recipe {was['recipe']}), not "
                f"{self._encoder.name!r} (recipe {INDEX_RECIPE}): run `hoidap sync` to build it anew, or correct the setting"
            )

    def has_identity(self) -> bool:
        """Whether the index was built with the present encoder and recipe."""
        return self._database.meta("identity") == self._identity()

    def adopt_identity(self) -> None:
        """Make the present encoder and recipe the index's own; if they changed, every report is divided and indexed anew."""
        if self.has_identity():
            return
        with self._database.transaction():
            for report_id in self._reports.recorded_ids():
                report = self._reports.recorded(report_id)
                if report is not None:
                    self.record(self._reports.with_places(report))
            self._reports.recount_words()
        self._seal.break_()
        self._dense.clear()
        self._lexical.clear()
        self._database.set_meta("identity", self._identity())

    def record(self, report: Report) -> None:
        """Keep a report and its passages; `publish` makes them searchable."""
        chunks = chunks_of(report)
        self._reports.put(report, chunks, [vector_key(*_texts(report, chunk)) for chunk in chunks])

    @contextmanager
    def replacing(self, report: Report) -> Iterator[None]:
        """Put a report in the place of the published one with its id, together with what is written inside, or neither.

        Readers find the old one until the new one is there whole: encoding may take minutes, and for as long as the record
        is not committed it leaves out the rows that the engines have of the new one already.
        """
        self.forget_removed()
        texts = [_texts(report, chunk) for chunk in chunks_of(report) if chunk.searchable]
        self._encoding.keep({vector_key(*each): each for each in texts})
        old = [stored.row for stored in self._reports.passages.chunks(report.id) if stored.chunk.searchable]
        with self._database.transaction():
            yield
            self.record(report)
            self.publish([report.id])
        self._seal.break_()
        self._dense.remove_rows(old, report.collection)
        self._lexical.remove_rows(old, report.collection)
        self._sentences.remove(old)
        self._reports.removed(report.id)

    def encode(self, report_ids: Sequence[str], on_encoded: Callable[[int], None] = lambda _: None) -> None:
        """Encode those searchable passages of these recorded reports that never were.

        What is encoded is kept batch by batch; `on_encoded` hears the number of characters of each.
        """
        recorded = self._searched.recorded(report_ids)
        self._encoding.keep(
            {stored.key: _texts(report, stored.chunk) for report, chunks in recorded for stored in chunks}, on_encoded
        )

    def publish(self, report_ids: Sequence[str]) -> None:
        """Put encoded reports into the engines and show them to readers."""
        PRECEDENCE.give_way()
        if not self._dense.is_whole:  # lost by its server since the sync began
            self._match_passages()
        self._add(report_ids, self._dense, self._sentences, self._lexical)
        for report_id in report_ids:
            self._reports.publish(report_id)

    def _add(self, report_ids: Sequence[str], *engines: DenseIndex | SentenceIndex | LexicalIndex) -> None:
        """Put encoded reports into these engines."""
        chunks, headings = self._searched.with_headings(report_ids)
        if not chunks:
            return
        self._seal.break_()
        vectors = self._vectors.get(each.key for each in chunks)
        if self._dense in engines:
            self._dense.add(chunks, vectors.passages[[vectors.place[each.key] for each in chunks]])
        if self._sentences in engines:
            for collection, of_it in groupby(chunks, key=lambda each: each.collection):
                keys = {each.row: each.key for each in of_it}
                self._sentences.add(collection, [*keys], [vectors.sentences_of(key) for key in keys.values()])
        if self._lexical in engines:
            self._lexical.add(chunks, headings)

    def forget_removed(self) -> None:
        """Take out of the engines what has left the record."""
        removals = self._reports.removals()
        if not removals:
            return
        self._seal.break_()
        for report_id in removals:
            self._dense.remove(report_id)
        self._lexical.remove(removals)
        self._match_sentences()
        # A changed report may have come back under its id since: its rows are put in once more.
        self.publish([report_id for report_id in removals if self._reports.get(report_id)])
        for report_id in removals:
            self._reports.removed(report_id)

    def sweep(self) -> None:
        """Drop the vectors of texts that are no longer in the record, and what of removed passages bends the scores."""
        self._vectors.sweep()
        for collection in self._reports.collections():
            if self._lexical.removed_share(collection) > _REMOVED_SHARE:
                self._seal.break_()
                self._lexical.renew(collection, map(self._searched.with_headings, self._searched.in_groups(collection)))

    def renew(self, collection: str, *, elsewhere: bool = False) -> None:
        """Build the engines of a collection anew, without encoding: what was removed is then in none of their files.

        `elsewhere`: another process removed it, which has seen to what all have in common.
        """
        self._seal.break_()
        self._lexical.renew(collection, map(self._searched.with_headings, self._searched.in_groups(collection)))
        if self._dense.is_ours or not elsewhere:
            self._dense.renew(collection, self._searched.with_vectors(collection))
        self._sentences.renew(collection, self._searched.with_sentences(collection))
        self.save()

    def save(self) -> None:
        """Keep for the next process what is only in memory; without it that process adds it again."""
        self._sentences.save()

    def close(self) -> None:
        """Save, and say whether all is in line with the record, so that the next process need not look.

        Raises NotKeptError, DamagedLibraryError.
        """
        self.save()
        if not self.is_in_line() and self._is_found_in_line():
            self._seal.revision = self._database.revision()

    def settle(self) -> None:
        """Heal what was just opened, if anything may have come apart since it was closed."""
        expected = self._reports.passages.searchable_count()
        is_sure = self.is_in_line() and self._dense.is_ours and not self._database.meta("restored")
        if not is_sure or self._lexical.count() != expected:  # tantivy throws away what another version of it wrote
            self.heal()

    def heal(self) -> None:
        """Bring the engines in line with the record: after a kill, or when their files were lost."""
        self.forget_removed()
        if self._database.meta("restored"):  # a server then has those of another time, perhaps by the same numbers
            self._seal.break_()
            self._dense.clear()
            self._database.set_meta("restored", "")
        self._rebuild_words()
        self._match_passages()
        self._match_sentences()
        self.save()
        self._seal.revision = self._database.revision()

    def is_in_line(self) -> bool:
        """Whether the engines were in line when they were closed, and neither they nor the record have changed since.

        (Those of this process: a server's may have lost what they held.)
        """
        return bool(self._seal.revision) and self._seal.revision == self._database.revision()

    def _is_found_in_line(self) -> bool:
        """Whether they are, by looking: as long as a million passages take seconds."""
        expected = self._reports.passages.searchable_count()
        return (
            not self._reports.removals()
            and self._lexical.count() == expected
            and (not self._dense.is_ours or self._dense.count() == expected)
            and not any(self._apart())
        )

    def follow(self) -> bool:
        """Bring the engines in line with what another process has changed in the record; whether anything went.

        Of what all have in common, which whoever changed the record has brought in line, only what is there now is looked up.
        """
        gone, missing = ([], []) if self.is_in_line() else self._apart()
        if gone or missing:
            self._seal.break_()
        if gone:
            if self._dense.is_ours:
                self._dense.remove_rows(gone)
            self._lexical.remove_rows(gone)
            self._sentences.remove(gone)
        engines = (
            (self._dense, self._sentences, self._lexical) if self._dense.is_ours else (self._sentences, self._lexical)
        )
        come = self._reports.passages.reports_of(missing) if missing else []
        for first in range(0, len(come), REPORTS_AT_ONCE):
            self._add(come[first : first + REPORTS_AT_ONCE], *engines)
        self._rebuild_words()
        if not self._dense.is_ours:
            self._dense.look_again(self._reports.passages.searchable_count())
        if not self.is_in_line():
            if self._dense.is_ours:
                self._match_passages()
            self._match_sentences()
            self.save()
            self._seal.revision = self._database.revision()
        return bool(gone)

    def lacks_what_all_have(self) -> bool:
        """Whether an engine that other processes have as well is to be filled in, by one of them."""
        return not self._dense.is_ours and bool(not self._dense.is_whole or self._database.meta("restored"))

    def _rebuild_words(self) -> None:
        """Index the words anew where other passages were indexed than the record has."""
        if self._lexical.count() != self._reports.passages.searchable_count():
            self._seal.break_()
            self._lexical.clear()
            for report_ids in self._searched.in_groups():
                self._add(report_ids, self._lexical)

    def lacking(self) -> list[str]:
        """The engines that hold fewer passages than readers are shown; they may hold more while a sync adds or takes out others.

        Raises DamagedLibraryError, NotKeptError where the record cannot be read.
        """
        held = {
            CHROMA: self._dense.count,
            "sentences": self._sentences.count,
            "tantivy": self._lexical.count,
        }
        for _ in range(2):  # a sync may have taken some out between the two counts
            shown = self._reports.counts(Filters())[1]
            lacking = [name for name, count in held.items() if count() < shown]
            if not self._dense.is_whole and CHROMA not in lacking:
                lacking.append(CHROMA)
            if not lacking:
                break
        return lacking

    def _match_passages(self) -> None:
        """The vectors of just those passages that the record has."""
        if self._dense.is_ours and self._dense.count() == self._reports.passages.searchable_count():
            return
        self._seal.break_()
        rows = self._reports.passages.searchable()
        missing = self._dense.match({row: each.collection for row, each in rows.items()})
        if missing or not self._dense.is_whole:
            with self._dense.filling():
                for collection in sorted({rows[row].collection for row in missing}):
                    self._fill_in(
                        collection, missing, {row for row, each in rows.items() if each.collection == collection}
                    )

    def _fill_in(self, collection: str, missing: set[int], of_it: set[int]) -> None:
        """The passages of a collection that are missing; where all are, it appears to other processes once it is whole."""
        if of_it <= missing:
            self._dense.renew(collection, self._searched.with_vectors(collection))
            return
        for chunks, vectors in self._searched.with_vectors(collection):
            places = [place for place, each in enumerate(chunks) if each.row in missing]
            self._dense.add([chunks[place] for place in places], vectors[places])

    def _match_sentences(self) -> None:
        """The sentences of just those passages that the record has."""
        gone, missing = self._apart()
        if not (gone or missing):
            return
        self._seal.break_()
        self._sentences.remove(gone)
        for first in range(0, len(missing), _PASSAGES_READ_AT_ONCE):
            expected = self._reports.passages.searchable(missing[first : first + _PASSAGES_READ_AT_ONCE])
            vectors = self._vectors.get(each.key for each in expected.values())
            for collection, of_it in groupby(expected, key=lambda row: expected[row].collection):
                group = list(of_it)
                self._sentences.add(collection, group, [vectors.sentences_of(expected[row].key) for row in group])

    def _apart(self) -> tuple[list[int], list[int]]:
        """The passages whose sentences are there though the record has them no more, and those whose sentences are not; ascending."""
        expected, present = self._reports.passages.searchable_rows(), self._sentences.rows()
        return np.setdiff1d(present, expected).tolist(), np.setdiff1d(expected, present).tolist()

    def _identity(self) -> str:
        return json.dumps({"encoder": self._encoder.name, "recipe": INDEX_RECIPE})


def _texts(report: Report, chunk: Chunk) -> Texts:
    """What is encoded of a passage: the whole, and each sentence."""
    return passage_text(report, chunk), sentence_texts(chunk)
