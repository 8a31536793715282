"""`/metrics`: what happens is counted by outcome and door, for those who may, with nothing in it that names anybody or anything."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.assemble import answerer_of
from bot.settings import Group, Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.bot.metrics.scraped import Scraped
from tests.bot.page.page_driver import MERGER
from tests.conftest import SAMPLES

KEYS = {name: f"khoa-rieng-cua-{name}" for name in ("quan-tri", "quan-tri-so", "lan", "minh", "theo-doi")}
SETTINGS = Settings(
    users=KEYS,
    editors=("minh",),
    administrators=("quan-tri", "quan-tri-so"),
    monitors=("theo-doi",),
    groups={
        "tất cả": Group(users=("quan-tri",), collections=("*",)),
        "sở": Group(users=("quan-tri-so", "lan", "minh"), collections=("default",)),
    },
)
HERE = ("127.0.0.1", 5)
NOT_THERE = "Sở Ngoại vụ tỉnh Kon Tum báo cáo gì năm 2031?"


@pytest.fixture
def client(sample_library: Library) -> Iterator[TestClient]:
    with TestClient(
        api_of(Answerer(sample_library), sample_library, SETTINGS), base_url="http://127.0.0.1", client=HERE
    ) as opened:
        yield opened


def scraped(client: TestClient, who: str = "quan-tri") -> Scraped:
    answer = client.get("/metrics", auth=(who, KEYS[who]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    return Scraped.of(answer.text)


def ask(client: TestClient, question: str, path: str = "/api/ask", who: str = "lan") -> int:
    return client.post(path, json={"question": question}, auth=(who, KEYS[who])).status_code


def test_for_whom_it_is(client: TestClient) -> None:
    """Its figures count all collections: not for an administrator of some."""
    told = {name: client.get("/metrics", auth=(name, key)) for name, key in KEYS.items()}
    assert {name: each.status_code for name, each in told.items()} == {
        "quan-tri": 200, "theo-doi": 200, "quan-tri-so": 403, "lan": 403, "minh": 403,
    }  # fmt: skip
    assert "hoidap" not in told["lan"].text.replace("`monitors`", "")
    assert client.get("/metrics").status_code == 401


def test_a_watching_key_of_a_reader_is_named_in_the_settings(tmp_path: Path) -> None:
    from bot.signin.account_file import AccountFile

    with Library(tmp_path / "data", HashEncoder()) as library:
        keys = {
            name: AccountFile(library.folder).new_key(name, "reader", None, None) for name in ("prometheus", "cong-van")
        }
        settings = Settings(monitors=("key:prometheus",))
        with TestClient(
            api_of(Answerer(library), library, settings), base_url="http://127.0.0.1", client=HERE
        ) as client:
            status = {
                name: client.get("/metrics", headers={"Authorization": f"Bearer {key}"}).status_code
                for name, key in keys.items()
            }
    assert status == {"prometheus": 200, "cong-van": 403}


def test_questions_count_by_outcome_and_door(client: TestClient) -> None:
    before = scraped(client)
    assert ask(client, MERGER) == ask(client, MERGER, "/api/ask/stream") == 200
    assert ask(client, NOT_THERE) == ask(client, "xin chào") == ask(client, MERGER, "/api/search") == 200
    after = scraped(client)
    assert after.grown(before, "hoidap_questions_total") == {
        ("api", "firm"): 1, ("stream", "firm"): 1, ("api", "declined"): 1, ("api", "smalltalk"): 1, ("api", "searched"): 1,
    }  # fmt: skip
    assert after.grown(before, "hoidap_stage_seconds_count") == {
        ("wait",): 5, ("search",): 3, ("answer",): 3, ("whole",): 4,
    }  # fmt: skip
    assert after.value("hoidap_questions_running") == after.value("hoidap_questions_waiting") == 0


def test_what_is_refused_or_fails_counts_too(sample_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SETTINGS.model_copy(update={"questions_per_minute": 1})
    answerer = Answerer(sample_library)
    app = api_of(answerer, sample_library, settings)
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, raise_server_exceptions=False) as client:
        before = scraped(client)
        assert (ask(client, "xin chào"), ask(client, "xin chào", "/api/ask/stream")) == (200, 429)
        monkeypatch.setattr(answerer, "find", None)
        assert ask(client, MERGER, "/api/search", "minh") == 500
        after = scraped(client)
    assert after.grown(before, "hoidap_questions_total") == {
        ("api", "smalltalk"): 1, ("stream", "too_many"): 1, ("api", "error"): 1,
    }  # fmt: skip


def test_a_full_queue_counts_as_busy(sample_library: Library) -> None:
    app = api_of(Answerer(sample_library), sample_library, SETTINGS.model_copy(update={"concurrency": 1, "waiting": 0}))
    with TestClient(app, base_url="http://127.0.0.1", client=HERE) as client:
        before = scraped(client)
        assert client.portal
        client.portal.call(app.state.turns._limiter.acquire_on_behalf_of_nowait, app)
        assert scraped(client).value("hoidap_questions_running") == 1
        assert ask(client, MERGER) == 503
        client.portal.call(app.state.turns._limiter.release_on_behalf_of, app)
        assert scraped(client).grown(before, "hoidap_questions_total") == {("api", "busy"): 1}


def test_two_applications_count_apart(client: TestClient, sample_library: Library) -> None:
    with TestClient(
        api_of(Answerer(sample_library), sample_library, SETTINGS), base_url="http://127.0.0.1", client=HERE
    ) as other:
        before = scraped(other)
        ask(client, "xin chào")
        assert scraped(other).grown(before, "hoidap_questions_total") == {}


def test_nothing_of_it_names_anybody_or_anything(client: TestClient, sample_library: Library) -> None:
    ask(client, MERGER)
    text = client.get("/metrics", auth=("quan-tri", KEYS["quan-tri"])).text
    named = [*KEYS, MERGER, *(each.id for each in sample_library.reports.all()), "default", "127.0.0.1"]
    assert [each for each in named if re.search(rf"\b{re.escape(each)}\b", text)] == []
    assert len(Scraped.of(text).series) < 250


def test_the_library_as_it_stands(client: TestClient, sample_library: Library) -> None:
    told = scraped(client)
    reports = sample_library.reports.all()
    assert told.value("hoidap_reports") == len(reports)
    newest = max(each.issued for each in reports if each.issued)
    assert told.value("hoidap_newest_report_timestamp_seconds") == (newest.toordinal() - 719_163) * 86_400
    assert told.value("hoidap_files_failed") == 0
    assert told.value("hoidap_encoder_info", name=sample_library.encoder.name, backend="openvino") == 1
    for part in ("record", "vectors", "words"):
        assert told.value("hoidap_index_bytes", part=part) > 10_000, part
    assert told.value("hoidap_disk_free_bytes") > 0
    assert told.value("process_resident_memory_bytes") > 1_000_000
    assert any(name == "hoidap_build_info" for name in told.names)


def test_syncs_files_that_failed_and_their_moments(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_bytes((SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt").read_bytes())
    (reports / "b.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    with ExitStack() as opened:
        library = opened.enter_context(Library(tmp_path / "data", HashEncoder()))
        app = api_of(Answerer(library), library, Settings())
        client = opened.enter_context(TestClient(app, base_url="http://127.0.0.1", client=HERE))
        empty = Scraped.of(client.get("/metrics").text)
        assert empty.value("hoidap_reports") == 0
        assert not {name for name in empty.names if name.endswith("_timestamp_seconds")}
        library.files.add_root(str(reports), "default")
        client.post("/api/sync", json={})
        done = Scraped.of(client.get("/metrics").text)
        reports.rename(tmp_path / "away")
        (tmp_path / "data" / "originals").rename(tmp_path / "originals")
        (tmp_path / "data" / "originals").write_text("a file")
        (tmp_path / "away").rename(reports)
        (reports / "c.txt").write_bytes((reports / "a.txt").read_bytes() + b"\nMore.\n")
        assert '"detail"' in client.post("/api/sync", json={}).text
        failed = Scraped.of(client.get("/metrics").text)
    assert (done.value("hoidap_reports"), done.value("hoidap_files_failed")) == (1, 1)
    assert done.grown(empty, "hoidap_syncs_total") == {("done",): 1}
    assert (
        done.value("hoidap_last_sync_timestamp_seconds") >= done.value("hoidap_last_change_timestamp_seconds") > 1.7e9
    )
    assert failed.grown(done, "hoidap_syncs_total") == {("failed",): 1}


def test_calls_of_the_model_and_what_it_wrote_in_vain(sample_library: Library) -> None:
    from tests.bot.writing.chat_server import chunk, opened, serving
    from tests.bot.writing.test_writing import QUESTION, TRUE, refusing, settings_for

    def partly_wrong(handler: object) -> None:
        opened(handler)  # type: ignore[arg-type]
        said = f"Công ty Ánh Dương đã xóa được 28 thôn lõm sóng [1]. {TRUE}"
        usage = (
            b'data: {"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}}\n\n'
        )
        handler.wfile.write(chunk(said) + chunk("", "stop") + usage + b"data: [DONE]\n\n")  # type: ignore[attr-defined]

    told = {}
    for behave in (partly_wrong, refusing):
        with serving(behave) as url:
            settings = SETTINGS.model_copy(
                update=settings_for(url).model_dump(include={"model", "model_url", "model_retries", "writing"})
            )
            app = api_of(answerer_of(sample_library, settings), sample_library, settings)
            with TestClient(app, base_url="http://127.0.0.1", client=HERE) as client:
                before = scraped(client)
                assert ask(client, QUESTION) == 200
                told[behave] = (before, scraped(client))
    before, after = told[partly_wrong]
    assert after.grown(before, "hoidap_model_calls_total") == {("done",): 3}  # two of them measured the server
    assert after.grown(before, "hoidap_model_dropped_sentences_total") == {(): 1}
    assert after.grown(before, "hoidap_model_tokens_total") == {("read",): 2700, ("written",): 120}
    before, after = told[refusing]
    assert after.grown(before, "hoidap_model_calls_total") == {("failed",): 2}


def test_the_form_that_prometheus_asks_for_first(client: TestClient) -> None:
    answer = client.get(
        "/metrics",
        auth=("quan-tri", KEYS["quan-tri"]),
        headers={"Accept": "application/openmetrics-text;version=1.0.0"},
    )
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    assert re.search(r"^# EOF$", answer.text, re.MULTILINE)


@pytest.mark.parametrize("version", ["abc", "1.a.0", ""])
def test_a_form_that_there_is_not_is_answered_in_the_oldest(client: TestClient, version: str) -> None:
    accept = {"Accept": f"application/openmetrics-text;version={version}"}
    answer = client.get("/metrics", auth=("quan-tri", KEYS["quan-tri"]), headers=accept)
    assert answer.status_code == 200
    assert "hoidap_reports" in answer.text
