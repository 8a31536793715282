"""The pipeline to compare with: what LangChain's own pages build, on the same model and the same texts.

`RecursiveCharacterTextSplitter` (1,000 characters, 200 shared), `HuggingFaceEmbeddings` on the folder of the bundled
encoder, `Chroma.similarity_search` under cosine similarity. `HuggingFaceEmbeddings` leaves the model's prompts
("query: ", "passage: ") out unless they are named; both ways are measured.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import chromadb
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.evaluation.datasets.beir import Dataset, DatasetRow
from bot.evaluation.figures.metrics import percentile
from index.encoder.bundled import unpacked_folder
from index.encoder.encoder import Encoder, Vectors
from tests.measures.retrieval import Ranking, Retrieved, on_both

_BATCH = 5_000
"""Chroma refuses more than 5,461 rows a write, and langchain-chroma does not divide them."""
_CHUNKS = 50
"""Chunks searched for a question, as many as passages in `hoidap evaluate`, so that ten rows are among them."""


def huggingface_embeddings(*, prompts: bool = False) -> Embeddings:
    """`HuggingFaceEmbeddings` on the bundled model, as it is or with the model's prompts named."""
    from langchain_huggingface import HuggingFaceEmbeddings

    named = {
        "encode_kwargs": {"prompt_name": "document"},
        "query_encode_kwargs": {"prompt_name": "query"},
    }
    return HuggingFaceEmbeddings(model_name=str(unpacked_folder()), **(named if prompts else {}))


class EncoderEmbeddings(Embeddings):
    """An encoder of ours as LangChain wants it, where the encoder is not what is measured."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._encoder.encode_passages(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._encoder.encode_questions([text])[0].tolist()


class PlainPipeline:
    """Split, embed, add; search. A folder of its own, which `close` lets go of."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        self._client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200)
        self._store = Chroma(
            "plain",
            embeddings,
            client=self._client,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    def close(self) -> None:
        self._client.close()

    def index(self, rows: Sequence[DatasetRow]) -> None:
        """Rows under their titles, as hoidap sees them."""
        texts = [f"{row.title}\n{row.text}".strip() for row in rows]
        chunks = self._splitter.create_documents(texts, [{"row": row.id} for row in rows])
        for first in range(0, len(chunks), _BATCH):
            self._store.add_documents(chunks[first : first + _BATCH])

    def add_encoded(self, names: Sequence[str], texts: Sequence[str], years: Sequence[int], vectors: Vectors) -> None:
        """Chunks whose vectors are there already: into the store past `embed_documents`, at most 5,000."""
        metadatas = [{"year": year} for year in years]
        self._store._collection.upsert(list(names), vectors, metadatas, list(texts))

    def count(self) -> int:
        """Chunks in the store."""
        return self._store._collection.count()

    def search(self, question: str, k: int = 10, year: int | None = None) -> list[Document]:
        return self._store.similarity_search(question, k, filter=None if year is None else {"year": year})


@dataclass(frozen=True, slots=True)
class PlainFigures:
    """What the pipeline reaches on a dataset."""

    over_all: Retrieved
    over_held_out: Retrieved
    search_ms_p50: float
    search_ms_p95: float


def measure(dataset: Dataset, embeddings: Embeddings) -> PlainFigures:
    """Index the dataset's rows and ask its questions."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        pipeline = PlainPipeline(Path(folder), embeddings)
        pipeline.index(dataset.rows)
        found, taken = [], []
        for case in dataset.cases:
            began = time.perf_counter()
            found.append(_rows(pipeline.search(case.question, _CHUNKS)))
            taken.append((time.perf_counter() - began) * 1000)
        pipeline.close()
    return PlainFigures(*on_both(dataset.cases, found), percentile(0.5, taken) or 0.0, percentile(0.95, taken) or 0.0)


def _rows(documents: Sequence[Document]) -> Ranking:
    """Rows by their best chunk."""
    return tuple(dict.fromkeys(document.metadata["row"] for document in documents))
