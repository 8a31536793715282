"""Words searched by PostgreSQL's own index, beside ours, over the same terms of the same passages.

    python -m tests.measures.keyword_engines [PASSAGES ...]

Passages are paragraphs of the public sets that HOIDAP_BENCH_DATA names, their sentences dealt anew. PostgreSQL has our terms as a
`tsvector` under a GIN index and ranks by `ts_rank`, which knows neither how rare a word is nor how long a passage.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.evaluation.datasets.beir import load_dataset
from bot.evaluation.figures.metrics import percentile
from corpus.language.sentence import sentences
from index.engines.lexical import LexicalIndex
from index.engines.scope import Scope
from index.words import terms
from tests.index.stored import stored
from tests.measures.measure import Measure

_SIZES = (20_000, 100_000)
_QUESTIONS = 100
_BEST = 100
_SETS = ("virhe4qa_dev", "xquad_vi_vi")
_EVERYWHERE = Scope(frozenset({"default"}))


def main(arguments: list[str]) -> None:
    folder = Path(os.environ["HOIDAP_BENCH_DATA"]) / "retrieval"
    sets = [load_dataset(folder / name) for name in _SETS]
    paragraphs = [row.text for dataset in sets for row in dataset.rows]
    questions = [case.question for dataset in sets for case in dataset.cases]
    asked = [sorted(set(terms(each))) for each in random.Random(1).sample(questions, _QUESTIONS)]
    for size in [int(each) for each in arguments] or _SIZES:
        with TemporaryDirectory() as made:
            texts = list(islice(dealt(paragraphs), size))
            for each in (*ours(Path(made) / "tantivy", texts, asked), *postgres(Path(made) / "postgres", texts, asked)):
                print(each, flush=True)


def dealt(paragraphs: list[str]) -> Iterator[str]:
    """Passages without end."""
    lot = random.Random(0)
    while True:
        text = lot.choice(paragraphs)
        parts = [text[start:end] for start, end in sentences(text) if lot.random() >= 0.2] or [text]
        lot.shuffle(parts)
        yield " ".join(" ".join(parts).split())


def ours(folder: Path, texts: list[str], asked: list[list[str]]) -> list[Measure]:
    began, index = time.monotonic(), LexicalIndex(folder)
    for first in range(0, len(texts), 2_000):
        rows = [stored(first + i, f"r{(first + i) // 20}", text) for i, text in enumerate(texts[first : first + 2_000])]
        index.add(rows, ["" for _ in rows])
    filled, took = time.monotonic() - began, []
    for question in asked:
        began = time.monotonic()
        index.search(dict.fromkeys(question, 1.0), _BEST, _EVERYWHERE)
        took.append(time.monotonic() - began)
    size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    return told("tantivy", len(texts), filled, size, took)


def postgres(folder: Path, texts: list[str], asked: list[list[str]]) -> list[Measure]:
    with server(folder) as psql:
        psql("CREATE TABLE passages (row int, words tsvector)")
        began = time.monotonic()
        # Numbered as they stand, so that a term counts as often as it is there.
        lines = (f"{row}\t{' '.join(f'{_quoted(term)}:{min(place, 16_383)}' for place, term in enumerate(terms(text), 1))}" for row, text in enumerate(texts))  # fmt: skip
        psql("COPY passages FROM STDIN;\n" + "\n".join(lines) + "\n\\.\n")
        psql("CREATE INDEX ON passages USING gin (words); VACUUM ANALYZE passages")
        filled = time.monotonic() - began
        size = int(psql("SELECT pg_total_relation_size('passages')").split()[0])
        wanted = ["\\timing on", *map(_query, asked)]
        took = [float(each) / 1000 for each in re.findall(r"Time: ([\d.]+) ms", psql("\n".join(wanted)))]
        return told("PostgreSQL", len(texts), filled, size, took)


def _query(question: list[str]) -> str:
    wanted = " | ".join(map(_quoted, question)).replace("$", "")
    return (
        f"SELECT count(*) FROM (SELECT row FROM passages, (SELECT $${wanted}$$::tsquery AS q) AS asked WHERE words @@ q "
        f"ORDER BY ts_rank(words, q) DESC LIMIT {_BEST}) AS best;"
    )


def _quoted(term: str) -> str:
    return "'" + re.sub(r"[\\'$\s]", "", term) + "'"


def told(engine: str, count: int, filled: float, size: int, took: list[float]) -> list[Measure]:
    name = f"{engine}, {count:,} passages"
    return [
        Measure(f"{name}: filled in (s)", filled),
        Measure(f"{name}: bytes a passage", size / count),
        *(Measure(f"{name}: best {_BEST} of {len(took)} questions, p{rank} (ms)", 1000 * (percentile(rank / 100, took) or 0.0)) for rank in (50, 95)),
    ]  # fmt: skip


@contextmanager
def server(folder: Path) -> Iterator["Psql"]:
    """A PostgreSQL of its own, reached by a socket in its folder alone; not as root, which it refuses to run as."""
    programs = Path(shutil.which("pg_ctl") or max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))).parent
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder.mkdir()
    folder.parent.chmod(0o755)
    if as_other:
        shutil.chown(folder, "postgres")
    data, quiet = str(folder / "data"), {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*as_other, programs / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "hoidap"], **quiet)  # type: ignore[call-overload] # fmt: skip
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c shared_buffers=1GB -c jit=off"
    control = [*as_other, programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield Psql(
            [
                shutil.which("psql") or programs / "psql",
                "-h",
                str(folder),
                "-U",
                "hoidap",
                "-At",
                "-v",
                "ON_ERROR_STOP=1",
                "postgres",
            ]
        )
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]


class Psql:
    """Has commands carried out."""

    def __init__(self, command: list[str | Path]) -> None:
        self._command = command

    def __call__(self, sql: str) -> str:
        return subprocess.run(self._command, input=sql, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
