"""What is new is read, what is unchanged is not, what vanished leaves, what is bad costs one line."""

import hashlib
import io
import itertools
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import index.folders.look
import index.indexing
import index.sync
from corpus.read import read
from index.encoder.encoder import HashEncoder
from index.errors import LibraryInUseError
from index.library import Library
from index.question.filters import Filters
from index.question.query import Query
from index.sync import sync
from tests.calls import calls_of
from tests.measures.resync import measure

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"


def protected_pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 720, "Mật")
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, pages in (("a", 100), ("b", 200), ("c", 300)):
        (folder / f"{name}.txt").write_text(TEXT.format(pages), encoding="utf-8")
    return folder


def test_adds_then_reads_nothing_again(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(sync(library, [folder]).added) == 3

    def never(paths: list[Path], **_: object) -> list[object]:
        assert paths == []
        return []

    monkeypatch.setattr(index.sync, "read_all", never)
    again = sync(library, [folder])
    assert (again.added, again.changed, again.removed, again.unchanged) == ([], [], [], 3)


def test_changed_moved_removed(library: Library, folder: Path) -> None:
    sync(library, [folder])
    (folder / "a.txt").write_text(TEXT.format(111), encoding="utf-8")
    (folder / "b.txt").rename(folder / "d.txt")
    (folder / "c.txt").unlink()
    result = sync(library, [folder])
    assert [Path(path).name for path in result.changed] == ["a.txt"]
    assert [Path(path).name for path in result.moved] == ["d.txt"]
    assert [Path(path).name for path in result.removed] == ["c.txt"]
    texts = sorted(report.text.split("số hóa ")[1].split(" ")[0] for report in library.reports.all())
    assert texts == ["111", "200"]


def test_a_second_copy_is_one_report(library: Library, folder: Path) -> None:
    (folder / "copy.txt").write_text(TEXT.format(100), encoding="utf-8")
    result = sync(library, [folder])
    assert len(result.added) == 3
    assert len(result.duplicates) == 1
    (folder / "a.txt").unlink()
    assert sync(library, [folder]).removed == []
    assert len(library.reports.all()) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("zero.docx", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
        ("protected.pdf", protected_pdf()),
    ],
)
def test_a_bad_file_costs_one_line(library: Library, folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    result = sync(library, [folder])
    assert len(result.added) == 3
    [failure] = result.failed
    assert Path(failure.source).name == name
    assert "\n" not in failure.reason
    assert len(sync(library, [folder]).failed) == 1


def test_a_report_that_can_no_longer_be_read_stays(library: Library, folder: Path) -> None:
    sync(library, [folder])
    (folder / "a.txt").write_bytes(b"")
    result = sync(library, [folder])
    assert "last good version" in result.failed[0].reason
    assert len(library.reports.all()) == 3


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = index.sync.read_all

    def meddling(paths: list[Path], **more: object) -> Iterator[object]:
        for path, outcome in real(paths, **more):  # type: ignore[arg-type]
            if path.name == "a.txt":
                path.write_text(TEXT.format(999), encoding="utf-8")
            if path.name == "b.txt":
                path.unlink()
            yield path, outcome

    monkeypatch.setattr(index.sync, "read_all", meddling)
    assert sorted(Path(each.source).name for each in sync(library, [folder]).failed) == ["a.txt", "b.txt"]
    monkeypatch.setattr(index.sync, "read_all", real)
    again = sync(library, [folder])
    assert (len(again.added), again.failed) == (1, [])
    for report in library.reports.all():
        original = library.original(report.sha256)
        assert original is not None
        assert hashlib.sha256(original.read_bytes()).hexdigest() == report.sha256


def test_a_scan_beside_its_original_is_reported(library: Library, folder: Path) -> None:
    letterhead = (
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG\nSố: 57/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Lam Bình, ngày 5 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc số hóa\n\nĐiều 1. {}.\n"
    )
    for name, said in (("original", "Số hóa tài liệu"), ("scan", "Sô hóa tài liêu")):
        (folder / f"{name}.txt").write_text(letterhead.format(said), encoding="utf-8")
    warnings = [each for each in sync(library, [folder]).warnings if "57/QĐ-UBND" in each.reason]
    assert len(warnings) >= 1
    assert {Path(each.source).stem for each in warnings} <= {"original", "scan"}


def test_many_unchanged_files_cost_a_look_each(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is opened, and what a file more costs is the same however many there are."""
    monkeypatch.setattr(index.folders.look, "_COARSEST_CLOCK", 0)  # as if they had been there for long
    folder = tmp_path / "many"
    folder.mkdir()
    costs = []
    for count in (20, 40, 60):
        for number in range(count):
            (folder / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
        sync(library, [folder])
        with monkeypatch.context() as patch:
            for opens in ("sha256_of", "content_of"):
                patch.setattr(index.folders.look, opens, None, raising=False)
            patch.setattr(HashEncoder, "encode_passages", None)
            patch.setattr(index.sync, "read_all", lambda paths, **_: iter(()))
            costs.append(calls_of(lambda: sync(library, [folder])))
            assert sync(library, [folder]).unchanged == count
    one, other = (after - before for before, after in itertools.pairwise(costs))
    assert other == pytest.approx(one, rel=0.1)
    assert one / 20 < 500


def test_the_second_sync_is_measured() -> None:
    assert all(each.value > 0 for each in measure(10))


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_share_out_of_sight_removes_nothing_though_it_is_mounted_into_a_folder_that_is_there(
    library: Library, folder: Path, named: bool, is_there: bool
) -> None:
    share = folder / "share"
    share.mkdir()
    (folder / "a.txt").rename(share / "a.txt")
    sync(library, [folder])
    sync(library, [share])
    (share / "a.txt").rename(folder.parent / "elsewhere")
    if not is_there:
        share.rmdir()
    assert sync(library, [folder] if named else []).removed == []
    assert len(library.reports.all()) == 3
    assert sync(library, [share], allow_empty=True).removed == [str(share / "a.txt")]


def test_a_missing_folder_removes_nothing(library: Library, folder: Path) -> None:
    sync(library, [folder])
    folder.rename(folder.with_name("away"))
    result = sync(library)
    assert result.removed == []
    assert len(result.failed) == 1
    assert len(library.reports.all()) == 3


def test_lost_engines_are_rebuilt_without_encoding(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path / "library", HashEncoder()) as library:
        sync(library, [folder])
        library.indexing._dense.clear()
        library.indexing._lexical.clear()
        monkeypatch.setattr(HashEncoder, "encode_passages", None)
        library.searcher()
        expected = len(library.reports.passages.searchable_rows())
        assert library.indexing._dense.count() == library.indexing._lexical.count() == expected > 0
        assert library.indexing._sentences.rows().tolist() == library.reports.passages.searchable_rows().tolist()


def test_one_process_owns_the_folder(library: Library) -> None:
    with pytest.raises(LibraryInUseError, match="open in another process"):
        Library(library.folder, HashEncoder())


def test_a_collection_is_neither_found_nor_counted_by_others(library: Library, folder: Path) -> None:
    sync(library, [folder / "a.txt"], collection="open")
    sync(library, [folder / "b.txt"], collection="closed")
    only_open = Filters(collections=("open",))
    query = Query("số hóa tài liệu", "số hóa tài liệu", filters=only_open)
    hits = library.searcher().search(query)
    assert {library.reports.get(hit.chunk.report_id).collection for hit in hits} == {"open"}  # type: ignore[union-attr]
    assert library.reports.counts(only_open)[0] == 1
    assert library.reports.counts(Filters(collections=()))[0] == 0


def test_a_report_comes_back_as_it_was(library: Library, folder: Path) -> None:
    sync(library, [folder])
    original = read(folder / "a.txt")
    assert library.reports.get(original.id) == original


def test_another_recipe_divides_and_encodes_anew(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(library, [folder])
    monkeypatch.setattr(index.indexing, "INDEX_RECIPE", "other")
    whole = lambda chunk: [chunk.text]  # noqa: E731 - a passage that counts as one sentence
    monkeypatch.setattr(index.indexing, "sentence_texts", whole)
    sync(library, [folder])
    for report in library.reports.all():
        keys = [stored.key for stored in library.reports.passages.chunks(report.id) if stored.chunk.searchable]
        vectors = library.indexing._vectors.get(keys)
        assert [len(vectors.sentences_of(key)) for key in keys] == [1] * len(keys)


def test_a_killed_sync_is_completed_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from index.encoder.encoder import HashEncoder; from index.library import Library\n"
        "from index.sync import sync\n"
        "with Library(Path(sys.argv[1]), HashEncoder()) as library:\n"
        "    sync(library, [Path(sys.argv[2])], on_progress=lambda _: print('working', flush=True))"
    )
    data = tmp_path / "library"
    for patience in (0.0, 0.05, 0.2):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(data), str(folder)], stdout=subprocess.PIPE, text=True
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(patience)
            running.kill()
    with Library(data, HashEncoder()) as library:
        result = sync(library, [folder])
        assert result.failed == []
        assert len(library.reports.all()) == 60
        expected = len(library.reports.passages.searchable_rows())
        assert library.indexing._dense.count() == library.indexing._lexical.count() == expected
        assert library.indexing._sentences.rows().tolist() == library.reports.passages.searchable_rows().tolist()
        assert sync(library, [folder]).unchanged == 60
        hits = library.searcher().search(Query("số hóa 37 trang", "số hóa 37 trang"))
        assert "số hóa 37 trang" in hits[0].chunk.text


def test_the_files_of_an_archive_are_reports_of_their_own(tmp_path: Path) -> None:
    archive = tmp_path / "reports" / "a.zip"
    archive.parent.mkdir()
    _pack(archive, {"1.txt": "Báo cáo một.", "2.txt": "Báo cáo hai."})
    with Library(tmp_path / "library", HashEncoder()) as library:
        assert sync(library, [archive.parent]).added == [str(archive / "1.txt"), str(archive / "2.txt")]
        assert sync(library, [archive.parent]).unchanged == 2
        _pack(archive, {"1.txt": "Báo cáo một, sửa lại.", "3.txt": "Báo cáo hai."})
        result = sync(library, [archive.parent])
        assert (result.changed, result.moved, result.failed) == ([str(archive / "1.txt")], [str(archive / "3.txt")], [])
        assert len(list(library.originals.iterdir())) >= 2
        archive.unlink()
        assert sorted(sync(library, [archive.parent], allow_empty=True).removed) == [
            str(archive / "1.txt"),
            str(archive / "3.txt"),
        ]


def _pack(archive: Path, texts: dict[str, str]) -> None:
    with zipfile.ZipFile(archive, "w") as opened:
        for name, text in texts.items():
            opened.writestr(name, text)
