"""What a library of many passages holds, and how long opening and questions take.

    python -m tests.measures.million [--in FOLDER] [PASSAGES …]

One library grows from size to size (100,000 unless told otherwise); at each a fresh process opens it and answers. Memory is told
apart: what the process asked for, and what it has mapped of files, which the system takes back where it is short. The library
is kept in `--in` and gone on with there, whatever size it has: filling a million takes hours. Unless given it lies below the folder that
TMPDIR names, and goes.
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
from tests.measures.many_passages import PASSAGES_A_REPORT, Paragraph, fill, paragraphs_of
from tests.measures.scale import questions_of, served
from tests.measures.serving import LIBRARY, Question

_PARTS = {"chroma": "chroma", "sentences": "sentences", "tantivy": "tantivy", "record": RECORD}
_HEADS = (
    "passages", "MB resident", "MB of these of files", "MB at most", "s to open and find", "p50 ms", "p95 ms",
    *(f"bytes a passage, {name}" for name in _PARTS), "s to fill from the size before",
)  # fmt: skip


_SETS = {"vi": "xquad_vi_vi", "en": "xquad_en_vi", "regulations": "virhe4qa_dev"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", nargs="*", type=int, metavar="PASSAGES", default=[100_000])
    arguments.add_argument("--in", dest="place", type=Path, metavar="FOLDER")
    given = arguments.parse_args()
    public, encoder = Path(os.environ["HOIDAP_BENCH_DATA"]) / "retrieval", bundled()
    datasets = {kind: load_dataset(public / name) for kind, name in _SETS.items()}
    data = Path(os.environ.get("HOIDAP_DATA", "hoidap-data"))
    paragraphs, questions = paragraphs_of(list(datasets.values()), data, encoder), questions_of(datasets, 60)
    print(f"| {' | '.join(_HEADS)} |\n|{'---|' * len(_HEADS)}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        for size in sorted(given.sizes):
            row = _measured(given.place or Path(temporary), paragraphs, questions, encoder, size)
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
        fill(library, None, paragraphs, first, last)
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
