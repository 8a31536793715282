"""A Chroma server is killed, loses its disk, is guarded by a token: nothing is lost, nothing is encoded again, one line tells of it."""

import os
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.filling import Filling
from index.encoder.encoder import HashEncoder
from index.encoding import Encoding
from index.engines import served_chroma
from index.engines.chroma_server import ChromaServer
from index.errors import EngineAwayError
from index.library import Library
from index.question.query import Query
from index.safekeeping.backup import back_up
from index.safekeeping.restore import restore
from index.sync import sync
from index.withdraw import withdraw
from tests.bot.page.page_driver import missing
from tests.index.engines.chroma_process import ChromaProcess, chroma_process
from tests.index.kept_library import QUESTIONS, state_of, write_reports

_GUARD = Path(__file__).parents[3] / "deploy" / "chroma-guard.conf"
_TOKEN = "a token of a test, of 40 characters or so"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaProcess]:
    with chroma_process(tmp_path / "server") as started:
        yield started


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served_chroma, "_PATIENCE", 0.5)


def opened(folder: Path, server: ChromaProcess) -> Library:
    return Library(folder, HashEncoder(), chroma=ChromaServer(server.url))


def found_in(library: Library) -> list[list[tuple[str, float]]]:
    searcher = library.searcher()
    hits = [searcher.search(Query(question, question), k=5) for question in QUESTIONS]
    return [[(hit.chunk.id, round(hit.score, 6)) for hit in each] for each in hits]


