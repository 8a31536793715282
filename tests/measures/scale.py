"""Search over many passages: time to hits, memory and growth, beside a plain similarity search over the same vectors.

One library grows from size to size. At each, fresh processes open it: one answers questions and tells its memory,
another asks hoidap and the plain pipeline the same questions in turn. No question is asked twice.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.evaluation.datasets.beir import Dataset
from bot.evaluation.figures.metrics import percentile
from index.encoder.encoder import Encoder, HashEncoder
from index.library import Library
from tests.measures.many_passages import YEARS, Paragraph, fill, fill_beside, paragraphs_of
from tests.measures.measure import Measure
from tests.measures.plain_langchain import EncoderEmbeddings, PlainPipeline
from tests.measures.serving import LIBRARY, PLAIN, WARMING, Question

SIZES = (10_000, 30_000, 100_000)
OF_EACH_KIND = 60
_TOLERANCE = 1.15
"""By how much a time may miss a bound on growth: the machine's noise."""
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Size:
    """What a library of so many passages costs; milliseconds and bytes."""

    passages: int
    ours: dict[str, tuple[float, float]]
    """p50 and p95 by kind of question; "all" for all of them."""
    plain: dict[str, tuple[float, float]]
    resident: float
    peak: float
    disk: int
    opened: float
    """Seconds to open the library and find the first hits, the encoder loaded with it."""
    filling: float
    """Seconds of the filling from the size before: without encoding."""


def measure(
    datasets: dict[str, Dataset],
    data: Path,
    encoder: Encoder,
    sizes: Sequence[int] = SIZES,
    of_each_kind: int = OF_EACH_KIND,
) -> list[Size]:
    """One for each size, ascending. `datasets` are named "vi", "en" and "regulations"; their indexes are below `data`."""
    paragraphs = paragraphs_of(list(datasets.values()), data, encoder)
    questions = questions_of(datasets, of_each_kind)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder, measured, before = Path(place), [], 0
        for size in sizes:
            filling = _grown(folder, paragraphs, encoder, before, size)
            measured.append(_measured(folder, size, questions, encoder, filling))
            print(f"{size:,} passages: {measured[-1]}", flush=True)
            before = size
    return measured


def questions_of(datasets: dict[str, Dataset], of_each_kind: int) -> list[Question]:
    """Of each dataset, and of the regulations limited to a year; the kinds take turns, the warming ones come first."""
    kinds = {name: [case.question for case in dataset.cases] for name, dataset in datasets.items()}
    step = {name: max(1, len(texts) // (2 * of_each_kind + WARMING)) for name, texts in kinds.items()}
    dealt = {name: texts[:: step[name]] for name, texts in kinds.items()}
    turns = [
        question
        for i in range(of_each_kind)
        for question in (
            *(Question(texts[WARMING + i], name) for name, texts in dealt.items()),
            Question(dealt["vi"][WARMING + of_each_kind + i], "vi, one year", YEARS[i % len(YEARS)]),
        )
    ]
    return [Question(text, "warming") for text in dealt["vi"][:WARMING]] + turns


def bounds(measured: Sequence[Size]) -> list[Measure]:
    """What the largest size must keep, and what growth from the first to the last may cost."""
    first, last = measured[0], measured[-1]
    name = f"{last.passages:,} passages"
    found = [
        Measure(f"{name}: milliseconds to hits, p50", last.ours["all"][0], at_most=60),
        Measure(f"{name}: milliseconds to hits, p95", last.ours["all"][1], at_most=120),
        Measure(f"{name}: times plain similarity_search, p50", last.ours["all"][0] / last.plain["all"][0], at_most=2),
        Measure(f"{name}: times plain similarity_search, p95", last.ours["all"][1] / last.plain["all"][1], at_most=2),
        Measure(f"{name}: gigabytes resident while serving, at most", last.peak / 1e9, at_most=2.5),
    ]
    if last.passages > first.passages:
        found.append(
            Measure(
                f"p50 from {first.passages:,} to {last.passages:,} passages, over the growth of their logarithm",
                (last.ours["all"][0] / first.ours["all"][0]) / (math.log(last.passages) / math.log(first.passages)),
                at_most=_TOLERANCE,
            )
        )
    slopes = [
        (after.resident - before.resident) / (after.passages - before.passages) for before, after in pairwise(measured)
    ]
    found += [Measure("resident bytes a passage more", slope) for slope in slopes[-1:]]
    if len(slopes) > 1:
        found.append(Measure("its growth from step to step", slopes[-1] / slopes[0], at_most=1.25))
    return found


def _grown(folder: Path, paragraphs: Sequence[Paragraph], encoder: Encoder, first: int, last: int) -> float:
    began = time.perf_counter()
    plain = PlainPipeline(folder / PLAIN, EncoderEmbeddings(encoder))
    with Library(folder / LIBRARY, encoder) as library:
        fill(library, paragraphs, first, last)
        fill_beside(library, plain, last)
    plain.close()
    return time.perf_counter() - began


def _measured(folder: Path, size: int, questions: Sequence[Question], encoder: Encoder, filling: float) -> Size:
    told = served("memory", folder, questions, encoder)
    held = {name: told[name] for name in ("resident", "peak", "opened")}
    taken = served("times", folder, questions, encoder)
    kinds = ["all", *dict.fromkeys(question.kind for question in questions[WARMING:])]
    by_kind = {
        side: {
            kind: _percentiles(
                [
                    milliseconds
                    for milliseconds, question in zip(taken[side], questions[WARMING:], strict=True)
                    if kind in ("all", question.kind)
                ]
            )
            for kind in kinds
        }
        for side in ("ours", "plain")
    }
    disk = sum(path.stat().st_size for path in (folder / LIBRARY).rglob("*") if path.is_file())
    return Size(size, **by_kind, disk=disk, filling=filling, **held)


def served(mode: str, folder: Path, questions: Sequence[Question], encoder: Encoder) -> dict[str, Any]:
    """What a fresh process measures."""
    name = "hash" if isinstance(encoder, HashEncoder) else "bundled"
    done = subprocess.run(
        [sys.executable, "-m", "tests.measures.serving", mode, folder, name],
        input=json.dumps([asdict(question) for question in questions]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=_ROOT,
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _percentiles(taken: Sequence[float]) -> tuple[float, float]:
    return percentile(0.5, taken) or 0.0, percentile(0.95, taken) or 0.0
