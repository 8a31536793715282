"""A library whose engines were in line with its record when it was closed is opened without looking at each passage; any other is looked at."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engines.dense import DenseIndex
from index.engines.seal import SEAL
from index.engines.sentences import SentenceIndex
from index.errors import NotKeptError
from index.library import Library
from index.question.query import Query
from index.record.passages import PassageTable
from index.sync import sync
from index.withdraw import withdraw
from tests.index.kept_library import opened, write_reports

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""

Opened = Callable[[], Library]


@pytest.fixture
def again(tmp_path: Path, database_url: str) -> Opened:
    """Opens the library of five reports once more."""
    with opened(tmp_path / "library", database_url) as library:
        sync(library, [write_reports(tmp_path / "reports", range(5))])
    return lambda: opened(tmp_path / "library", database_url)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was looked at, passage by passage."""
    found: list[str] = []
    for owner, name in (
        (PassageTable, "searchable_rows"),
        (DenseIndex, "count"),
        (DenseIndex, "match"),
        (SentenceIndex, "rows"),
    ):
        plain = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *given, plain=plain, name=name: (found.append(name), plain(*given))[1])
    return found


def answers(library: Library) -> set[str]:
    """Ids of the reports found."""
    return {hit.chunk.report_id for hit in library.searcher().search(Query("tài liệu", "tài liệu"), k=100)}


def check_is_whole(library: Library) -> None:
    """As a library that never was anything else."""
    library.searcher()
    rows = library.reports.passages.searchable_rows().tolist()
    held = (
        library.indexing._dense.count(),
        library.indexing._lexical.count(),
        library.indexing._sentences.rows().tolist(),
    )
    assert held == (len(rows), len(rows), rows)


def test_what_was_closed_in_line_is_not_looked_at(again: Opened, looks: list[str]) -> None:
    with again() as library:
        before = answers(library)
    del looks[:]
    with again() as library:
        assert answers(library) == before
    assert looks == []


def test_a_change_is_noted_when_it_is_closed(again: Opened, tmp_path: Path, looks: list[str]) -> None:
    with again() as library:
        sync(library, [write_reports(tmp_path / "reports", range(7))])
    with again() as library:
        withdraw(library, [library.reports.all()[0].id])
    del looks[:]
    with again() as library:
        assert len(answers(library)) == 6
        assert looks == []
        check_is_whole(library)


def test_a_record_that_changed_elsewhere_is_looked_at(again: Opened, looks: list[str]) -> None:
    with again() as library, library.database.transaction():
        library.reports.delete(library.reports.all()[0].id)
    del looks[:]
    with again() as library:
        assert len(answers(library)) == 4
        assert looks
        check_is_whole(library)


def test_engines_that_lack_something_are_not_called_in_line(
    again: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotKeptError("the disk is full")

    with again() as library, monkeypatch.context() as patched:
        patched.setattr(SentenceIndex, "add", full)
        with pytest.raises(NotKeptError):
            sync(library, [write_reports(tmp_path / "reports", range(7))])
    assert json.loads((tmp_path / "library" / SEAL).read_text())["revision"] == ""
    with again() as library:
        check_is_whole(library)


def test_what_a_kill_left_is_looked_at(again: Opened, tmp_path: Path, looks: list[str]) -> None:
    seal = tmp_path / "library" / SEAL
    with again() as library:
        answers(library)
        while_open = seal.read_text()
    seal.write_text(while_open)
    del looks[:]
    with again() as library:
        check_is_whole(library)
    assert looks


def test_entries_of_reports_that_stayed_are_kept(again: Opened, tmp_path: Path) -> None:
    with again() as library:
        before = library.reports.register().entries
        sync(library, [write_reports(tmp_path / "reports", range(6))])
        after = library.reports.register().entries
        assert len(after) == 6
        assert all(after[each] is before[each] for each in before)
