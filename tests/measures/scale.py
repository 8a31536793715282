"""Search over many passages: time to hits, memory, growth; beside a plain similarity search over the same vectors.

Texts are those of public paragraphs, dealt anew into reports; their vectors are real ones with noise, normalised again.
"""

import hashlib
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.answerer import Answerer
from bot.evaluation.metrics import percentile
from corpus.chunk import Chunk
from corpus.report import Page, Report, Section
from corpus.sentence import sentences
from index.chosen_encoder import ChosenEncoder
from index.encoder import Encoder, Vectors
from index.library import Library
from index.scope import Scope
from tests.measures.measure import Measure

PASSAGES_A_REPORT = 20
QUESTIONS = 200
_NOISE = 0.02


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with the vectors of itself and of its sentences."""

    text: str
    passage: Vectors
    sentences: Vectors


def measure(public: Path, passages: int = 100_000) -> list[Measure]:
    """Times in milliseconds and memory in bytes over `passages` passages, in a library made for it."""
    encoder = ChosenEncoder()
    folder = public / "retrieval" / "xquad_vi_vi"
    paragraphs = _paragraphs(folder, encoder)
    questions = [json.loads(line)["text"] for line in (folder / "queries.jsonl").open(encoding="utf-8")][:QUESTIONS]
    with tempfile.TemporaryDirectory() as place, Library(Path(place), encoder) as library:
        _fill(library, paragraphs, passages)
        answerer = Answerer(library)
        ours = _times(lambda question: answerer.find(question), questions)
        plain = _times(lambda question: _similarity_search(library, encoder, question), questions)
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    name = f"{passages:,} passages"
    return [
        Measure(f"{name}: milliseconds to hits, p50", ours[0], at_most=60),
        Measure(f"{name}: milliseconds to hits, p95", ours[1], at_most=120),
        Measure(f"{name}: times a plain similarity search, p50", ours[0] / plain[0], at_most=2),
        Measure(f"{name}: gigabytes resident at most", resident / 1e9, at_most=2.5),
    ]


def _paragraphs(folder: Path, encoder: Encoder) -> list[Paragraph]:
    texts = [json.loads(line)["text"] for line in (folder / "corpus.jsonl").open(encoding="utf-8")]
    found = []
    for text in texts:
        parts = [text[start:end] for start, end in sentences(text)]
        vectors = encoder.encode_passages([text, *parts])
        found.append(Paragraph(text, vectors[0], vectors[1:]))
    return found


def _fill(library: Library, paragraphs: Sequence[Paragraph], passages: int) -> None:
    dealt = random.Random(0)
    noise = np.random.default_rng(0)
    library.indexing.adopt_identity()
    for number in range(0, passages, PASSAGES_A_REPORT):
        chosen = [dealt.choice(paragraphs) for _ in range(min(PASSAGES_A_REPORT, passages - number))]
        _put(library, f"report-{number}", chosen, noise)


def _put(library: Library, report_id: str, chosen: Sequence[Paragraph], noise: np.random.Generator) -> None:
    text = "\n".join(paragraph.text for paragraph in chosen)
    report = Report(
        id=report_id, collection="default", title=report_id, kind=None, number=None, agency=None, place=None,
        issued=None, effective=None, years=(), signer=None, source=report_id, language="vi", text=text,
        sha256=hashlib.sha256(report_id.encode()).hexdigest(),
        pages=(Page("1", 1, 0, len(text)),), sections=(Section(0, "", 0, len(text), ""),),
    )  # fmt: skip
    chunks, keys, start = [], [], 0
    with library.database.transaction():
        for paragraph in chosen:
            end = start + len(paragraph.text)
            identifier = f"{report_id}@{start}-{end}"
            chunks.append(Chunk(identifier, report_id, start, end, paragraph.text, (1,), "", (), None))
            keys.append(identifier)
            library._vectors.put(
                identifier, *(_noisy(each, noise) for each in (paragraph.passage, paragraph.sentences))
            )
            start = end + 1
        library.reports.put(report, chunks, keys)
    library.indexing.publish([report_id])


def _noisy(vectors: Vectors, noise: np.random.Generator) -> Vectors:
    moved = vectors + noise.normal(0, _NOISE, vectors.shape).astype(np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), np.float32)


def _times(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Milliseconds a question, p50 and p95; the first five, which warm up, do not count."""
    taken = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - began) * 1000)
    return percentile(0.5, taken[5:]) or 0.0, percentile(0.95, taken[5:]) or 0.0


def _similarity_search(library: Library, encoder: Encoder, question: str) -> object:
    """What `Chroma.similarity_search` does: encode, then the ten nearest passages."""
    return library._dense.search(encoder.encode_questions([question])[0], 10, Scope())
