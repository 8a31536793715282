"""What is withdrawn is gone, from the searches and from the disk, and stays so until a person says otherwise."""

import sys
import zipfile
from pathlib import Path

import pytest

from corpus.read import report_id_of
from index.engines.dense import DenseIndex
from index.erase import erase
from index.library import Library
from index.sync import sync
from index.withdraw import withdraw

in_each = pytest.mark.usefixtures("database_url")
"""In each database."""

SECRET = "Kinh phí mật của đề án Hoàng Hôn là 4.711 triệu đồng, giao Sở Tài chính quản lý."
OPEN = "Sở Y tế sắp xếp lại hai bệnh viện trong năm 2025 theo kế hoạch đã được phê duyệt."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "mat.txt").write_text(f"BÁO CÁO\n\n{SECRET}\n", encoding="utf-8")
    (folder / "mo.txt").write_text(f"BÁO CÁO\n\n{OPEN}\n", encoding="utf-8")
    return folder


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def traces(library: Library) -> list[str]:
    """Where the phrase, its folded terms or its vectors still are on the disk of the library."""
    needles = {
        "phrase": "đề án Hoàng Hôn".encode(),
        "escaped": rb"\u0111\u1ec1 \u00e1n Ho\u00e0ng H\u00f4n",
        "figure": b"4.711",
        "pair": "hoàng".encode(),
        "terms": b"hoang",
    }
    found = bytes_of(library.folder)
    return [name for name, needle in needles.items() if needle in found]


def vectors_of(library: Library, name: str) -> list[bytes]:
    """What the record keeps of the passages of a report."""
    sql = "SELECT passage, sentences FROM vectors WHERE key IN (SELECT key FROM chunks WHERE report_id = ?)"
    return [blob for row in library.database.all(sql, id_of(library, name)) for blob in row]


def id_of(library: Library, name: str) -> str:
    return next(id_ for id_, each in library.reports.named().items() if each.source.endswith(name))


def test_no_byte_of_a_withdrawn_report_is_left(library: Library, folder: Path) -> None:
    assert len(sync(library, [folder]).added) == 2
    library.indexing.save()
    assert {"phrase", "figure", "pair", "terms"} <= set(traces(library))
    vectors = vectors_of(library, "mat.txt")
    assert vectors
    assert all(each in bytes_of(library.folder) for each in vectors)
    withdraw(library, [id_of(library, "mat.txt")])
    assert traces(library) == []
    assert not any(each in bytes_of(library.folder) for each in vectors)
    assert len([each for each in (library.folder / "chroma").iterdir() if each.is_dir()]) == 1
    assert library.indexing._sentences.rows().tolist() == library.reports.passages.searchable_rows().tolist()
    assert [each.source for each in library.reports.named().values()] == [str(folder / "mo.txt")]


@in_each
def test_the_other_reports_are_found_as_before(library: Library, folder: Path) -> None:
    sync(library, [folder])
    searcher = library.searcher()
    query = library.understanding.query("hai bệnh viện nào được sắp xếp lại?")
    before = [hit.chunk for hit in searcher.search(query) if OPEN in hit.chunk.text]
    withdraw(library, [id_of(library, "mat.txt")])
    assert [hit.chunk for hit in searcher.search(query)] == before != []


@in_each
def test_a_sync_does_not_bring_it_back_until_the_withdrawal_is_undone(library: Library, folder: Path) -> None:
    sync(library, [folder])
    report = library.reports.get(id_of(library, "mat.txt"))
    assert report is not None
    withdraw(library, [report.id])
    (folder / "mat.txt").rename(folder / "khac.txt")
    for _ in range(2):
        result = sync(library)
        assert (result.withdrawn, result.added, result.failed) == ([str(folder / "khac.txt")], [], [])
        assert traces(library) == []
    library.withdrawals.undo("default", report.sha256)
    assert sync(library).added == [str(folder / "khac.txt")]
    assert library.reports.get(report.id) is not None


@in_each
def test_another_collection_keeps_the_same_file(library: Library, folder: Path) -> None:
    sync(library, [folder])
    sync(library, [folder], collection="mật")
    report = library.reports.get(id_of(library, "mat.txt"))
    assert report is not None
    there = report_id_of("mật", report.sha256)
    withdraw(library, [report_id_of("default", report.sha256)])
    assert sync(library).withdrawn == [str(folder / "mat.txt")]
    assert library.reports.get(there) is not None
    assert library.original(report.sha256) is not None


@in_each
def test_an_unknown_report_changes_nothing(library: Library, folder: Path) -> None:
    sync(library, [folder])
    with pytest.raises(KeyError):
        withdraw(library, [id_of(library, "mat.txt"), "none"])
    assert len(library.reports.published()) == 2
    assert library.withdrawals.all() == set()


def test_an_upload_is_deleted_and_the_others_of_its_archive_stay(library: Library, folder: Path) -> None:
    uploads = library.folder.resolve() / "uploads" / "default"
    uploads.mkdir(parents=True)
    with zipfile.ZipFile(uploads / "all.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    sync(library, [uploads])
    withdraw(library, [id_of(library, "mat.txt")])
    assert [path.name for path in uploads.rglob("*") if path.is_file()] == ["mo.txt"]
    assert traces(library) == []
    result = sync(library)
    assert (result.failed, result.removed, result.moved) == ([], [], [str(uploads / "all" / "mo.txt")])
    assert len(library.reports.published()) == 1


@pytest.mark.parametrize("step", ["_delete_files", "forget", "engines", "record"])
def test_a_kill_on_the_way_leaves_nothing_for_good(
    library: Library, folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    sync(library, [folder])
    places: dict[str, tuple[object, str]] = {
        "_delete_files": (sys.modules["index.erase"], "_delete_files"),
        "forget": (library.indexing, "forget_removed"),
        "engines": (DenseIndex, "_made"),
        "record": (library.database, "erase"),
    }
    wanted = id_of(library, "mat.txt")
    with monkeypatch.context() as patch:
        patch.setattr(*places[step], killed)
        with pytest.raises(Killed):
            withdraw(library, [wanted])
    erase(library)
    assert traces(library) == []
    assert library.indexing._dense.count() == len(library.reports.passages.searchable_rows())
