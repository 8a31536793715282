"""How fast each back-end encodes, all in one run: against SentenceTransformer.encode as a plain LangChain pipeline calls it.

`python -m tests.measures.encoding FOLDER`, where FOLDER is the public data. Texts: pieces of up to 1,000 characters of
retrieval/xquad_vi_vi, and their sentences.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import wrap
from time import perf_counter

import numpy as np

from corpus.language.sentence import sentences
from index.encoder.back_end import BACK_ENDS
from index.encoder.back_end_choice import chosen
from index.encoder.bundled import BUNDLED_NAME
from index.encoder.chosen import open_encoder
from index.encoder.folder import encoder_folder
from index.encoder.sentence_transformer import load_model
from tests.measures.measure import Measure

PIECES = 64
ROUNDS = 2
QUESTION = "Năm 2025 hợp nhất những sở nào?"


def measure(public: Path) -> list[Measure]:
    """Passages and sentences a second and milliseconds a question of every back-end; what the chosen one gains."""
    pieces = _pieces(public)[:PIECES]
    parts = [piece[start:end] for piece in pieces for start, end in sentences(piece)]
    choice = chosen(BUNDLED_NAME, BACK_ENDS)
    encoders = {name: open_encoder(BUNDLED_NAME, name) for name in choice.rates}
    plain = partial(load_model(encoder_folder(BUNDLED_NAME)).encode, batch_size=32, show_progress_bar=False)
    jobs: dict[str, Callable[[], object]] = {"plain": lambda: plain(pieces)}
    for name, encoder in encoders.items():
        jobs[f"{name} passages"] = partial(encoder.encode_passages, pieces)
        jobs[f"{name} sentences"] = partial(encoder.encode_passages, parts)
    seconds = _best_of_rounds(jobs)
    figures = [Measure("plain pipeline: passages a second", len(pieces) / seconds["plain"])]
    for name, encoder in encoders.items():
        asked = [_seconds(partial(encoder.encode_questions, [QUESTION])) for _ in range(30)]
        figures += [
            Measure(f"{name}: passages a second", len(pieces) / seconds[f"{name} passages"]),
            Measure(f"{name}: sentences a second", len(parts) / seconds[f"{name} sentences"]),
            Measure(f"{name}: milliseconds a question", 1000 * float(np.median(asked))),
        ]
    alone = seconds[f"{choice.back_end} passages"]
    both = alone + seconds[f"{choice.back_end} sentences"]
    return [
        *figures,
        Measure(f"{choice.back_end} (chosen): passages, times the plain pipeline", seconds["plain"] / alone, 2.5),
        Measure(f"{choice.back_end} (chosen): with every sentence, times it", seconds["plain"] / both, 1.2),
    ]


def _pieces(public: Path) -> list[str]:
    rows = (public / "retrieval" / "xquad_vi_vi" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return wrap(" ".join(json.loads(row)["text"] for row in rows), 1000)


def _best_of_rounds(jobs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each job; the jobs take turns, so that what else the machine does hits all alike."""
    rounds = [{name: _seconds(job) for name, job in jobs.items()} for _ in range(ROUNDS)]
    return {name: min(each[name] for each in rounds) for name in jobs}


def _seconds(job: Callable[[], object]) -> float:
    began = perf_counter()
    job()
    return perf_counter() - began


if __name__ == "__main__":
    print(*measure(Path(sys.argv[1])), sep="\n")
