"""Folders of the settings: what lies in one of them is of its collection, the innermost says, and nothing goes without a word."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import FolderError
from index.folders.homes import Homes, Root, left_over
from index.leave import leave
from index.library import Library
from index.question.filters import Filters
from index.question.query import Query
from index.sync import sync

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"


@pytest.fixture
def outer(tmp_path: Path) -> Path:
    folder = tmp_path / "outer"
    (folder / "inner" / "innermost").mkdir(parents=True)
    for number, name in enumerate(("a", "inner/b", "inner/innermost/c")):
        (folder / f"{name}.txt").write_text(TEXT.format(number), encoding="utf-8")
    return folder


def by_collection(library: Library) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for report in library.reports.all():
        found.setdefault(report.collection, []).append(Path(report.source).stem)
    return {name: sorted(stems) for name, stems in sorted(found.items())}


def roots(library: Library) -> list[Root]:
    return [(Path(path), name) for path, name in library.files.roots()]


def test_the_innermost_folder_says(library: Library, outer: Path) -> None:
    folders = [(outer, "open"), (outer / "inner", "closed"), (outer / "inner" / "innermost", "open")]
    result = sync(library, folders=folders)
    assert (len(result.added), result.failed) == (3, [])
    assert by_collection(library) == {"closed": ["b"], "open": ["a", "c"]}
    assert sync(library, folders=folders).unchanged == 3


def test_folders_of_commands_are_synced_beside_them(library: Library, outer: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.txt").write_text(TEXT.format(4), encoding="utf-8")
    sync(library, [tmp_path / "more"])
    assert len(sync(library, folders=[(outer, "open")]).added) == 3
    (tmp_path / "more" / "e.txt").write_text(TEXT.format(5), encoding="utf-8")
    assert len(sync(library, folders=[(outer, "open")]).added) == 1
    assert by_collection(library) == {"default": ["d", "e"], "open": ["a", "b", "c"]}


def test_what_a_folder_takes_over_leaves_the_collection_that_it_was_in(library: Library, outer: Path) -> None:
    sync(library, [outer])
    sync(library, [outer / "inner" / "innermost"], collection="mine")
    assert by_collection(library) == {"default": ["a", "b", "c"], "mine": ["c"]}
    result = sync(library, folders=[(outer / "inner", "closed")])
    assert (result.failed, result.removed, len(result.added)) == ([], [], 2)
    assert by_collection(library) == {"closed": ["b", "c"], "default": ["a"]}
    hits = library.searcher().search(Query("số hóa", "số hóa", filters=Filters(collections=("default",))))
    assert {library.reports.get(hit.chunk.report_id).source for hit in hits} == {str(outer / "a.txt")}  # type: ignore[union-attr]
    assert roots(library) == [(outer, "default"), (outer / "inner", "closed")]


def test_a_folder_that_is_out_of_sight_takes_over_once_it_is_there(library: Library, outer: Path) -> None:
    sync(library, [outer])
    (outer / "inner").rename(outer.parent / "away")
    folders = [(outer / "inner", "closed")]
    assert sync(library, folders=folders).removed == []
    assert by_collection(library) == {"default": ["a", "b", "c"]}
    (outer.parent / "away").rename(outer / "inner")
    assert sync(library, folders=folders).failed == []
    assert by_collection(library) == {"closed": ["b", "c"], "default": ["a"]}


def test_a_collection_that_is_renamed_in_the_settings(library: Library, outer: Path) -> None:
    sync(library, folders=[(outer, "one")])
    assert sync(library, folders=[(outer, "two")]).failed == []
    assert by_collection(library) == {"two": ["a", "b", "c"]}
    assert roots(library) == [(outer, "two")]


def test_what_the_settings_name_no_more_stays_and_is_not_read_anew(library: Library, outer: Path) -> None:
    sync(library, folders=[(outer, "open")])
    (outer / "d.txt").write_text(TEXT.format(4), encoding="utf-8")
    (outer / "a.txt").unlink()
    result = sync(library)
    assert (result.added, result.removed, result.unchanged) == ([], [], 0)
    assert by_collection(library) == {"open": ["a", "b", "c"]}
    assert left_over(library.files, Homes(())) == [(outer, "open")]
    assert left_over(library.files, Homes([(outer, "open")])) == []
    assert len(leave(library, [outer], collection="open").removed) == 3
    assert (library.reports.all(), roots(library), len(library.files.all())) == ([], [], 0)
    assert list(outer.rglob("*.txt")) != []


def test_named_by_a_command_it_is_a_folder_of_commands_again(library: Library, outer: Path) -> None:
    sync(library, folders=[(outer, "open")])
    sync(library, [outer], collection="open")
    (outer / "d.txt").write_text(TEXT.format(4), encoding="utf-8")
    assert len(sync(library).added) == 1


def test_an_inner_folder_that_goes_falls_to_the_one_around_it(library: Library, outer: Path) -> None:
    folders = [(outer, "open"), (outer / "inner", "closed")]
    sync(library, folders=folders)
    assert sync(library, folders=folders[:1]).failed == []
    assert by_collection(library) == {"open": ["a", "b", "c"]}


@pytest.mark.parametrize("path", ["", "inner", "inner/b.txt"])
def test_nothing_is_read_into_another_collection_than_the_settings_say(
    library: Library, outer: Path, path: str
) -> None:
    folders = [(outer, "closed")]
    with pytest.raises(FolderError, match="another collection") as refused:
        sync(library, [outer / path], folders=folders)
    assert "closed" not in str(refused.value)  # nor is it told
    assert len(sync(library, [outer / path], collection="closed", folders=folders).added) in (1, 2, 3)
    assert set(by_collection(library)) == {"closed"}


def test_a_path_around_a_folder_is_synced_without_it(library: Library, outer: Path) -> None:
    sync(library, [outer], folders=[(outer / "inner", "closed")])
    assert by_collection(library) == {"default": ["a"]}


def test_only_collections_of_the_asker_are_synced(library: Library, outer: Path) -> None:
    folders = [(outer, "open"), (outer / "inner", "closed")]
    result = sync(library, among=["open"], folders=folders)
    assert [Path(each).stem for each in result.added] == ["a"]
    assert set(by_collection(library)) == {"open"}


def test_a_folder_is_the_one_that_its_links_lead_to(library: Library, outer: Path) -> None:
    link = outer.parent / "link"
    link.symlink_to(outer)
    sync(library, folders=[(link, "open")])
    assert sync(library, [outer], collection="open", folders=[(link, "open")]).unchanged == 3
    assert roots(library) == [(outer, "open")]


@pytest.mark.parametrize("copies", [["inner"], ["elsewhere"]])
def test_what_another_folder_has_too_stays_when_one_is_left(
    library: Library, outer: Path, copies: Sequence[str]
) -> None:
    elsewhere = outer.parent / "elsewhere"
    elsewhere.mkdir()
    os.link(outer / "inner" / "b.txt", elsewhere / "b.txt")
    sync(library, [outer, outer / "inner", elsewhere])
    result = leave(library, [outer, *([outer / "inner"] if copies == ["elsewhere"] else [])])
    assert len(result.removed) == (1 if copies == ["inner"] else 2)
    assert "b" in by_collection(library)["default"]
    assert all(Path(report.source).exists() for report in library.reports.all())
    assert sync(library).failed == []
    assert library.searcher().search(Query("số hóa 1 trang", "số hóa 1 trang")) != []


def test_only_what_was_synced_by_command_is_left(library: Library, outer: Path) -> None:
    with pytest.raises(FolderError, match="nothing is synced"):
        leave(library, [outer])
    sync(library, folders=[(outer, "open")])
    with pytest.raises(FolderError, match="take it out of them first"):
        leave(library, [outer], collection="open", folders=[(outer, "open")])
    assert len(library.reports.all()) == 3
