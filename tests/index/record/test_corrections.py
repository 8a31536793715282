"""What an editor states of a report holds at once, after every sync, and until it is taken back."""

import threading
from datetime import date
from pathlib import Path

import pytest

import index.folders.look
import index.indexing
from corpus.catalog import CellError
from corpus.printed.locate import locate
from index.correct import correct, uncorrect
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.question.filters import Filters
from index.sync import sync
from tests.conftest import SAMPLES

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""

PLAN = "2025-01-20-kh-ubnd-hop-nhat-so-ttt-so-khcn.pdf"
OLDER = "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"
NEWER = "2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in (PLAN, OLDER, NEWER):
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    return folder


@pytest.fixture
def filled(library: Library, folder: Path) -> Library:
    assert sync(library, [folder]).failed == []
    return library


def id_of(library: Library, number: str) -> str:
    return next(report.id for report in library.reports.all() if report.number == number)


def test_correction_holds_at_once_and_leaves_the_text(filled: Library) -> None:
    report_id = id_of(filled, "19/KH-UBND")
    before = filled.reports.get(report_id)
    cells = {"number": "91/KH-UBND", "issued": "21/1/2025", "years": "2025-2026", "agency": "UBND tỉnh Lam Giang"}
    assert correct(filled, report_id, cells, "lan")
    after = filled.reports.get(report_id)
    assert before
    assert after
    assert (after.number, after.issued, after.years) == ("91/KH-UBND", date(2025, 1, 21), (2025, 2026))
    assert (after.text, after.pages, after.sections, after.id) == (
        before.text,
        before.pages,
        before.sections,
        before.id,
    )
    assert filled.reports.register().entries[report_id].number_as_written == "91/KH-UBND"
    found = filled.searcher().search(
        filled.understanding.query("hợp nhất", Filters(agencies=("UBND tỉnh Lam Giang",))), 5
    )
    assert {hit.chunk.report_id for hit in found} == {report_id}
    known = filled.corrections.of(report_id)
    assert known
    assert known.by == "lan"
    assert known.before.number == "19/KH-UBND"


def test_passages_keep_their_places_on_the_page(filled: Library) -> None:
    report_id = id_of(filled, "19/KH-UBND")

    def marks() -> int:
        report = filled.reports.get(report_id)
        assert report
        start = report.text.index("hợp nhất")
        return len(locate(filled.reports.with_places(report), start, start + 8).marks)

    assert marks() > 0
    correct(filled, report_id, {"place": "Lam Bình"}, "lan")
    assert marks() > 0


def test_index_that_is_built_anew_keeps_places_and_corrections(filled: Library, folder: Path) -> None:
    report_id = id_of(filled, "19/KH-UBND")
    correct(filled, report_id, {"signer": "Nguyễn Văn A"}, "lan")
    filled.database.set_meta("identity", '{"encoder": "another", "recipe": "0"}')
    sync(filled, [folder])
    report = filled.reports.get(report_id)
    assert report
    assert report.signer == "Nguyễn Văn A"
    start = report.text.index("hợp nhất")
    assert locate(filled.reports.with_places(report), start, start + 8).marks


def test_next_sync_reads_nothing_again(filled: Library, folder: Path) -> None:
    correct(filled, id_of(filled, "19/KH-UBND"), {"place": "Huế"}, "lan")
    result = sync(filled, [folder])
    assert (result.changed, result.added, result.unchanged) == ([], [], 3)


