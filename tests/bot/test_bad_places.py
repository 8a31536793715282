"""Wherever hoidap is put, readers get answers as long as there are any, a command costs one line, and nothing is lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.wording.wording import wording
from index.errors import NotKeptError
from index.sync import sync
from tests.bot.command_line import hoidap
from tests.index.kept_library import opened, state_of, write_reports
from tests.small_disk import enlarge, fill_up, small_disk


def test_on_a_full_disk_readers_get_answers_that_say_they_are_not_kept(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", range(20))
    with small_disk(tmp_path / "disk", 20_000) as disk, opened(disk / "library") as library:
        sync(library, [reports])
        converser = Converser(Answerer(library, answer_from=0.0), library)
        first = converser.reply("Sở đã số hóa bao nhiêu trang tài liệu năm 2007?", user="lan")
        stop = fill_up(disk)
        for question in ("Sở đã số hóa bao nhiêu trang tài liệu năm 2008?", "lãi suất ngân hàng?", "xin chào"):
            answer = converser.reply(question, conversation=first.conversation, user="lan").answer
            words = wording(answer.asked.language)
            if isinstance(answer, Answered):
                assert words.not_kept in answer.notes
            elif isinstance(answer, Declined):
                assert answer.reason.endswith(words.not_kept)
            assert converser.history.answer(answer.asked.id, None) is None
        assert converser.history.answer(first.answer.asked.id, None) is not None
        stop.unlink()
        kept = converser.reply("Sở đã số hóa bao nhiêu trang tài liệu năm 2009?", user="lan").answer
        assert converser.history.answer(kept.asked.id, None) is not None


@pytest.mark.parametrize("kilobytes", [900, 1_500, 2_500, 4_000, 5_500])
def test_a_sync_that_a_full_disk_stops_goes_on_when_there_is_room(tmp_path: Path, kilobytes: int) -> None:
    reports = write_reports(tmp_path / "reports", range(300))
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        with pytest.raises(NotKeptError) as told, opened(disk / "library") as library:
            sync(library, [reports])
        assert "\n" not in str(told.value)
        enlarge(disk, 60_000)
        with opened(disk / "library") as library:
            assert sync(library, [reports]).failed == []
        with opened(tmp_path / "clean") as library:
            sync(library, [reports])
        assert state_of(disk / "library") == state_of(tmp_path / "clean")


def one_line(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, check=False,
        env=os.environ | {"HOIDAP_BACKEND": "openvino-int8"} | environment, timeout=300,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    "command", [("ask", "gì?"), ("sync", "."), ("feedback",), ("repair",), ("serve", "--port", "1")]
)
def test_a_data_folder_that_is_a_file_is_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "data").write_text("a file")
    done = hoidap("--data", str(tmp_path / "data"), *command)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert (tmp_path / "data").read_text() == "a file"


def test_a_folder_that_cannot_be_written_is_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    with opened(tmp_path / "library") as library:
        sync(library, [write_reports(tmp_path / "reports", range(3))])
    with small_disk(tmp_path / "disk", 20_000) as disk:
        shutil.copytree(tmp_path / "library", disk / "library")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for command in (("ask", "gì?"), ("sync", str(tmp_path / "reports")), ("feedback",), ("check",)):
            done = hoidap("--data", str(disk / "library"), *command)
            assert done.returncode == 1
            assert "Traceback" not in done.stderr
            assert command[0] == "check" or len(done.stderr.strip().splitlines()) == 1


def test_a_library_opened_on_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with opened(tmp_path / "library") as library:
        sync(library, [write_reports(tmp_path / "reports", range(3))])
    with small_disk(tmp_path / "disk", 20_000) as disk:
        shutil.copytree(tmp_path / "library", disk / "library")
        fill_up(disk)
        for command in (("draft", "--json"), ("repair",), ("sync",)):
            done = hoidap("--data", str(disk / "library"), *command)
            assert "Traceback" not in done.stderr
            assert done.returncode == 0 or len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    line = one_line("--data", str(tmp_path / "data"), "ask", "gì?", HOME=str(tmp_path / "home"), XDG_CACHE_HOME="")
    assert "home" in line


def test_a_mount_that_is_gone_is_one_line_and_removes_nothing(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "share" / "reports", range(3))
    with opened(tmp_path / "library") as library:
        sync(library, [reports])
    before = state_of(tmp_path / "library")
    shutil.move(tmp_path / "share", tmp_path / "unmounted")
    with opened(tmp_path / "library") as library:
        [failure] = sync(library).failed
        assert "\n" not in failure.reason
    assert state_of(tmp_path / "library") == before


def test_what_a_killed_upload_left_is_no_report(tmp_path: Path) -> None:
    uploads = tmp_path / "library" / "uploads" / "default"
    uploads.mkdir(parents=True)
    (uploads / ".báo cáo.txt.partial").write_text("BÁO CÁO\nKết quả", encoding="utf-8")
    with opened(tmp_path / "library") as library:
        result = sync(library, [write_reports(uploads, range(2))])
        assert (len(result.added), result.failed, result.warnings) == (2, [], [])
