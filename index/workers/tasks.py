"""What a worker is asked and what it says, in bytes that run nothing when they are read: whoever writes into the database could have written them."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np

from corpus.notice import as_record, from_record
from corpus.read import READING_RECIPE
from corpus.report import Report
from index.encoder.encoded import Encoded, Texts
from index.record.stored_json import read_stored, stored_as

READING = f"reading-{READING_RECIPE}"
"""Queue of files; a worker that would read them otherwise does not look there."""


def encoding_of(encoder: str) -> str:
    """Queue of the texts for an encoder of this name."""
    return f"encoding-{sha256(encoder.encode()).hexdigest()[:16]}"


def key_of(queue: str, asked: bytes) -> str:
    """Names a task by its content: what is asked twice is done once."""
    return sha256(queue.encode() + b"\0" + asked).hexdigest()


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file, by the path that it has on every machine and the SHA-256 of its content."""

    path: Path
    collection: str
    sha256: str

    def to_bytes(self) -> bytes:
        return json.dumps([str(self.path), self.collection, self.sha256]).encode()

    @classmethod
    def from_bytes(cls, asked: bytes) -> "FileToRead":
        path, collection, content = json.loads(asked)
        return cls(Path(path), collection, content)


def texts_to_bytes(texts: Sequence[Texts]) -> bytes:
    return json.dumps(texts).encode()


def texts_from_bytes(asked: bytes) -> list[Texts]:
    return [(passage, sentences) for passage, sentences in json.loads(asked)]


def report_to_bytes(report: Report) -> bytes:
    more = {
        "places": base64.b85encode(report.places).decode(),
        "warnings": [as_record(each) for each in report.warnings],
    }
    return json.dumps([stored_as(replace(report, places=b"", warnings=())), more]).encode()


def report_from_bytes(said: bytes) -> Report:
    stored, more = json.loads(said)
    warnings = tuple(from_record(each) for each in more["warnings"])
    return replace(read_stored(Report, stored), places=base64.b85decode(more["places"]), warnings=warnings)


def encoded_to_bytes(encoded: Sequence[Encoded]) -> bytes:
    """Sentences in half precision, as the record keeps them."""
    said = BytesIO()
    np.savez(
        said,
        passages=np.stack([each.passage for each in encoded]),
        sentences=np.concatenate([each.sentences for each in encoded]).astype(np.float16),
        codes=np.concatenate([each.codes for each in encoded]),
        counts=np.array([(len(each.sentences), len(each.codes)) for each in encoded]),
    )
    return said.getvalue()


def encoded_from_bytes(said: bytes) -> list[Encoded]:
    with np.load(BytesIO(said), allow_pickle=False) as blocks:
        passages, sentences, codes = blocks["passages"], blocks["sentences"], blocks["codes"]
        ends = np.cumsum([(0, 0), *blocks["counts"]], axis=0)
    return [
        Encoded(passage, sentences[begin[0] : end[0]], codes[begin[1] : end[1]])
        for passage, (begin, end) in zip(passages, pairwise(ends), strict=True)
    ]
