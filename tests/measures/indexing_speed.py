"""Characters indexed a second, beside the plain LangChain pipeline on the same rows in the same run."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from langchain_core.embeddings import Embeddings

from bot.evaluation.datasets.beir import Dataset, DatasetRow
from index.encoder.encoder import Encoder
from tests.measures.measure import Measure
from tests.measures.plain_langchain import PlainPipeline
from tests.measures.retrieval import indexed

CHARACTERS = 200_000
_ROUNDS = 2
"""The best counts for each: what else the machine does only ever slows. Every other round runs in reverse order."""


def measure(
    datasets: Sequence[Dataset], encoder: Encoder, embeddings: Embeddings, characters: int = CHARACTERS
) -> list[Measure]:
    """Characters of text a second from rows to a searchable index; titles are indexed too, but not counted."""
    rows = rows_of(datasets, characters)
    encoder.encode_passages(["a text that loads the model"])
    contenders: dict[str, Callable[[], float]] = {
        "sentences": lambda: _ours(rows, encoder, nullcontext()),
        "alone": lambda: _ours(rows, encoder, _without_sentences()),
        "plain": lambda: _plain(rows, embeddings),
    }
    seconds = {name: float("inf") for name in contenders}
    for number in range(_ROUNDS):
        for name in list(contenders)[:: -1 if number % 2 else 1]:
            seconds[name] = min(seconds[name], contenders[name]())
    counted = sum(len(row.text) for row in rows)
    return [
        Measure("characters in the texts", counted),
        Measure("characters a second, passages with their sentences", counted / seconds["sentences"]),
        Measure("characters a second, passages alone", counted / seconds["alone"]),
        Measure("characters a second, plain LangChain", counted / seconds["plain"]),
        Measure("times plain LangChain, passages alone", seconds["plain"] / seconds["alone"], at_least=2.5),
        Measure("times plain LangChain, with their sentences", seconds["plain"] / seconds["sentences"], at_least=1.2),
    ]


def rows_of(datasets: Sequence[Dataset], characters: int) -> list[DatasetRow]:
    """Rows dealt evenly over the datasets until they have so many characters."""
    share = characters / sum(len(row.text) for dataset in datasets for row in dataset.rows)
    step = max(1, int(1 / share))
    return [
        DatasetRow(f"{dataset.name}-{row.id}", row.title, row.text)
        for dataset in datasets
        for row in dataset.rows[::step]
    ]


def _ours(rows: Sequence[DatasetRow], encoder: Encoder, mode: AbstractContextManager[object]) -> float:
    began = time.perf_counter()
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        mode,
        indexed(Dataset("speed", tuple(rows), ()), Path(folder), encoder),
    ):
        return time.perf_counter() - began


def _without_sentences() -> AbstractContextManager[object]:
    """Hoidap's own path from record to engines, with no sentence to encode."""
    return patch("index.indexing.sentence_texts", lambda _: [])


def _plain(rows: Sequence[DatasetRow], embeddings: Embeddings) -> float:
    began = time.perf_counter()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        pipeline = PlainPipeline(Path(folder), embeddings)
        pipeline.index(rows)
        seconds = time.perf_counter() - began
        pipeline.close()
    return seconds