def test_a_library_moves_to_a_server_and_back_without_encoding(
    tmp_path: Path, server: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "library"
    with Library(folder, HashEncoder()) as library:
        sync(library, [write_reports(tmp_path / "reports", range(30))])
        expected = found_in(library)
    monkeypatch.setattr(Encoding, "_encoded", None)
    with opened(folder, server) as library:
        assert found_in(library) == expected
        assert not (folder / "chroma").exists()
        assert library.indexing.lacking() == []
    with Library(folder, HashEncoder()) as library:
        assert found_in(library) == expected


@pytest.mark.parametrize("keeps_its_disk", [True, False])
def test_a_server_started_anew_in_the_middle_of_a_sync_costs_nothing(
    tmp_path: Path, server: ChromaProcess, keeps_its_disk: bool
) -> None:
    reports = write_reports(tmp_path / "reports", range(60))

    def start_anew() -> None:
        time.sleep(0.3)
        server.kill()
        if not keeps_its_disk:
            shutil.rmtree(server.folder)
        time.sleep(0.5)
        server.start()

    with opened(tmp_path / "library", server) as library:
        killing = threading.Thread(target=start_anew)
        killing.start()
        sync(library, [reports])
        killing.join()
        Filling(library).look()
        assert library.indexing.lacking() == []
        assert library.indexing._dense.count() == len(library.reports.passages.searchable_rows())
        found = found_in(library)
    with Library(tmp_path / "embedded", HashEncoder()) as library:
        sync(library, [reports])
        assert found_in(library) == found


def test_a_sync_without_the_server_ends_in_one_line_and_is_gone_on_with(
    tmp_path: Path, server: ChromaProcess, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = write_reports(tmp_path / "reports", range(30))
    with opened(tmp_path / "library", server) as library:
        server.kill()
        with pytest.raises(EngineAwayError) as told:
            sync(library, [reports])
        assert server.url in str(told.value)
        assert "\n" not in str(told.value)
        encoded = library.database.all("SELECT count(*) FROM vectors")
        server.start()
        monkeypatch.setattr(Encoding, "_encoded", None)
        library.indexing.publish(library.reports.pending())
        assert encoded == library.database.all("SELECT count(*) FROM vectors")
        monkeypatch.undo()
        assert sync(library, [reports]).failed == []
        assert library.indexing._dense.count() == len(library.reports.passages.searchable_rows())


@pytest.mark.parametrize("keeps_its_disk", [True, False])
def test_questions_are_told_and_answered_again_when_it_is_back(
    tmp_path: Path,
    server: ChromaProcess,
    impatient: None,
    keeps_its_disk: bool,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with opened(tmp_path / "library", server) as library:
        sync(library, [write_reports(tmp_path / "reports", range(30))])
        expected, searcher, filling = found_in(library), library.searcher(), Filling(library)
        server.kill()
        with pytest.raises(EngineAwayError):
            searcher.search(Query("tài liệu", "tài liệu"), k=5)
        with pytest.raises(EngineAwayError):
            library.indexing.lacking()
        filling.look()
        filling.look()
        assert len(caplog.messages) == 1
        if not keeps_its_disk:
            shutil.rmtree(server.folder)
        server.start()
        monkeypatch.setattr(Encoding, "_encoded", None)
        if not keeps_its_disk:
            with pytest.raises(EngineAwayError, match="filled in"):
                searcher.search(Query("tài liệu", "tài liệu"), k=5)
            assert library.indexing.lacking() == ["chroma"]
        filling.look()
        assert library.indexing.lacking() == []
        assert [[(hit.chunk.id, round(hit.score, 6)) for hit in searcher.search(Query(question, question), k=5)] for question in QUESTIONS] == expected  # fmt: skip


def test_a_server_that_is_away_when_the_library_is_opened_is_one_line(
    tmp_path: Path, server: ChromaProcess, impatient: None
) -> None:
    server.kill()
    with pytest.raises(EngineAwayError) as told:
        opened(tmp_path / "library", server)
    assert "\n" not in str(told.value)
    server.start()
    with opened(tmp_path / "library", server):
        pass


def test_what_was_withdrawn_leaves_the_server(tmp_path: Path, server: ChromaProcess) -> None:
    with opened(tmp_path / "library", server) as library:
        sync(library, [write_reports(tmp_path / "reports", range(10))])
        withdraw(library, library.reports.recorded_ids()[:3])
        assert library.indexing._dense.count() == len(library.reports.passages.searchable_rows()) > 0
        held = library.indexing._dense._parts.values()
        ids = {each["report_id"] for part in held for each in part.get(include=["metadatas"])["metadatas"]}
        assert ids == set(library.reports.recorded_ids())


def test_a_restored_record_is_what_the_server_holds(tmp_path: Path, server: ChromaProcess) -> None:
    """Whatever the server has by the same numbers from another time."""
    reports = write_reports(tmp_path / "reports", range(10))
    with opened(tmp_path / "library", server) as library:
        sync(library, [reports])
        expected = found_in(library)
    back_up(tmp_path / "library", tmp_path / "backup.zip")
    with opened(tmp_path / "library", server) as library:
        dense, rows = library.indexing._dense, library.reports.passages.searchable_rows().tolist()
        chunks = [
            each
            for id_ in library.reports.recorded_ids()
            for each in library.reports.passages.chunks(id_)
            if each.row in rows
        ]
        dense.add(chunks, HashEncoder().encode_passages(["điều khác"] * len(chunks)))
    restore(tmp_path / "backup.zip", tmp_path / "library", replace=True)
    with opened(tmp_path / "library", server) as library:
        assert found_in(library) == expected
        vectors = library.indexing._dense._parts.popitem()[1].get(include=["embeddings"])["embeddings"]
        assert len({tuple(each) for each in vectors}) > 1


def test_all_is_as_in_files_of_the_library(tmp_path: Path, server: ChromaProcess) -> None:
    reports = write_reports(tmp_path / "reports", range(20))
    with opened(tmp_path / "library", server) as library:
        sync(library, [reports])
    with Library(tmp_path / "embedded", HashEncoder()) as library:
        sync(library, [reports])
    assert state_of(tmp_path / "library") == state_of(tmp_path / "embedded")


@pytest.fixture
def guarded(tmp_path: Path, server: ChromaProcess) -> Iterator[tuple[str, Path]]:
    """The server behind the nginx of deploy, whose certificate an authority of an office signed."""
    if shutil.which("nginx") is None:
        missing("nginx")
    certificate, key = tmp_path / "tls.crt", tmp_path / "tls.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
         "/CN=chroma", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    other = ChromaProcess(tmp_path / "guard").port
    text = _GUARD.read_text(encoding="utf-8")
    for written, here in (
        ("listen 8443", f"listen 127.0.0.1:{other}"), ("chroma:8000", f"127.0.0.1:{server.port}"), ("/tmp/", f"{tmp_path}/"),
        ("/etc/chroma-guard/token.conf", str(tmp_path / "token.conf")), ("/etc/chroma-guard/", f"{tmp_path}/"),
    ):  # fmt: skip
        assert written in text
        text = text.replace(written, here)
    (tmp_path / "token.conf").write_text(f'"Bearer {_TOKEN}" 1;\n', encoding="utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(user + text, encoding="utf-8")
    with subprocess.Popen(
        ["nginx", "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-g", "daemon off;"], stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(100):
                if process.poll() is None and _is_open(other):
                    break
                time.sleep(0.05)
            yield f"https://127.0.0.1:{other}", certificate
        finally:
            process.terminate()


def _is_open(port: int) -> bool:
    try:
        httpx.get(f"http://127.0.0.1:{port}")
    except httpx.TransportError:
        return False
    return True


def test_a_token_and_an_offices_own_certificate(tmp_path: Path, guarded: tuple[str, Path], impatient: None) -> None:
    url, certificate = guarded
    office = ssl.create_default_context(cafile=certificate)
    server = ChromaServer(url, _TOKEN, trusted=office)
    assert server.away() == ""
    with Library(tmp_path / "library", HashEncoder(), chroma=server) as library:
        sync(library, [write_reports(tmp_path / "reports", range(5))])
        assert library.indexing._dense.count() == len(library.reports.passages.searchable_rows()) > 0
    for wrong, why in (
        (ChromaServer(url, "no token of this one", trusted=office), "401"),
        (ChromaServer(url, _TOKEN), "CERTIFICATE_VERIFY_FAILED"),
        (ChromaServer(url, _TOKEN, "X-Chroma-Token", office), "401"),
    ):
        assert why in wrong.away()
        with pytest.raises(EngineAwayError, match=why) as told:
            Library(tmp_path / "library", HashEncoder(), chroma=wrong)
        assert "token of" not in str(told.value)
        assert _TOKEN not in repr(wrong)
