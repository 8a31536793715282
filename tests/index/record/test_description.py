"""An index says what it was built with, and is not searched with anything else."""

from pathlib import Path

import pytest

from index.encoder.encoder import HashEncoder
from index.errors import IndexMismatchError
from index.indexing import INDEX_RECIPE
from index.library import Library
from index.record.description import IndexDescription, describe
from index.sync import sync

SAMPLE = Path(__file__).parents[3] / "corpus" / "samples" / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"


def test_describes_itself(tmp_path: Path, database_url: str) -> None:
    assert describe(tmp_path, database_url) is None
    with Library(tmp_path, HashEncoder(), database_url=database_url) as library:
        sync(library, [SAMPLE])
        rows = library.reports.passages.searchable()
        sentences = sum(len(library._vectors.get([each.key]).sentences) for each in rows.values())
    described = IndexDescription("hash", 64, "cosine", INDEX_RECIPE, "hash", 1, len(rows), sentences)
    assert describe(tmp_path, database_url) == described


def test_another_encoder_of_the_same_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library(tmp_path, HashEncoder()) as library:
        sync(library, [SAMPLE])
    monkeypatch.setattr(HashEncoder, "dimension", 32)
    with Library(tmp_path, HashEncoder()) as library, pytest.raises(IndexMismatchError, match="64 dimensions"):
        library.searcher()


def test_another_encoder_is_refused_with_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library(tmp_path, HashEncoder()) as library:
        sync(library, [SAMPLE])
    monkeypatch.setattr(HashEncoder, "name", "other")
    with Library(tmp_path, HashEncoder()) as library, pytest.raises(IndexMismatchError, match="hoidap sync"):
        library.searcher()
