"""Relations between reports of the library, from both sides, within a collection."""

from pathlib import Path

import pytest

from index.library import Library
from index.record.related import RelatedDocument
from index.sync import sync

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""

HEAD = "UBND TỈNH LAM GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: {number}\nLam Giang, ngày {day}\nQUYẾT ĐỊNH\nVề việc {subject}\n"


def write(folder: Path, number: str, day: str, subject: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    text = HEAD.format(number=number, day=day, subject=subject) + body
    (folder / f"{number.replace('/', '_')}.txt").write_text(text, encoding="utf-8")


def ids(library: Library) -> dict[str | None, str]:
    return {report.number: report.id for report in library.reports.all()}


def test_both_sides_with_ids_and_unresolved_ones_kept(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    write(folder, "1/QĐ-UBND", "2 tháng 1 năm 2020", "ban hành Quy chế A", "Điều 1. Ban hành Quy chế A.")
    write(
        folder,
        "2/QĐ-UBND",
        "3 tháng 2 năm 2021",
        "sửa đổi Quyết định số 1/QĐ-UBND",
        "Điều 1. Bãi bỏ khoản 2 Điều 5 Quyết định số 1/QĐ-UBND.",
    )
    write(folder, "3/KH-UBND", "3 tháng 3 năm 2021", "triển khai Quyết định số 1/QĐ-UBND", "I. MỤC TIÊU\nNhư trên.")
    write(
        folder,
        "4/QĐ-UBND",
        "3 tháng 4 năm 2022",
        "đính chính Quyết định số 1/QĐ-UBND",
        "Điều 1. Quyết định này thay thế Quyết định số 99/QĐ-UBND.",
    )
    assert sync(library, [folder]).failed == []
    by_number = ids(library)
    first, fourth = by_number["1/QĐ-UBND"], by_number["4/QĐ-UBND"]
    assert set(library.reports.related(first)) == {
        RelatedDocument("amends", "from", "2/QĐ-UBND", by_number["2/QĐ-UBND"]),
        RelatedDocument("implements", "from", "3/KH-UBND", by_number["3/KH-UBND"]),
        RelatedDocument("corrects", "from", "4/QĐ-UBND", fourth),
    }
    assert library.reports.related(fourth) == (
        RelatedDocument("corrects", "to", "1/QĐ-UBND", first),
        RelatedDocument("replaces", "to", "99/QĐ-UBND", None),
    )
    assert library.reports.superseded() == {}
    assert library.reports.related("nothing") == ()


def test_only_within_the_collection_and_never_what_came_later(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "a", "1/QĐ-UBND", "2 tháng 1 năm 2020", "ban hành Quy chế A", "Điều 1. Ban hành Quy chế A.")
    write(
        tmp_path / "b",
        "2/QĐ-UBND",
        "3 tháng 2 năm 2021",
        "ban hành Quy chế B",
        "Điều 1. Quyết định này thay thế Quyết định số 1/QĐ-UBND.",
    )
    sync(library, [tmp_path / "a"], collection="a")
    sync(library, [tmp_path / "b"], collection="b")
    by_number = ids(library)
    assert library.reports.superseded() == {}
    assert [each.report_id for each in library.reports.related(by_number["2/QĐ-UBND"])] == [None]

    write(tmp_path / "b", "1/QĐ-UBND", "5 tháng 5 năm 2024", "ban hành Quy chế C", "Điều 1. Ban hành Quy chế C.")
    sync(library, [tmp_path / "b"], collection="b")
    assert library.reports.superseded() == {}

    write(
        tmp_path / "a",
        "7/QĐ-UBND",
        "3 tháng 2 năm 2021",
        "ban hành Quy chế D",
        "Điều 1. Quyết định này thay thế Quyết định số 1/QĐ-UBND.",
    )
    sync(library, [tmp_path / "a"], collection="a")
    assert [each.by for each in library.reports.superseded().values()] == ["7/QĐ-UBND"]


@pytest.mark.parametrize(
    ("newer", "replaces"),
    [
        ("UBND TỈNH LAM GIANG", True),
        ("CHÍNH PHỦ", True),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH LAM GIANG", True),
        ("SỞ NỘI VỤ", False),
        ("UBND HUYỆN YÊN HOÀI", False),
    ],
)
def test_none_replaces_what_an_agency_above_it_issued(
    library: Library, tmp_path: Path, newer: str, *, replaces: bool
) -> None:
    folder = tmp_path / "a"
    write(folder, "1/QĐ-UBND", "2 tháng 1 năm 2020", "ban hành Quy chế A", "Điều 1. Ban hành Quy chế A.")
    write(folder, "9/QĐ-X", "2 tháng 1 năm 2021", "B", "Điều 1. Quyết định này thay thế Quyết định số 1/QĐ-UBND.")
    file = folder / "9_QĐ-X.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("UBND TỈNH LAM GIANG", newer), encoding="utf-8")
    sync(library, [folder])
    assert (ids(library)["1/QĐ-UBND"] in library.reports.superseded()) is replaces


def test_who_acts_on_a_document_that_is_not_there(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "a", "9/QĐ-UBND", "2 tháng 1 năm 2021", "B", "Điều 1. Bãi bỏ Quyết định số 1/2019/QĐ-UBND.")
    sync(library, [tmp_path / "a"], collection="open")
    found = (RelatedDocument("repeals", "from", "9/QĐ-UBND", ids(library)["9/QĐ-UBND"]),)
    assert library.reports.acting_on("1/2019/qđ-ubnd", None) == found
    assert library.reports.acting_on("1/2019", ["open"]) == found
    assert library.reports.acting_on("1", None) == ()
    assert library.reports.acting_on("1/2019", ["other"]) == ()
