"""Evaluation questions over rows of text: a BEIR folder.

`corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`, `metadata.answers`, `metadata.abstractive`, `metadata.unanswerable`) and
`qrels/test.tsv` (Thakur et al. 2021, https://github.com/beir-cellar/beir).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import DatasetError


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """One text that may be found: in the library it becomes one report."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what is known of its answer."""

    id: str
    question: str
    gold: frozenset[str]
    """Ids of the rows that answer it."""
    answers: tuple[str, ...]
    """As they stand in a row."""
    unanswerable: bool
    written: str = ""
    """An answer in somebody's own words; empty where the dataset has none."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows and the questions over them."""

    name: str
    rows: tuple[DatasetRow, ...]
    cases: tuple[Case, ...]


def load_dataset(folder: Path) -> Dataset:
    """A BEIR folder.

    Raises DatasetError naming the file, and the line where one is to blame.
    """
    corpus, queries, qrels = (folder / name for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"))
    for path in (corpus, queries, qrels):
        if not path.is_file():
            raise DatasetError(
                f"{str(folder)!r} is not a BEIR folder: {path.relative_to(folder)} is missing "
                "(needed: corpus.jsonl, queries.jsonl, qrels/test.tsv)"
            )
    rows = tuple(DatasetRow(each["_id"], each.get("title", ""), each["text"]) for each in _lines(corpus))
    gold = _gold(qrels, {row.id for row in rows})
    cases = tuple(_case(each, gold) for each in _lines(queries))
    if not rows or not cases:
        raise DatasetError(f"{str(folder)!r} has no rows or no questions")
    return Dataset(folder.resolve().name, rows, cases)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
            except ValueError:
                entry = None
            if not (isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("_id", "text"))):
                raise DatasetError(f"{path.name} line {number} is not an object with `_id` and `text`")
            yield entry


def _gold(path: Path, rows: set[str]) -> dict[str, set[str]]:
    gold: dict[str, set[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if number == 1 and fields[-1].strip() == "score":
            continue
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdigit():
            raise DatasetError(f"{path.name} line {number} is not `query-id<TAB>corpus-id<TAB>score`")
        if fields[1] not in rows:
            raise DatasetError(f"{path.name} line {number} names {fields[1]!r}, which is not in corpus.jsonl")
        if int(fields[2]) > 0:
            gold.setdefault(fields[0], set()).add(fields[1])
    return gold


def _case(entry: dict[str, Any], gold: dict[str, set[str]]) -> Case:
    metadata = entry.get("metadata") or {}
    return Case(
        id=entry["_id"],
        question=entry["text"],
        gold=frozenset(gold.get(entry["_id"], ())),
        answers=tuple(metadata.get("answers") or ()),
        unanswerable=bool(metadata.get("unanswerable")),
        written=str(metadata.get("abstractive") or ""),
    )
