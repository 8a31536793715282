"""How things stand at the moment somebody looks: the queue, the library, the disk."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.turns import Turns
from index.library import Library
from index.question.filters import Filters

_PARTS = {"vectors": ("chroma/**/*", "sentences/**/*"), "words": ("tantivy/**/*",)}
"""Of the data folder: what is searched, and what it can be rebuilt from."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class State(Collector):
    """Collected at every scrape; counts the whole library, whatever collections it has."""

    def __init__(self, library: Library, turns: Turns) -> None:
        self._library = library
        self._turns = turns

    def describe(self) -> list[Metric]:
        """Nothing, so that the library is not counted before anybody looks."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("hoidap_build", "What is installed.", {"version": version("hoidap")})
        yield self._encoder()
        yield _gauge("hoidap_questions_running", "Questions and searches that are being answered.", self._turns.running)
        yield _gauge("hoidap_questions_waiting", "Questions and searches that wait for their turn.", self._turns.queued)
        reports, passages = self._library.reports.counts(Filters())
        yield _gauge("hoidap_reports", "Reports in the library.", reports)
        yield _gauge("hoidap_passages", "Passages that are searched.", passages)
        yield _gauge("hoidap_files_failed", "Files that could not be read.", self._library.files.count_failed())
        yield self._index_bytes()
        yield from self._moments()
        free = shutil.disk_usage(self._library.folder).free
        yield _gauge("hoidap_disk_free_bytes", "Free on the disk of the data folder.", free)

    def _encoder(self) -> Metric:
        encoder = self._library.encoder
        told = {"name": encoder.name, "backend": getattr(encoder, "back_end", encoder.name)}
        return InfoMetricFamily("hoidap_encoder", "What turns texts into vectors, and what computes it.", told)

    def _index_bytes(self) -> Metric:
        found = GaugeMetricFamily("hoidap_index_bytes", "Size on the disk, by part.", labels=["part"])
        found.add_metric(["record"], self._library.database.size())
        for part, patterns in _PARTS.items():
            found.add_metric([part], sum(_size(self._library.folder, pattern) for pattern in patterns))
        return found

    def _moments(self) -> Iterator[Metric]:
        """Those that there were not yet are left out."""
        database, register = self._library.database, self._library.reports.register()
        newest = max((entry.issued for entry in register.entries.values()), default="")
        for name, what, moment in (
            ("hoidap_last_sync_timestamp_seconds", "When folders were last synced to the end.", database.synced()),
            ("hoidap_last_change_timestamp_seconds", "When a report last came, went or changed.", database.changed()),
            (
                "hoidap_newest_report_timestamp_seconds",
                "The day on which the newest report was issued.",
                datetime.fromisoformat(newest).replace(tzinfo=UTC) if newest else None,
            ),
        ):
            if moment:
                yield _gauge(name, what, (moment - _EPOCH) / timedelta(seconds=1))


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value)


def _size(folder: Path, pattern: str) -> int:
    size = 0
    for file in folder.glob(pattern):
        with suppress(FileNotFoundError):  # an engine tidies up meanwhile
            size += file.stat().st_size if file.is_file() else 0
    return size
