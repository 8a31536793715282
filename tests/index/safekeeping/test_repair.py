"""What is damaged is mended from whatever still has it, and what nothing has is named."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import DamagedLibraryError
from index.record.database import RECORD, Database
from index.safekeeping.examine import Examination, examine
from index.safekeeping.repair import RECOVERED, repair
from index.sync import sync
from tests.index.kept_library import fill, opened, state_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path / "library", tmp_path / "sources")
    return tmp_path


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "library"


def pages_of(file: Path, table: str) -> list[tuple[int, int]]:
    """(place, length) of the pages of a table in the file."""
    with closing(sqlite3.connect(file)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    return [((root - 1) * size, size)]


def overwrite(file: Path, place: int, length: int, content: bytes | None = None) -> None:
    changed = bytearray(file.read_bytes())
    changed[place : place + length] = content or os.urandom(length)
    file.write_bytes(changed)


def test_nothing_is_amiss_with_a_whole_library(folder: Path) -> None:
    before = state_of(folder)
    assert examine(folder) == Examination()
    told = repair(folder, opened)
    assert (told.mended, told.lost) == ([], [])
    assert state_of(folder) == before


@pytest.mark.parametrize("table", ["reports", "chunks", "vectors", "bigrams", "places"])
def test_a_damaged_table_that_can_be_made_anew_costs_nothing(folder: Path, table: str) -> None:
    before = state_of(folder)
    [(place, length)] = pages_of(folder / RECORD, table)
    overwrite(folder / RECORD, place, length)
    with pytest.raises(DamagedLibraryError):
        opened(folder)
    assert examine(folder).record
    told = repair(folder, opened)
    assert told.mended
    assert told.lost == []
    with opened(folder) as library:
        sync(library)
    assert examine(folder).record == ()
    assert state_of(folder) == before
    assert repair(folder, opened).mended == []


def test_what_only_the_record_had_is_kept_as_far_as_it_can_be_read(folder: Path) -> None:
    before = state_of(folder)
    [(place, length)] = pages_of(folder / RECORD, "corrections")
    overwrite(folder / RECORD, place, length)
    repair(folder, opened)
    with opened(folder) as library:
        sync(library)
    after = state_of(folder)
    assert after["feedback"] == before["feedback"]
    assert after["corrections"] == {}
    assert len(after["reports"]) == len(before["reports"])  # type: ignore[arg-type]


def test_a_changed_letter_in_a_text_is_noticed_and_read_again(folder: Path) -> None:
    before = state_of(folder)
    content = (folder / RECORD).read_bytes()
    place = content.index("số hóa 17 trang".encode())
    overwrite(folder / RECORD, place, 1, b"S")
    with Database(folder / RECORD) as database:
        assert database.faults() == []
    assert len(examine(folder).reports) == 1
    told = repair(folder, opened)
    assert told.lost == []
    with opened(folder) as library:
        sync(library)
    assert state_of(folder) == before


def test_a_text_that_is_lost_is_read_from_the_original_where_the_file_is_gone(home: Path, folder: Path) -> None:
    before = state_of(folder)
    with Database(folder / RECORD) as database:
        [(gone,)] = database.all("SELECT id FROM reports WHERE text LIKE '%số hóa 7 trang%'")
        database.run("DELETE FROM reports WHERE id = ?", gone)
        database.run("DELETE FROM bigrams")
    shutil.move(home / "sources", home / "elsewhere")
    assert examine(folder).reports == (gone,)
    told = repair(folder, opened)
    assert told.lost == []
    assert state_of(folder)["reports"] == before["reports"]
    assert state_of(folder)["words"] == before["words"]


def test_originals_come_back_from_the_files_and_what_nothing_has_is_named(home: Path, folder: Path) -> None:
    before = state_of(folder)
    first, second, third = sorted((folder / "originals").iterdir())[:3]
    first.write_bytes(b"noise")
    second.unlink()
    assert examine(folder).damaged == (first.name,)
    assert len(examine(folder).missing) == 1
    told = repair(folder, opened)
    assert (len(told.mended), told.lost) == (2, [])
    assert state_of(folder) == before
    third.unlink()
    shutil.move(home / "sources", home / "elsewhere")
    told = repair(folder, opened)
    assert told.mended == []
    assert len(told.lost) == 1
    assert "its text is there" in told.lost[0]


def test_a_lost_record_is_made_of_the_originals_which_nobody_sees_by_another_collection(folder: Path) -> None:
    before = state_of(folder)
    (folder / RECORD).unlink()
    with pytest.raises(DamagedLibraryError, match="is lost"):
        opened(folder)
    told = repair(folder, opened)
    assert "history" in told.lost[0]
    with opened(folder) as library:
        texts = sorted(report.text for report in library.reports.all())
        assert {report.collection for report in library.reports.all()} == {RECOVERED}
    assert texts == sorted(report.text for report in before["reports"].values())  # type: ignore[attr-defined]


def test_uploads_come_back_into_their_collection(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    uploads = folder / "uploads" / "closed"
    uploads.mkdir(parents=True)
    (uploads / "báo cáo.txt").write_text("Báo cáo kết quả năm 2024.", encoding="utf-8")
    with opened(folder) as library:
        sync(library, [uploads], collection="closed")
    before = state_of(folder)
    (folder / RECORD).unlink()
    repair(folder, opened)
    assert state_of(folder)["reports"] == before["reports"]