def test_correction_outlives_reading_again(filled: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report_id = id_of(filled, "19/KH-UBND")
    correct(filled, report_id, {"place": "Huế"}, "lan")
    monkeypatch.setattr(index.folders.look, "READING_RECIPE", "another")
    result = sync(filled, [folder])
    assert len(result.changed) == 3
    report = filled.reports.get(report_id)
    assert report
    assert report.place == "Huế"
    assert sync(filled, [folder]).unchanged == 3


def test_correction_outlives_a_new_library_of_the_same_record(filled: Library, folder: Path, database_url: str) -> None:
    report_id = id_of(filled, "19/KH-UBND")
    correct(filled, report_id, {"place": "Huế"}, "lan")
    data = filled.folder
    filled.close()
    with Library(data, HashEncoder(), database_url=database_url) as again:
        report = again.reports.get(report_id)
        assert report
        assert report.place == "Huế"


def test_correction_wins_over_the_catalog_and_gives_way_to_it_when_taken_back(filled: Library, folder: Path) -> None:
    (folder / "catalog.csv").write_text(f"file,place,signer\n{PLAN},Đà Nẵng,Trần Thị B\n", encoding="utf-8")
    sync(filled, [folder])
    report_id = id_of(filled, "19/KH-UBND")
    correct(filled, report_id, {"place": "Huế"}, "lan")
    sync(filled, [folder])
    report = filled.reports.get(report_id)
    assert report
    assert (report.place, report.signer) == ("Huế", "Trần Thị B")
    uncorrect(filled, report_id)
    report = filled.reports.get(report_id)
    assert report
    assert report.place == "Đà Nẵng"
    assert sync(filled, [folder]).unchanged == 3


def test_second_correction_adds_to_the_first_and_empty_means_none(filled: Library) -> None:
    report_id = id_of(filled, "19/KH-UBND")
    original = filled.reports.get(report_id)
    assert original
    correct(filled, report_id, {"place": "Huế"}, "lan")
    correct(filled, report_id, {"place": "Huế", "signer": "", "years": ""}, "minh")
    report = filled.reports.get(report_id)
    assert report
    assert (report.place, report.signer, report.years) == ("Huế", None, ())
    assert not correct(filled, report_id, {"place": "Huế", "title": ""}, "minh")
    uncorrect(filled, report_id)
    assert filled.reports.get(report_id) == original


def test_notices_follow_the_corrected_number(filled: Library) -> None:
    newer, older = id_of(filled, "12/2025/QĐ-UBND"), id_of(filled, "31/2023/QĐ-UBND")
    assert filled.reports.superseded()[older].by == "12/2025/QĐ-UBND"
    correct(filled, newer, {"number": "13/2025/QĐ-UBND"}, "lan")
    assert filled.reports.superseded()[older].by == "13/2025/QĐ-UBND"
    correct(filled, older, {"number": "99/2023/QĐ-UBND"}, "lan")
    assert older not in filled.reports.superseded()


@pytest.mark.parametrize(
    ("column", "cell"),
    [("issued", "hôm qua"), ("number", "số mười"), ("years", "năm ngoái"), ("effective", "32/13/2025")],
)
def test_what_cannot_be_is_refused_and_changes_nothing(filled: Library, column: str, cell: str) -> None:
    report_id = id_of(filled, "19/KH-UBND")
    before = filled.reports.get(report_id)
    with pytest.raises(CellError) as refused:
        correct(filled, report_id, {"place": "Huế", column: cell}, "lan")
    assert refused.value.column == column
    assert filled.reports.get(report_id) == before
    assert filled.corrections.all() == {}
    with pytest.raises(KeyError):
        correct(filled, "nothing", {"place": "Huế"}, "lan")


def test_searches_go_on_while_reports_are_corrected(filled: Library) -> None:
    report_id, searcher = id_of(filled, "19/KH-UBND"), filled.searcher()
    errors: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                assert filled.reports.get(report_id)
                found = searcher.search(filled.understanding.query("hợp nhất các sở"), 10)
                assert report_id in {hit.chunk.report_id for hit in found}
            except BaseException as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 12):
        correct(filled, report_id, {"number": f"{number}/KH-UBND"}, "lan")
    done.set()
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert report_id in {hit.chunk.report_id for hit in searcher.search(filled.understanding.query("hợp nhất"), 10)}
