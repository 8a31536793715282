"""What a library of many passages holds, and how long opening and questions take.

    python -m tests.measures.million [--in FOLDER] [--beside] [PASSAGES …]

One library grows from size to size (100,000 unless told otherwise); at each a fresh process opens it and answers. Memory is told
apart: what the process asked for, and what it has mapped of files, which the system takes back where it is short. The library
is kept in `--in` and gone on with there, whatever size it has: filling a million takes hours. Unless given it lies below the folder that
TMPDIR names, and goes. `--beside` fills LangChain's plain pipeline with the same passages and vectors, and asks both in turn, in one
process; it needs what `make bench` lays into `.venv/beside`, on PYTHONPATH.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.datasets.beir import load_dataset
from bot.evaluation.figures.metrics import percentile
from index.database.sqlite import RECORD
from index.encoder.encoder import Encoder
from index.library import Library
from tests.measures.encoders import bundled
from tests.measures.many_passages import PASSAGES_A_REPORT, Paragraph, fill, fill_beside, paragraphs_of
from tests.measures.plain_langchain import EncoderEmbeddings, PlainPipeline
from tests.measures.scale import questions_of, served
from tests.measures.serving import LIBRARY, PLAIN, Question

_PARTS = {"chroma": "chroma", "sentences": "sentences", "tantivy": "tantivy", "record": RECORD}
_HEADS = (
    "passages", "MB resident", "MB of these of files", "MB at most", "s to open and find", "p50 ms", "p95 ms",
    *(f"bytes a passage, {name}" for name in _PARTS), "s to fill from the size before",
)  # fmt: skip
_BESIDE = (
    "in turn: p50 ms", "p95 ms", "plain: p50 ms", "plain: p95 ms", "plain: bytes a passage", "plain: s to fill",
)  # fmt: skip
_SETS = {"vi": "xquad_vi_vi", "en": "xquad_en_vi", "regulations": "virhe4qa_dev"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", nargs="*", type=int, metavar="PASSAGES", default=[100_000])
    arguments.add_argument("--in", dest="place", type=Path, metavar="FOLDER")
    arguments.add_argument("--beside", action="store_true")
    given = arguments.parse_args()
    public, encoder = Path(os.environ["HOIDAP_BENCH_DATA"]) / "retrieval", bundled()
    datasets = {kind: load_dataset(public / name) for kind, name in _SETS.items()}
    data = Path(os.environ.get("HOIDAP_DATA", "hoidap-data"))
    paragraphs, questions = paragraphs_of(list(datasets.values()), data, encoder), questions_of(datasets, 60)
    heads = (*_HEADS, *(_BESIDE if given.beside else ()))
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        for size in sorted(given.sizes):
            folder = given.place or Path(temporary)
            row = _measured(folder, paragraphs, questions, encoder, size)
            if given.beside:
                row += _beside(folder, questions, encoder, size)
            print(f"| {' | '.join(row)} |", flush=True)


def _measured(
    folder: Path,
    paragraphs: Sequence[Paragraph],
    questions: Sequence[Question],
    encoder: Encoder,
    last: int,
) -> tuple[str, ...]:
    with Library(folder / LIBRARY, encoder) as library:
        began, first = time.perf_counter(), PASSAGES_A_REPORT * len(library.reports.register().entries)
        fill(library, paragraphs, first, last)
    filling = time.perf_counter() - began
    held: dict[str, Any] = served("memory", folder, questions, encoder)
    sizes = [_size(folder / LIBRARY / part) / last for part in _PARTS.values()]
    return (
        f"{last:,}",
        *(f"{held[each] / 1e6:,.0f}" for each in ("resident", "mapped", "peak")),
        f"{held['opened']:.1f}",
        *(f"{percentile(share, held['taken']) or 0.0:.0f}" for share in (0.5, 0.95)),
        *(f"{each:,.0f}" for each in sizes),
        f"{filling:,.0f}",
    )


def _beside(folder: Path, questions: Sequence[Question], encoder: Encoder, last: int) -> tuple[str, ...]:
    began, plain = time.perf_counter(), PlainPipeline(folder / PLAIN, EncoderEmbeddings(encoder))
    with Library(folder / LIBRARY, encoder) as library:
        fill_beside(library, plain, last)
    plain.close()
    filling = time.perf_counter() - began
    taken: dict[str, Any] = served("times", folder, questions, encoder)
    milliseconds = [percentile(share, taken[side]) or 0.0 for side in ("ours", "plain") for share in (0.5, 0.95)]
    return (*(f"{each:.0f}" for each in milliseconds), f"{_size(folder / PLAIN) / last:,.0f}", f"{filling:,.0f}")


def _size(part: Path) -> int:
    """Bytes of a file with those named after it, or of a folder."""
    return sum(
        each.stat().st_size
        for top in part.parent.glob(f"{part.name}*")
        for each in (top, *top.rglob("*"))
        if each.is_file()
    )


if __name__ == "__main__":
    main()
