"""What is damaged is mended from whatever still has it, and what nothing has is named."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.database.sqlite import RECORD, SqliteDatabase
from index.errors import DamagedLibraryError
from index.safekeeping.examine import Examination, examine
from index.safekeeping.repair import RECOVERED, repair
from index.sync import sync
from index.withdraw import withdraw
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


def texts_of(state: dict[str, object]) -> dict[str, str]:
    """By text of a report, its collection."""
    return {report.text: report.collection for report in state["reports"].values()}  # type: ignore[attr-defined]


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
    with SqliteDatabase(folder / RECORD) as database:
        assert database.faults() == []
    assert len(examine(folder).reports) == 1
    told = repair(folder, opened)
    assert told.lost == []
    with opened(folder) as library:
        sync(library)
    assert state_of(folder) == before


def test_a_text_that_is_lost_is_read_from_the_original_where_the_file_is_gone(home: Path, folder: Path) -> None:
    before = state_of(folder)
    with SqliteDatabase(folder / RECORD) as database:
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


@pytest.mark.parametrize("percent", [98, 95, 80, 50, 20])
def test_of_a_record_that_was_cut_every_report_comes_back_and_what_does_not_is_named(
    folder: Path, percent: int
) -> None:
    before = state_of(folder)
    content = (folder / RECORD).read_bytes()
    (folder / RECORD).write_bytes(content[: len(content) * percent // 100])
    told = repair(folder, opened)
    after = state_of(folder)
    assert told.lost or after == before, "the end of the file may hold what is made anew"
    assert texts_of(after).keys() == texts_of(before).keys()
    allowed = {text: {collection, RECOVERED} for text, collection in texts_of(before).items()}
    assert all(collection in allowed[text] for text, collection in texts_of(after).items())
    assert repair(folder, opened).lost == []


def test_of_a_record_whose_beginning_is_noise_the_originals_are_read(folder: Path) -> None:
    before = state_of(folder)
    overwrite(folder / RECORD, 0, 8192)
    told = repair(folder, opened)
    assert "nothing of the record can be read" in told.lost[0]
    assert texts_of(state_of(folder)) == dict.fromkeys(texts_of(before), RECOVERED)


def test_reports_whose_files_are_not_known_stay_while_their_folder_is_not_there(home: Path, folder: Path) -> None:
    before = state_of(folder)
    [(place, length)] = pages_of(folder / RECORD, "files")
    overwrite(folder / RECORD, place, length)
    shutil.move(home / "sources", home / "elsewhere")
    told = repair(folder, opened)
    assert [line.split(":")[0] for line in told.lost] == ["the table 'files' is damaged, 30 of its rows are lost"]
    with opened(folder) as library:
        sync(library)
    assert state_of(folder) == before
    shutil.move(home / "elsewhere", home / "sources")
    with opened(folder) as library:
        sync(library)
    assert state_of(folder) == before


def test_a_report_and_its_file_that_are_both_lost_are_read_from_the_original(folder: Path) -> None:
    before = state_of(folder)
    for table in ("files", "reports"):
        [(place, length)] = pages_of(folder / RECORD, table)
        overwrite(folder / RECORD, place, length)
    told = repair(folder, opened)
    assert [line.split("'")[1] for line in told.lost] == ["files", "reports"]
    assert texts_of(state_of(folder)) == dict.fromkeys(texts_of(before), RECOVERED)


@pytest.mark.parametrize(
    "table", ["roots", "withdrawals", "corrections", "feedback", "answers", "conversations", "turns"]
)
def test_what_nothing_else_has_is_named_where_it_is_lost(folder: Path, table: str) -> None:
    with opened(folder) as library:
        withdraw(library, [max(report.id for report in library.reports.all())])
    with SqliteDatabase(folder / RECORD) as database:
        database.run("INSERT INTO answers VALUES (1, 'a', 'c', 'lan', '2026-01-01', 'found', '{}', NULL, NULL, NULL)")
        database.run("INSERT INTO conversations (id, used) VALUES ('c', '2026-01-01')")
        database.run("INSERT INTO turns VALUES (1, 'c', '{}')")
    [(place, length)] = pages_of(folder / RECORD, table)
    overwrite(folder / RECORD, place, length)
    told = repair(folder, opened)
    assert [line.split("'")[1] for line in told.lost] == [table]
    if table == "withdrawals":
        assert "may come back" in told.lost[0]
        assert "hoidap remove" in told.lost[0]


def test_a_damaged_page_in_the_middle_costs_the_rows_on_it_alone(folder: Path) -> None:
    with SqliteDatabase(folder / RECORD) as database:
        database.run_many(
            "INSERT INTO turns VALUES (?, ?, ?)", [(row, "c", f"{row:04}" + "x" * 1000) for row in range(100)]
        )
    content = (folder / RECORD).read_bytes()
    place = content.index(b"0050" + b"x" * 1000) // 4096 * 4096
    overwrite(folder / RECORD, place, 4096)
    [line] = repair(folder, opened).lost
    with SqliteDatabase(folder / RECORD) as database:
        [(kept,)] = database.all("SELECT count(*) FROM turns")
    assert 94 < kept < 100
    assert f"{100 - kept} of its rows" in line
