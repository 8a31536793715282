"""Reading pictures of pages with the program Tesseract."""

import csv
import io
import itertools
import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.scanned.ocr import OcrLine, OcrWord
from corpus.text.normalise import normalise_line

if TYPE_CHECKING:
    from PIL.Image import Image

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_SECONDS = 100
_THREADS = 2
_WORD = "5"
"""The level of words in Tesseract's table."""
_SINGLE_COLUMN = "4"
"""Page segmentation: one column of text of various sizes; on official pages better than the automatic one."""
_SINGLE_LINE = "7"
_LEAST_CONFIDENCE = 0.3
"""Lines below it are specks and pen strokes; of a line nothing is left out."""


class Tesseract:
    """The `tesseract` program with its Vietnamese model."""

    def __init__(self) -> None:
        if not is_installed():
            raise MissingProgramError("needs_ocr", detail="apt install tesseract-ocr-vie")

    def read(self, image: "Image") -> list[OcrLine]:
        return lines_of_table(_output(image, _SINGLE_COLUMN, "tsv", threads=_THREADS))

    def read_lines(self, pictures: Sequence["Image"]) -> list[str]:
        return [normalise_line(_output(picture, _SINGLE_LINE, "txt", threads=1)) for picture in pictures]


def _output(image: "Image", segmentation: str, format_: str, *, threads: int) -> str:
    picture = io.BytesIO()
    image.save(picture, "PPM")
    command = [_PROGRAM, "-", "-", "-l", _LANGUAGE, "--psm", segmentation, format_]
    try:
        done = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": str(threads)},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise UnreadableFileError("tesseract_failed") from error
    return done.stdout.decode("utf-8", "replace")


def is_installed() -> bool:
    """Whether the program and its Vietnamese model are there."""
    if shutil.which(_PROGRAM) is None:
        return False
    listed = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return _LANGUAGE in listed.stdout.split()


def lines_of_table(table: str) -> list[OcrLine]:
    """The lines of Tesseract's tab-separated table of words."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD)
    lines = itertools.groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"]))
    return [line for _, group in lines if (line := _line([_word(row) for row in group])) is not None]


def _word(row: dict[str, str]) -> OcrWord:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    text = normalise_line(row["text"] or "").replace(" ", "")
    return OcrWord(text, (left, top, left + width, top + height), float(row["conf"]) / 100)


def _line(words: Sequence[OcrWord]) -> OcrLine | None:
    kept = tuple(word for word in words if word.text)
    confidence = sum(word.confidence for word in kept) / max(len(kept), 1)
    if confidence < _LEAST_CONFIDENCE:
        return None
    lefts, tops, rights, bottoms = zip(*(word.box for word in kept), strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return OcrLine(" ".join(word.text for word in kept), confidence, box, kept)
