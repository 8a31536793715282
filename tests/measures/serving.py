"""A process that serves a filled library, started by `tests.measures.scale`; prints what it measured as JSON.

    python -m tests.measures.serving memory|times FOLDER ENCODER < QUESTIONS

`memory` answers the questions and tells what the process holds and how long each took; `times` asks hoidap and the plain pipeline in turn.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answerer import Answerer
from index.encoder.encoder import Encoder, HashEncoder
from index.library import Library
from index.question.filters import Filters
from tests.measures.encoders import bundled
from tests.measures.plain_langchain import EncoderEmbeddings, PlainPipeline, huggingface_embeddings

LIBRARY, PLAIN = "library", "plain"
"""Folders inside the one that is served."""
WARMING = 5
"""Questions asked first that do not count: with them models are loaded and files opened."""
_STATUS = re.compile(r"^(VmRSS|VmHWM|RssFile):\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in a year where that is not None."""

    text: str
    kind: str
    year: int | None = None

    @property
    def filters(self) -> Filters:
        return Filters(years=() if self.year is None else (self.year,))


def main() -> None:
    mode, folder, encoder = sys.argv[1:]
    questions = [Question(**each) for each in json.load(sys.stdin)]
    measured = {"memory": memory, "times": times}[mode]
    print(json.dumps(measured(Path(folder), questions, HashEncoder() if encoder == "hash" else bundled())))


def memory(folder: Path, questions: Sequence[Question], encoder: Encoder) -> dict[str, float | list[float]]:
    """Bytes resident after the questions, those of them mapped from files, and at most; seconds from opening the library to the
    first hits; milliseconds of each question after it."""
    began = time.perf_counter()
    with Library(folder / LIBRARY, encoder) as library:
        answerer = Answerer(library)
        answerer.find(questions[0].text, questions[0].filters)
        opened = time.perf_counter() - began
        taken = []
        for question in questions[1:]:
            began = time.perf_counter()
            answerer.find(question.text, question.filters)
            taken.append((time.perf_counter() - began) * 1000)
        status = Path("/proc/self/status").read_text(encoding="ascii")
        held = {name: int(kilobytes) * 1024 for name, kilobytes in _STATUS.findall(status)}
    return {
        "resident": held["VmRSS"],
        "mapped": held["RssFile"],
        "peak": held["VmHWM"],
        "opened": opened,
        "taken": taken[WARMING - 1 :],
    }


def times(folder: Path, questions: Sequence[Question], encoder: Encoder) -> dict[str, list[float]]:
    """Milliseconds of each question but the first few: hoidap's to its hits, the plain pipeline's to its ten chunks."""
    embeddings = EncoderEmbeddings(encoder) if isinstance(encoder, HashEncoder) else huggingface_embeddings()
    with Library(folder / LIBRARY, encoder) as library:
        answerer, plain = Answerer(library), PlainPipeline(folder / PLAIN, embeddings)
        sides: dict[str, Callable[[Question], object]] = {
            "ours": lambda question: answerer.find(question.text, question.filters),
            "plain": lambda question: plain.search(question.text, year=question.year),
        }
        taken: dict[str, list[float]] = {name: [] for name in sides}
        for number, question in enumerate(questions):
            for name in list(sides)[:: -1 if number % 2 else 1]:
                began = time.perf_counter()
                sides[name](question)
                taken[name].append((time.perf_counter() - began) * 1000)
        plain.close()
    return {name: each[WARMING:] for name, each in taken.items()}


if __name__ == "__main__":
    main()
