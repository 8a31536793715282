"""Files that change their names, have strange ones, or are out of sight for a day: nothing is lost, and nothing is said twice."""

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus.discover
import index.folders.look
import index.sync
from bot.api.report_json import report_json
from index.library import Library
from index.sync import sync
from tests.bot.command_line import hoidap

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, pages in (("a", 100), ("b", 200)):
        (folder / f"{name}.txt").write_text(TEXT.format(pages), encoding="utf-8")
    return folder


def pages_by_name(library: Library) -> dict[str, str]:
    """What each report says, by the name of the file it is shown to come from."""
    return {Path(each.source).name: each.text.split("số hóa ")[-1].split()[0] for each in library.reports.all()}


def test_a_renamed_file_whose_name_another_takes(library: Library, folder: Path) -> None:
    sync(library, [folder])
    (folder / "a.txt").rename(folder / "c.txt")
    (folder / "a.txt").write_text(TEXT.format(300), encoding="utf-8")
    result = sync(library, [folder])
    assert result.failed == []
    assert ([Path(path).name for path in result.moved], [Path(path).name for path in result.changed]) == (
        ["c.txt"],
        ["a.txt"],
    )
    assert pages_by_name(library) == {"a.txt": "300", "b.txt": "200", "c.txt": "100"}


def test_two_names_that_are_swapped_at_one_size_and_time(library: Library, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        os.utime(folder / name, ns=(10**18, 10**18))
    sync(library, [folder])
    for before, after in (("a", "between"), ("b", "a"), ("between", "b")):
        (folder / f"{before}.txt").rename(folder / f"{after}.txt")
    result = sync(library, [folder])
    assert len(result.moved) == 2
    assert pages_by_name(library) == {"a.txt": "200", "b.txt": "100"}


def test_an_edit_of_the_same_size_and_time(library: Library, folder: Path) -> None:
    before = (folder / "a.txt").stat()
    sync(library, [folder])
    (folder / "a.txt").write_text(TEXT.format(101), encoding="utf-8")
    os.utime(folder / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert len(sync(library, [folder]).changed) == 1
    assert pages_by_name(library)["a.txt"] == "101"


def test_a_file_that_was_just_written_is_looked_into_once_more(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes within one tick of a file system's clock have the same stamp."""
    sync(library, [folder])
    stamps = {key: known.stamp for key, known in library.files.all().items()}
    assert {stamp.ctime_ns for stamp in stamps.values()} == {0}
    monkeypatch.setattr(index.folders.look, "_COARSEST_CLOCK", 0)
    assert sync(library, [folder]).unchanged == 2
    assert all(known.stamp.ctime_ns for known in library.files.all().values())


def test_a_name_that_is_not_utf8_is_read_shown_stored_and_served(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    strange = folder / os.fsdecode(b"b\xe1o c\xe1o")
    strange.mkdir()
    (strange / os.fsdecode(b"s\xe8.txt")).write_text("A few words without a title.", encoding="utf-8")
    result = sync(library, [folder])
    assert len(result.added) == 3
    assert result.failed == []
    [report] = [each for each in library.reports.all() if "few words" in each.text]
    assert report.source == str(folder / r"b\xe1o c\xe1o" / r"s\xe8.txt")
    assert report.title == r"s\xe8"
    assert r"s\\xe8.txt" in report_json(report).model_dump_json()
    assert sync(library).unchanged == 3
    (strange / os.fsdecode(b"s\xe8.txt")).rename(folder / "s.txt")
    assert len(sync(library, [folder, strange], allow_empty=True).failed) == 0
    assert {path for path, _ in library.files.all()} == {str(folder / name) for name in ("a.txt", "b.txt", "s.txt")}
    done = hoidap("--data", str(tmp_path / "other"), "sync", str(folder), "--json")
    assert (done.returncode, len(json.loads(done.stdout)["added"])) == (0, 3)


def test_a_name_that_is_not_utf8_is_named_where_it_fails(folder: Path, tmp_path: Path) -> None:
    (folder / os.fsdecode(b"r\xe1c.txt")).write_bytes(b"")
    (folder / os.fsdecode(b"r\xe1c.mp4")).write_bytes(b"")
    done = hoidap("--data", str(tmp_path / "other"), "sync", str(folder))
    assert done.returncode == 1
    assert r"r\xe1c.mp4" in done.stdout.replace("\n", "")


@pytest.mark.parametrize("how", ["empty", "missing"])
def test_a_share_that_is_not_mounted(library: Library, folder: Path, how: str) -> None:
    sync(library, [folder])
    away = folder.rename(folder.with_name("away"))
    if how == "empty":
        folder.mkdir()
    result = sync(library)
    assert (result.removed, len(library.reports.all())) == ([], 2)
    [failure] = result.failed
    assert failure.source == str(folder)
    assert "--allow-empty" in failure.reason
    assert "2 files" in failure.reason
    if how == "empty":
        folder.rmdir()
    away.rename(folder)
    assert sync(library).unchanged == 2


@pytest.mark.parametrize("how", ["empty", "missing"])
def test_a_folder_that_was_emptied_on_purpose(library: Library, folder: Path, how: str) -> None:
    sync(library, [folder])
    for path in folder.iterdir():
        path.unlink()
    if how == "missing":
        folder.rmdir()
    result = sync(library, allow_empty=True)
    assert (len(result.removed), result.failed, library.reports.all()) == (2, [], [])
    assert len(library.files.roots()) == (0 if how == "missing" else 1)
    assert sync(library).failed == []


def test_a_folder_of_which_hardly_a_file_is_left(library: Library, folder: Path) -> None:
    for number in range(30):
        (folder / f"{number}.txt").write_text(TEXT.format(1000 + number), encoding="utf-8")
    sync(library, [folder])
    for number in range(30):
        (folder / f"{number}.txt").unlink()
    result = sync(library, [folder])
    assert (result.removed, len(library.reports.all())) == ([], 32)
    assert "30 of the 32 files" in result.failed[0].reason
    assert len(sync(library, [folder], allow_empty=True).removed) == 30


def test_a_folder_whose_files_were_all_moved_is_not_doubted(library: Library, folder: Path, tmp_path: Path) -> None:
    sync(library, [folder])
    other = tmp_path / "other"
    other.mkdir()
    for path in list(folder.iterdir()):
        path.rename(other / path.name)
    result = sync(library, [folder, other])
    assert (len(result.moved), result.removed, result.failed) == (2, [], [])
    assert {Path(each.source).parent for each in library.reports.all()} == {other}


def test_a_path_that_never_was_is_said_to_be_missing(folder: Path, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    done = hoidap("--data", data, "sync", str(folder / "no"), "--allow-empty")
    assert done.returncode == 1
    assert "does not exist" in " ".join(done.stdout.split())


def test_a_file_named_by_itself_goes_with_the_file(library: Library, folder: Path) -> None:
    sync(library, [folder / "a.txt"])
    (folder / "a.txt").unlink()
    assert len(sync(library).removed) == 1
    assert sync(library).failed == []


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_what_cannot_be_listed_keeps_its_reports(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    below = folder / "2024.zip"
    if kind == "archive":
        with zipfile.ZipFile(below, "w") as archive:
            archive.writestr("c.txt", TEXT.format(300))
    else:
        below.mkdir()
        (below / "c.txt").write_text(TEXT.format(300), encoding="utf-8")
    sync(library, [folder])
    if kind == "archive":
        below.write_bytes(below.read_bytes()[:40])  # as while it is copied
    else:
        listed = os.scandir

        def refused(path: str) -> object:
            if path == str(below):
                raise PermissionError(13, "Permission denied", path)
            return listed(path)

        monkeypatch.setattr(os, "scandir", refused)
    result = sync(library, [folder])
    assert result.removed == []
    assert [each.source for each in result.failed] == [str(below)]
    assert len(library.reports.all()) == 3


def test_files_that_come_and_go_while_the_folder_is_looked_at(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp_of = index.folders.look.stamp_of

    def late(path: Path) -> object:
        if path.name == "a.txt":
            path.unlink()
            (folder / "late.txt").write_text(TEXT.format(300), encoding="utf-8")
        return stamp_of(path)

    with monkeypatch.context() as patch:
        patch.setattr(index.folders.look, "stamp_of", late)
        result = sync(library, [folder])
    assert (len(result.added), result.failed) == (1, [])
    assert [Path(path).name for path in sync(library, [folder]).added] == ["late.txt"]


def test_a_copy_is_read_where_the_first_changes_meanwhile(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    real = index.sync.read_all

    def meddling(paths: list[Path], **more: object) -> Iterator[object]:
        for path, outcome in real(paths, **more):  # type: ignore[arg-type]
            if path.name == "a.txt":
                path.write_text(TEXT.format(999), encoding="utf-8")
            yield path, outcome

    monkeypatch.setattr(index.sync, "read_all", meddling)
    result = sync(library, [folder])
    assert [Path(each.source).name for each in result.failed] == ["a.txt"]
    assert pages_by_name(library) == {"copy.txt": "100", "b.txt": "200"}


def test_a_title_that_is_the_name_goes_with_it(library: Library, folder: Path) -> None:
    (folder / "first.txt").write_text("A few words without a title.", encoding="utf-8")
    sync(library, [folder])
    (folder / "first.txt").rename(folder / "second.txt")
    sync(library, [folder])
    assert "second" in {each.title for each in library.reports.all()}
    assert "first" not in {each.title for each in library.reports.all()}


def test_an_unreadable_file_keeps_its_last_good_report_when_it_is_renamed(library: Library, folder: Path) -> None:
    sync(library, [folder])
    (folder / "a.txt").write_bytes(b"")
    sync(library, [folder])
    (folder / "a.txt").rename(folder / "c.txt")
    result = sync(library, [folder])
    assert "last good version" in result.failed[0].reason
    assert len(library.reports.all()) == 2


def test_what_is_unreadable_under_one_name_is_read_under_another(library: Library, folder: Path) -> None:
    page = "<html><head><title>T</title></head><body><p>Trang {} của văn bản.</p></body></html>".format
    for name in ("c.htm", "c.txt"):
        (folder / name).write_text(page(7), encoding="utf-8")
    sync(library, [folder])
    first = {each.id: each.source for each in library.reports.all()}
    (folder / "c.htm").rename(folder / "d.htm")
    sync(library, [folder])
    assert {each.id for each in library.reports.all()} == set(first)


def test_a_case_only_rename_is_a_move(library: Library, folder: Path) -> None:
    sync(library, [folder])
    (folder / "a.txt").rename(folder / "A.txt")
    result = sync(library, [folder])
    assert ([Path(path).name for path in result.moved], result.duplicates, result.removed) == (["A.txt"], [], [])


def test_links_in_a_circle(library: Library, folder: Path) -> None:
    (folder / "x").symlink_to(folder / "y")
    (folder / "y").symlink_to(folder / "x")
    (folder / "above").symlink_to(folder)
    result = sync(library, [folder])
    assert (len(result.added), result.failed) == (2, [])
    assert {Path(each.source).name for each in result.warnings} == {"x", "y"}
    assert len(corpus.discover.discover(folder).skipped) == 2
