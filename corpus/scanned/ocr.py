"""Reading pictures of pages: the `Ocr` protocol and its implementation over trueocr."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from corpus.errors import MissingProgramError
from corpus.text.normalise import normalise_line
from corpus.text.syllable import is_syllable

if TYPE_CHECKING:
    from PIL.Image import Image

_THREADS = 2
_LEAST_CONFIDENCE = 0.5
_STAMP = 0.75
"""On a page that reads well, lines below it are stamps and pen strokes, not text."""
_READS_WELL = 0.92
_DOUBTFUL = 0.85
_WORD = re.compile(r"[^\W\d_]+")
_INK = 128
_UNEVEN = 2.6
"""Words whose letters seem so many times wider or narrower than their line's are not parted rightly."""

_GLUED = re.compile(
    r"(?<=[^\W\d][,;])(?=[^\W\d])|(?<=\d;)(?=[^\W\d])|(?<=\bngày)(?=\d)|(?<=\btháng)(?=\d|năm\b)|(?<=\bnăm)(?=\d)"
    r"|(?<=\bTỈNH)(?=[A-ZĐ])|(?<=\bPHỐ)(?=[A-ZĐ])|(?<=\bHUYỆN)(?=[A-ZĐ])"
)
_NUMBER_LINE = re.compile(r"(?<=^Số)(\s*:\s*)((?:\d\s*)+)(?=/)")

PixelBox = tuple[int, int, int, int]
"""left, top, right, bottom in pixels of the picture, y downwards."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word that was read."""

    text: str
    box: PixelBox
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line that was read; confidence lies between 0 and 1."""

    text: str
    confidence: float
    box: PixelBox
    words: tuple[OcrWord, ...] = ()
    """They spell `text`, a space between two; none where the engine cannot tell their places."""


class Ocr(Protocol):
    """Reads the picture of one page that stands upright."""

    def read(self, image: "Image") -> list[OcrLine]:
        """The lines of `image`, in any order."""


@runtime_checkable
class LineReader(Protocol):
    """An `Ocr` that can be asked for single lines, too."""

    def read_lines(self, pictures: Sequence["Image"]) -> list[str]:
        """The text of each picture, which shows one line."""


class TrueOcr:
    """The trueocr package: Vietnamese, on the processor, weights inside the package."""

    def __init__(self) -> None:
        try:
            from trueocr import load_model
        except ImportError as error:
            raise MissingProgramError("needs_ocr", detail="pip install trueocr") from error
        self._model: Any = load_model(threads=_THREADS, auto_rotate=False)

    def read(self, image: "Image") -> list[OcrLine]:
        result = self._model.predict(image, save=False)
        ink = np.asarray(result.image.convert("L")) < _INK
        found = [
            _line(respaced(line["text"]), float(line["confidence"]), tuple(line["bbox"]), ink) for line in result.lines
        ]
        least = _STAMP if found and median(line.confidence for line in found) >= _READS_WELL else _LEAST_CONFIDENCE
        return [line for line in found if line.text and line.confidence >= least and not _is_stamp(line)]

    def read_lines(self, pictures: Sequence["Image"]) -> list[str]:
        read = self._model.recognizer.predict([np.asarray(picture.convert("L")) for picture in pictures])
        return [respaced(line.text) for line in read]


def _is_stamp(line: OcrLine) -> bool:
    """Whether a doubtful line is mostly made of what cannot be words: letters of a stamp, round or worn."""
    words = _WORD.findall(line.text)
    spelled = sum(len(word) for word in words if is_syllable(word))
    return line.confidence < _DOUBTFUL and 2 * spelled <= sum(map(len, words))


def _line(text: str, confidence: float, box: PixelBox, ink: npt.NDArray[np.bool_]) -> OcrLine:
    words = tuple(
        OcrWord(word, (left, box[1], right, box[3]), confidence)
        for word, (left, right) in zip(text.split(), _columns(text.split(), box, ink), strict=True)
    )
    return OcrLine(text, confidence, box, words)


def _columns(words: list[str], box: PixelBox, ink: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """From where to where each word of a line reaches: the widest gaps part them.

    All words reach over the whole line where the gaps would make letters of very uneven width.
    """
    left, top, right, bottom = box
    columns = np.flatnonzero(ink[top:bottom, left:right].any(axis=0))
    whole = [(left, right)] * len(words)
    if len(columns) < len(words) or len(words) < 2:
        return whole
    widest = np.sort(np.argsort(np.diff(columns), kind="stable")[len(columns) - len(words) :])
    begins = [columns[0], *columns[widest + 1]]
    ends = [*columns[widest], columns[-1]]
    reaches = [(left + int(begin), left + int(end) + 1) for begin, end in zip(begins, ends, strict=True)]
    letter = sum(end - begin for begin, end in reaches) / sum(map(len, words))
    widths = [(end - begin) / len(word) for (begin, end), word in zip(reaches, words, strict=True)]
    even = all(letter / _UNEVEN < width < letter * _UNEVEN for width in widths)
    return reaches if even else whole


def respaced(text: str) -> str:
    """`text` with the spaces that OCR drops, after a comma, before a year, and without those inside a number typed wide."""
    text = _NUMBER_LINE.sub(lambda found: f": {''.join(found.group(2).split())}", text)
    return normalise_line(_GLUED.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture turned and straightened so that its lines run level."""

    image: "Image"
    quarters: int
    """Quarter turns clockwise that were made, 0 to 3."""
    degrees: float
    """Of skew undone after that, counter-clockwise about the middle."""

    def shares(self, box: PixelBox) -> tuple[float, float, float, float]:
        """Where `box` of the upright picture lies on the original one, in shares of its width and height."""
        width, height = self.image.size
        angle = np.deg2rad(self.degrees)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        middle = np.array([(box[0] + box[2]) / 2 - width / 2, (box[1] + box[3]) / 2 - height / 2])
        half = np.array([(box[2] - box[0]) / 2, (box[3] - box[1]) / 2])
        x, y = (turn @ middle / (width, height) + 0.5).tolist()
        wide, high = (half / (width, height)).tolist()
        for _ in range(self.quarters):
            x, y, wide, high = y, 1 - x, high, wide
        return _within(x - wide), _within(y - high), _within(x + wide), _within(y + high)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def upright_of(image: "Image") -> Upright:
    """The picture with its lines level, by trueocr's finder of skew and turn; as it is where trueocr is missing."""
    try:
        return _straightened(image)
    except ImportError:
        return Upright(image, 0, 0.0)


def _straightened(image: "Image") -> Upright:
    import PIL.Image
    from trueocr.page import VERTICAL

    gray = np.asarray(image.convert("L"))
    level, turns, degrees = _page_engine().upright(gray)
    return Upright(PIL.Image.fromarray(level), 3 if turns == VERTICAL else int(turns), float(degrees))


@lru_cache(maxsize=1)
def _page_engine() -> Any:
    from pathlib import Path

    import trueocr
    from trueocr.page import PageEngine

    return PageEngine(Path(trueocr.__file__).parent / "models", _THREADS)
