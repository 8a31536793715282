"""A library of as many passages as wanted, and the plain pipeline's store beside it, holding the same.

Texts are paragraphs of the public sets, their sentences dealt anew; vectors are those of the paragraphs and
sentences they come from, moved by noise and normalised again. So nothing but the paragraphs is encoded.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from unittest import mock

import numpy as np

from bot.evaluation.datasets.beir import Dataset
from corpus.chunk import Aspect, Chunk
from corpus.language.sentence import sentences
from corpus.report import Page, Relation, Report, Section
from index.encoder.encoder import Encoder, Vectors
from index.encoder.token_codes import Codes
from index.library import Library
from tests.measures.plain_langchain import PlainPipeline
from tests.measures.retrieval import indexed

PASSAGES_A_REPORT = 20
YEARS = tuple(range(2019, 2026))
_REPORTS_AT_ONCE = 250
"""Their passages go into Chroma in one write."""
_NO_CODES: Codes = np.zeros((0, 1), np.uint8)
_NOISE = 0.02
"""Standard deviation in each of the dimensions; unit vectors keep a cosine of about .93 with where they were."""
_DROPPED = 0.2
_COLLECTION = "default"
_ASPECTS: tuple[Aspect | None, ...] = ("result", "plan", "direction", None)
_AGENCIES = ("Sở Nội vụ", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text by its sentences, with the vector of the whole and of each."""

    sentences: tuple[str, ...]
    whole: Vectors
    each: Vectors
    codes: Codes
    """Of its tokens, against the mean token."""
    mean: Vectors | None


@dataclass(frozen=True, slots=True)
class Made:
    """A passage made of a paragraph."""

    text: str
    passage: Vectors
    sentences: Vectors
    codes: Codes
    mean: Vectors | None


def paragraphs_of(datasets: Sequence[Dataset], data: Path, encoder: Encoder) -> list[Paragraph]:
    """The passages of the datasets' rows with their vectors, as `hoidap evaluate` keeps them below `data`."""
    found: dict[str, Paragraph] = {}
    distinct = {dataset.rows: dataset for dataset in reversed(datasets)}
    for dataset in distinct.values():
        with indexed(dataset, data, encoder) as opened:
            library = opened.library
            for report_id in opened.names:
                stored = [each for each in library.reports.passages.chunks(report_id) if each.chunk.searchable]
                keys = [each.key for each in stored]
                vectors, codes, mean = (
                    library._vectors.get(keys),
                    library._vectors.codes(keys),
                    library._vectors.mean_token(),
                )
                for each in stored:
                    text = each.chunk.text
                    parts = tuple(" ".join(text[start:end].split()) for start, end in sentences(text))
                    whole = vectors.passages[vectors.place[each.key]]
                    sentence_vectors = vectors.sentences_of(each.key).astype(np.float32)
                    found[text] = Paragraph(parts, whole, sentence_vectors, codes.get(each.key, _NO_CODES), mean)
    return [paragraph for paragraph in found.values() if paragraph.sentences]


def fill(library: Library, paragraphs: Sequence[Paragraph], first: int, last: int) -> None:
    """Add the passages numbered `first` to `last`, the latter not included."""
    library.indexing.adopt_identity()
    made = _made(paragraphs, first)
    at_once = PASSAGES_A_REPORT * _REPORTS_AT_ONCE
    for begin in range(first, last, at_once):
        numbers = range(begin, min(begin + at_once, last), PASSAGES_A_REPORT)
        reports = [(number, list(islice(made, min(PASSAGES_A_REPORT, last - number)))) for number in numbers]
        with library.database.transaction(), _words_together(library):
            for number, passages in reports:
                _record(library, number, passages)
        library.indexing.publish([_report_id(number) for number, _ in reports])


def fill_beside(library: Library, plain: PlainPipeline, last: int) -> None:
    """Add to the plain pipeline what it lacks of the library's passages before the one numbered `last`."""
    at_once = PASSAGES_A_REPORT * _REPORTS_AT_ONCE
    for begin in range(plain.count(), last, at_once):
        numbers = range(begin, min(begin + at_once, last), PASSAGES_A_REPORT)
        held = [(number, each) for number in numbers for each in library.reports.passages.chunks(_report_id(number))]
        vectors = library._vectors.get(each.key for _, each in held)
        plain.add_encoded(
            [each.key for _, each in held],
            [each.chunk.text for _, each in held],
            [_year(number) for number, _ in held],
            vectors.passages[[vectors.place[each.key] for _, each in held]],
        )


@contextmanager
def _words_together(library: Library) -> Iterator[None]:
    """Count the words of all that is recorded in the block at its end: the same counts, without writing each for every report."""
    counts, texts = library.reports._words, list[str]()
    with mock.patch.object(counts, "add", lambda _collection, of_it, **_: texts.extend(of_it)):
        yield
    counts.add(_COLLECTION, texts)


def _made(paragraphs: Sequence[Paragraph], seed: int) -> Iterator[Made]:
    """Passages without end."""
    dealt, noise = random.Random(seed), np.random.default_rng(seed)
    while True:
        paragraph = dealt.choice(paragraphs)
        kept = [i for i in range(len(paragraph.sentences)) if dealt.random() >= _DROPPED] or [0]
        dealt.shuffle(kept)
        text = " ".join(paragraph.sentences[i] for i in kept)
        if len(list(sentences(text))) == len(kept):  # a sentence out of its place may run on into the next
            whole, each = _moved(paragraph.whole, noise), _moved(paragraph.each[kept], noise)
            yield Made(text, whole, each, paragraph.codes, paragraph.mean)


def _moved(vectors: Vectors, noise: np.random.Generator) -> Vectors:
    moved = vectors + noise.normal(0, _NOISE, vectors.shape).astype(np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), np.float32)


def _record(library: Library, number: int, passages: Sequence[Made]) -> None:
    """Into the record, as reading and encoding would leave it: the one place that knows the library's tables."""
    report = _report(number, "\n".join(each.text for each in passages))
    chunks, start = [], 0
    for each in passages:
        end = start + len(each.text)
        name = f"{report.id}@{start}-{end}"
        aspect = _ASPECTS[number // PASSAGES_A_REPORT % len(_ASPECTS)]
        chunks.append(Chunk(name, report.id, start, end, each.text, (1,), "", report.years, aspect))
        library._vectors.put(name, each.passage, each.sentences, each.codes)
        if each.mean is not None and library._vectors.mean_token() is None:
            library._vectors.set_mean_token(each.mean)
        start = end + 1
    library.reports.put(report, chunks, [chunk.id for chunk in chunks])


def _report(number: int, text: str) -> Report:
    """One report in fifty replaces the one before it."""
    order = number // PASSAGES_A_REPORT
    replaced = (Relation("replaces", f"{order - 1}/BC-UBND"),) if order % 50 == 49 else ()
    return Report(
        id=_report_id(number), collection=_COLLECTION, title=f"Báo cáo số {order}", kind="báo cáo",
        number=f"{order}/BC-UBND", agency=_AGENCIES[order % len(_AGENCIES)], place=None,
        issued=date(2019, 1, 1) + timedelta(order), effective=None, years=(_year(number),), signer=None,
        source=f"{order}.txt", sha256=hashlib.sha256(str(order).encode()).hexdigest(), language="vi", text=text,
        pages=(Page("1", 1, 0, len(text)),), sections=(Section(0, "", 0, len(text), ""),), relations=replaced,
    )  # fmt: skip


def _report_id(number: int) -> str:
    return f"report-{number}"


def _year(number: int) -> int:
    return YEARS[number // PASSAGES_A_REPORT % len(YEARS)]
