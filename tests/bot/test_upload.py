"""Files that are sent: under safe names, read while questions are answered, and not kept where they cannot be read."""

import os
import threading
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.answerer import Answerer
from bot.upload import FOLDER, Upload, add_files, safe_name
from index.correct import correct
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES

REPORT = SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"


@given(st.text(max_size=400))
def test_name_is_one_of_a_file_in_the_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe == Path(safe).name
    assert safe not in ("", ".", "..")
    assert not safe.startswith(".")
    assert len(safe.encode()) <= 255
    assert all(ord(char) >= 32 and char not in '<>:"/\\|?*\x7f\u202e' for char in safe)
    assert safe_name(safe) == safe or len(safe.encode()) > 190


def test_names_that_mean_harm_or_are_merely_long() -> None:
    assert safe_name("../../etc/passwd.txt") == "passwd.txt"
    assert safe_name("C:\\Tài liệu\\Báo cáo.docx") == "Báo cáo.docx"
    assert safe_name("<img src=x>.txt") == "_img src=x_.txt"
    assert safe_name("...") == "tep"
    assert safe_name(".txt") == "txt"
    assert safe_name("Ba\u0301o ca\u0301o.txt") == "Báo cáo.txt"
    assert safe_name("ủ" * 300 + ".pdf").endswith("ủ.pdf")


def test_files_are_read_and_failures_are_not_kept(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    sent = [Upload("../a/Báo cáo.txt", REPORT), Upload("trống.txt", tmp_path / "empty.txt")]
    seen: list[int] = []
    done = add_files(library, sent, on_progress=lambda progress: seen.append(progress.files_done))
    assert (done.added, done.unchanged) == (("Báo cáo.txt",), ())
    assert done.failed == (("trống.txt", "is empty"),)
    assert seen[-1] == 2
    assert [path.name for path in (library.folder / FOLDER / "default").iterdir()] == ["Báo cáo.txt"]
    assert sync(library).failed == []
    assert len(library.reports.all()) == 1
    assert add_files(library, sent[:1]).unchanged == ("Báo cáo.txt",)


def test_only_regular_files_are_opened(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(REPORT)
    sent = [Upload(f"{name}.txt", tmp_path / name) for name in ("pipe", "link", ".", "nothing")]
    done = add_files(library, [*sent, Upload("catalog.csv", Path("/dev/zero"))])
    assert (done.added, done.unchanged) == ((), ())
    assert [reason for _, reason in done.failed] == ["is not a file"] * 5
    assert list((library.folder / FOLDER / "default").iterdir()) == []


def test_another_file_of_the_same_name_takes_no_ones_place(library: Library, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("BÁO CÁO\nTổng kết công tác năm 2024 của một sở khác.\n", encoding="utf-8")
    add_files(library, [Upload("bc.txt", REPORT)])
    done = add_files(library, [Upload("bc.txt", tmp_path / "other.txt")])
    assert done.added == ("bc (2).txt",)
    assert len(library.reports.all()) == 2


def test_archive_is_read_and_its_bad_members_are_named(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(REPORT, "bc.txt")
        archive.writestr("trống.txt", b"")
    done = add_files(library, [Upload("a.zip", tmp_path / "a.zip")])
    assert len(library.reports.all()) == 1
    assert [reason for _, reason in done.failed] == ["is empty"]
    assert (library.folder / FOLDER / "default" / "a.zip").exists()


def test_questions_are_answered_and_a_second_sender_waits(library: Library, tmp_path: Path) -> None:
    add_files(library, [Upload("bc.txt", REPORT)])
    searcher = library.searcher()
    errors: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                searcher.search(library.understanding.query("chuyển đổi số"), 10)
            except BaseException as error:
                errors.append(error)
                return

    def send(number: int) -> None:
        path = tmp_path / f"{number}.txt"
        path.write_text(f"BÁO CÁO\nTổng kết chuyển đổi số năm {2000 + number} của tỉnh.\n", encoding="utf-8")
        try:
            assert add_files(library, [Upload("bc.txt", path)]).failed == ()
        except BaseException as error:
            errors.append(error)

    searching = threading.Thread(target=search)
    searching.start()
    senders = [threading.Thread(target=send, args=(number,)) for number in range(1, 5)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(120)
    done.set()
    searching.join(30)
    assert errors == []
    assert len(library.reports.all()) == 5
    assert len(searcher.search(library.understanding.query("Tổng kết chuyển đổi số"), 20)) >= 5


def test_questions_get_answers_while_reports_change(library: Library, tmp_path: Path) -> None:
    add_files(
        library, [Upload("bc.txt", REPORT), Upload("qd.txt", SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt")]
    )
    [report_id] = [report.id for report in library.reports.all() if report.number == "31/2023/QĐ-UBND"]
    answerer = Answerer(library, answer_from=0.0)
    errors: list[BaseException] = []
    done = threading.Event()
    questions = (
        "thời hạn chia sẻ dữ liệu là mấy ngày?",
        "Quyết định số 31/2023/QĐ-UBND còn hiệu lực không?",
        "các quyết định năm 2023",
        "Ai ký Quyết định số 31/2023/QĐ-UBND?",
        "tóm tắt Quyết định số 31/2023/QĐ-UBND",
        "so sánh số hồ sơ năm 2024 và 2025",
    )

    def ask() -> None:
        while not done.is_set():
            for question in questions:
                try:
                    answerer.answer(question)
                except BaseException as error:
                    errors.append(error)
                    return

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(12):
        correct(library, report_id, {"place": f"Nơi {number}"}, "lan")
    done.set()
    for thread in threads:
        thread.join(60)
    assert errors == []
