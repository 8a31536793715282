"""A file that lies in several collections is a report of each, and one report for whoever sees several."""

from pathlib import Path

import pytest

from index.library import Library
from index.question.filters import Filters
from index.question.query import Query
from index.sync import sync

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"
QUESTION = "số hóa bao nhiêu trang"


@pytest.fixture
def both(library: Library, tmp_path: Path) -> Library:
    """One file in both collections, and one in each."""
    for collection, pages in (("b", (100, 300)), ("a", (100, 200))):
        folder = tmp_path / collection
        folder.mkdir()
        for each in pages:
            (folder / f"{each}-{collection}.txt").write_text(TEXT.format(each), encoding="utf-8")
        sync(library, [folder], collection=collection)
    return library


def places(library: Library, collections: tuple[str, ...] | None) -> list[str]:
    register = library.reports.register().seen_by(collections)
    reports = [library.reports.get(id_) for id_ in register.entries]
    return sorted(Path(report.source).name for report in reports if report)


@pytest.mark.parametrize(
    ("collections", "seen"),
    [
        (None, ["100-a.txt", "200-a.txt", "300-b.txt"]),
        (("a", "b"), ["100-a.txt", "200-a.txt", "300-b.txt"]),
        (("a",), ["100-a.txt", "200-a.txt"]),
        (("b",), ["100-b.txt", "300-b.txt"]),
        ((), []),
    ],
)
def test_each_sees_it_once_and_where_they_may(
    both: Library, collections: tuple[str, ...] | None, seen: list[str]
) -> None:
    assert places(both, collections) == seen
    filters = Filters(collections=collections)
    register = both.reports.register().seen_by(collections)
    assert both.reports.counts(filters, register)[0] == len(seen)
    hits = both.searcher().search(Query(QUESTION, QUESTION, filters=filters), 50)
    assert {each.report_id for hit in hits for each in (hit.chunk, *hit.context.copies)} == set(register.entries)


def test_the_one_that_is_out_of_force_is_shown(both: Library, tmp_path: Path) -> None:
    """In the collection of the other nothing replaces it: its reader must know all the same."""
    head = "ỦY BAN NHÂN DÂN TỈNH LAM GIANG\nSố: {}/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLam Bình, ngày 5 tháng 3 năm {}\nQUYẾT ĐỊNH\n"
    old = f"{head.format(57, 2024)}Về việc số hóa\n\nĐiều 1. Số hóa tài liệu.\n"
    new = (
        f"{head.format(60, 2025)}Về việc số hóa tài liệu\n\nĐiều 1. Số hóa tất cả.\nĐiều 2. Quyết định này thay thế Quyết định số 57/QĐ-UBND "
        "ngày 5 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Lam Giang.\n"
    )
    for collection in ("a", "b"):
        (tmp_path / collection / "old.txt").write_text(old, encoding="utf-8")
    (tmp_path / "b" / "new.txt").write_text(new, encoding="utf-8")
    sync(both)
    register = both.reports.register().seen_by(None)
    [shown] = [entry for entry in register.entries.values() if entry.number == "57/qd-ubnd"]
    assert shown.collection == "b"
    assert shown.id in register.superseded
    assert both.reports.register().seen_by(("a",)).superseded == {}


def test_one_that_leaves_a_collection_stays_in_the_other(both: Library, tmp_path: Path) -> None:
    (tmp_path / "a" / "100-a.txt").unlink()
    sync(both)
    assert places(both, None) == ["100-b.txt", "200-a.txt", "300-b.txt"]
    assert places(both, ("a",)) == ["200-a.txt"]


def test_within_a_collection_folders_uploads_and_feeds_have_one(both: Library, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "copy.txt").write_text(TEXT.format(100), encoding="utf-8")
    assert sync(both, [tmp_path / "more"], collection="a").duplicates == [str(tmp_path / "more" / "copy.txt")]
    assert places(both, ("a",)) == ["100-a.txt", "200-a.txt"]
