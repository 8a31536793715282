"""Every reader, in the worker process as `sync` starts it: a wrong file costs one line that a person wrote, within seconds.

Found is a worker that died, took too long or too much memory, an error that no reader foresaw, and a report that
breaks a law of the text.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from corpus.errors import UnreadableFileError
from corpus.report import Report
from corpus.worker import ReadingPool
from tests.conftest import SAMPLES
from tests.measures.fuzz.finding import Finding, shrunk
from tests.measures.fuzz.mutate import mutated_file
from tests.measures.laws import violations_of

_SECONDS = 30.0
_FORESEEN_NOT = {"failed", "ended_the_reader", "too_slow", "out_of_memory"}
_LARGEST = 400_000
"""Bytes; larger samples are scans, which take a minute each."""
_CONVERTED = {".doc", ".rtf", ".odt", ".xls", ".ods", ".ppt"}
_PICTURES = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}


class Readers:
    """Reads mutated copies of the sample reports and of what lies in HOIDAP_BENCH_DATA."""

    def __init__(self) -> None:
        self._pool = ReadingPool(seconds=_SECONDS)
        self._folder = TemporaryDirectory()
        self._inputs = sorted(filter(_is_input, (*SAMPLES.iterdir(), *_public())))

    def findings(self, seed: str) -> Iterator[Finding]:
        random = Random(seed)
        path = random.choice(self._inputs)
        content = mutated_file(path.read_bytes(), random)
        what = self._wrong(content, path.suffix)
        if what:
            shrinks = not content.startswith(b"PK") and "seconds" not in what  # a piece less of a package is no package
            smaller = shrunk(content, lambda each: self._wrong(each, path.suffix) == what) if shrinks else content
            yield Finding(f"{path.suffix} {what}", smaller, path.suffix, seed)

    def close(self) -> None:
        self._pool.close()
        self._folder.cleanup()

    def _wrong(self, content: bytes, suffix: str) -> str:
        """What is wrong with how the file is read; nothing where it is a report or a foreseen line."""
        file = Path(self._folder.name) / f"a{suffix}"
        file.write_bytes(content)
        ((_, outcome),) = self._pool.read_all([file])
        if isinstance(outcome, Report):
            return "; ".join(violations_of(outcome))
        if isinstance(outcome, UnreadableFileError) and outcome.notice.code not in _FORESEEN_NOT:
            return ""
        told = str(outcome).partition("XMLSyntaxError")  # one fault, however the XML is wrong
        return re.sub(r"\d+", "#", told[0] + told[1])[:160]


def _public() -> Iterator[Path]:
    if public := os.environ.get("HOIDAP_BENCH_DATA"):
        yield from (Path(public) / "inputs").iterdir()


def _is_input(path: Path) -> bool:
    left_out = {".py", ".jsonl", *_CONVERTED, *_PICTURES}
    return path.is_file() and path.suffix not in left_out and path.stat().st_size <= _LARGEST
