"""What /readyz says: nothing but the truth, to anybody, and nothing more than which part is wrong."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.api.health import Readiness, ReadinessJson
from bot.page.app import mount_page
from bot.settings import Settings
from index.database.sqlite import RECORD
from index.library import Library
from index.sync import sync
from tests.bot.running import running
from tests.index.kept_library import opened, write_reports
from tests.small_disk import fill_up, small_disk


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path / "library") as library:
        sync(library, [write_reports(tmp_path / "reports", range(20))])
        library.searcher()
        yield library


def found(library: Library) -> ReadinessJson:
    return Readiness(library).told()


def test_anybody_may_ask_under_any_name_and_hears_of_a_failure_by_name_alone(filled: Library) -> None:
    settings = Settings(users={"lan": "mat-khau-rieng-cua-lan"})
    with running(api_of(Answerer(filled), filled, settings)) as address:
        asked = httpx.get(f"{address}/readyz", headers={"Host": "elsewhere.example"})
        assert (asked.status_code, asked.json()) == (200, {"ready": True, "wrong": [], "impaired": []})
    with running(api_of(Answerer(filled), filled, settings)) as address:
        filled.indexing._lexical.clear()
        asked = httpx.get(f"{address}/readyz")
        assert (asked.status_code, asked.json()) == (503, {"ready": False, "wrong": ["engines"], "impaired": []})
        assert httpx.get(f"{address}/healthz").status_code == 200


def test_a_server_that_is_to_stop_is_not_ready_and_ends_what_open_pages_listen_to(filled: Library) -> None:
    answerer, settings = Answerer(filled), Settings()
    app = mount_page(api_of(answerer, filled, settings), answerer, filled, settings)
    with running(app) as address, httpx.stream("GET", f"{address}/gradio_api/heartbeat/4f1c", timeout=60) as beats:
        assert beats.status_code == 200
        app.state.stopping.has_begun = True
        asked = httpx.get(f"{address}/readyz")
        assert (asked.status_code, asked.json()["wrong"]) == (503, ["stopping"])
        app.state.stopping.end()
        assert b"ALIVE" in beats.read()


def test_what_was_wrong_is_ready_again_once_it_is_mended(filled: Library) -> None:
    for engine in (filled.indexing._dense, filled.indexing._lexical):
        engine.clear()
        assert found(filled).wrong == ["engines"]
        filled.indexing.heal()
        assert found(filled).ready
    filled.indexing._sentences.remove(filled.reports.passages.searchable_rows()[:1].tolist())
    assert found(filled).wrong == ["engines"]


def test_a_library_of_another_encoder_is_not_ready(filled: Library, caplog: pytest.LogCaptureFixture) -> None:
    filled.database.set_meta("identity", json.dumps({"encoder": "another", "recipe": "1"}))
    assert found(filled) == ReadinessJson(ready=False, wrong=["encoder"])
    assert "'another'" in caplog.text


def test_a_damaged_record_is_not_ready(filled: Library, tmp_path: Path) -> None:
    file = tmp_path / "library" / RECORD
    for name in (RECORD, f"{RECORD}-wal"):
        file.with_name(name).write_bytes(b"damaged " * 4096)
    with filled.database._pool.connection(), ThreadPoolExecutor() as others:  # one that has nothing in memory reads it
        assert others.submit(found, filled).result().wrong == ["library"]


def test_a_sync_under_way_is_ready_all_the_time(filled: Library, tmp_path: Path) -> None:
    folder, told = tmp_path / "reports", []

    def changes() -> None:
        sync(filled, [write_reports(folder, range(10, 60))])
        for number in range(15):
            (folder / f"{number}.txt").unlink()
        sync(filled, [folder])
        for number in range(15, 60):
            (folder / f"{number}.txt").write_text(f"BÁO CÁO\nKhác hẳn với trước: {number}.\n", encoding="utf-8")
        sync(filled, [folder])

    with ThreadPoolExecutor() as others:
        changing = others.submit(changes)
        while not changing.done():
            told.append(found(filled))
        changing.result()
    assert len(told) > 10
    assert [each for each in told if not each.ready] == []


def test_a_full_disk_is_said_though_answers_are_right(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", range(5))
    with small_disk(tmp_path / "disk", 20_000) as disk, opened(disk / "library") as library:
        sync(library, [reports])
        fill_up(disk)
        assert found(library) == ReadinessJson(ready=True, impaired=["disk"])
