"""Folders on shares: whatever becomes of the share, no report is lost, and nothing is read half."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from unicodedata import normalize

import pytest

import index.folders.patience
from index.folders.look import unreachable
from index.library import Library
from index.sync import sync
from tests.index.folders.shares import memory_share, silent_share

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"


def fill(folder: Path, count: int, first: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")


def test_a_share_that_does_not_answer_loses_nothing_and_holds_up_no_other(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.folders.patience, "PATIENCE", 0.3)
    share, folder = tmp_path / "share", tmp_path / "folder"
    fill(share, 2)
    fill(folder, 1, first=10)
    sync(library, [share, folder])
    fill(folder, 1, first=11)
    with silent_share(share) as server:
        for _ in range(2):
            result = sync(library)
            assert [each.source for each in result.failed] == [str(share)]
            assert "nothing is removed" in result.failed[0].reason
            assert result.removed == []
        assert len(library.reports.all()) == 4
        server.close()  # its server is gone
        gone = sync(library)
        assert (gone.removed, [each.source for each in gone.failed]) == ([], [str(share)])
        assert "nothing is removed" in gone.failed[0].reason
        assert isinstance(unreachable(share), OSError)
    again = sync(library)
    assert (again.failed, again.unchanged, len(library.reports.all())) == ([], 4, 4)


def test_a_folder_of_a_share_that_fails_is_unseen(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    fill(folder / "share", 2)
    fill(folder, 1, first=10)
    sync(library, [folder])
    with silent_share(folder / "share") as server:
        server.close()
        result = sync(library)
    assert (result.removed, len(library.reports.all())) == ([], 3)
    assert [each.source for each in result.failed] == [str(folder / "share")]
    assert sync(library).failed == []


def test_a_share_within_a_folder_that_is_not_mounted_removes_nothing(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    share = folder / "share"
    fill(folder, 20)
    share.mkdir()
    with memory_share(share):
        fill(share, 20, first=100)
        assert len(sync(library, [folder]).added) == 40
    result = sync(library)
    assert (result.removed, len(library.reports.all())) == ([], 40)
    assert [each.source for each in result.failed] == [str(share)]
    assert "20 files" in result.failed[0].reason


def test_many_files_may_leave_a_folder_that_goes_with_them(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    fill(folder, 20)
    fill(folder / "old", 20, first=100)
    sync(library, [folder])
    for path in (folder / "old").iterdir():
        path.unlink()
    assert sync(library).removed == []
    (folder / "old").rmdir()
    result = sync(library)
    assert (len(result.removed), result.failed) == (20, [])


def test_an_emptied_folder_is_let_go_when_that_is_said(library: Library, tmp_path: Path) -> None:
    fill(tmp_path / "folder", 20)
    fill(tmp_path / "folder" / "old", 20, first=100)
    sync(library, [tmp_path / "folder"])
    for path in (tmp_path / "folder" / "old").iterdir():
        path.unlink()
    result = sync(library, allow_empty=True)
    assert (len(result.removed), result.failed) == (20, [])


def test_a_file_that_still_grows_is_left_for_the_next_time(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    fill(folder, 1)
    growing = folder / "growing.txt"
    growing.write_text(TEXT.format(1_000), encoding="utf-8")
    program = "import sys, time\nwith open(sys.argv[1], 'a') as file:\n    while file.write('thêm\\n'): file.flush(); time.sleep(0.01)"
    with subprocess.Popen([sys.executable, "-c", program, str(growing)]) as writing:
        before = growing.stat().st_size
        while growing.stat().st_size == before:
            time.sleep(0.01)
        result = sync(library, [folder], settled_after=0.5)
        writing.kill()
    assert [Path(each).name for each in result.added] == ["0.txt"]
    assert [(each.source, "still being written" in each.reason) for each in result.warnings] == [(str(growing), True)]
    assert [Path(each).name for each in sync(library, [folder], settled_after=0.01).added] == ["growing.txt"]
    with subprocess.Popen([sys.executable, "-c", program, str(growing)]) as writing:
        before = growing.stat().st_size
        while growing.stat().st_size == before:
            time.sleep(0.01)
        result = sync(library, [folder], settled_after=0.5)
        writing.kill()
    assert (result.removed, result.changed, len(library.reports.all())) == ([], [], 2)


def test_a_file_that_was_only_moved_is_not_waited_for(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    fill(folder, 2)
    sync(library, [folder])
    (folder / "0.txt").rename(folder / "other.txt")
    assert [Path(each).name for each in sync(library, [folder], settled_after=3_600).moved] == ["other.txt"]


def test_times_and_numbers_of_files_that_change_by_themselves_change_nothing(library: Library, tmp_path: Path) -> None:
    """As after each mount of davfs2."""
    folder = tmp_path / "folder"
    fill(folder, 3)
    sync(library, [folder])
    for path in folder.iterdir():
        shutil.copy(path, tmp_path / "copy")
        (tmp_path / "copy").replace(path)
        os.utime(path, (1, 1))
    result = sync(library)
    assert (result.unchanged, result.added, result.changed, result.moved) == (3, [], [], [])


@pytest.mark.parametrize("other", ["BÁO CÁO.TXT", normalize("NFD", "Báo cáo.txt")])
def test_a_share_that_writes_names_otherwise_only_moves_them(library: Library, tmp_path: Path, other: str) -> None:
    """In capitals, or decomposed as macOS does."""
    folder = tmp_path / "folder"
    folder.mkdir()
    before = folder / normalize("NFC", "Báo cáo.txt")
    before.write_text(TEXT.format(1), encoding="utf-8")
    sync(library, [folder])
    [report] = library.reports.all()
    before.rename(folder / other)
    result = sync(library)
    assert (result.moved, result.added, result.removed) == ([str(folder / other)], [], [])
    assert [each.id for each in library.reports.all()] == [report.id]
