"""Several processes over one record: each finds what the others changed, and one at a time changes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import index.database.postgres
from bot.filling import Filling
from index.correct import correct
from index.engines.chroma_server import ChromaServer
from index.errors import EngineAwayError, LibraryInUseError, UnreachableRecordError
from index.library import Library
from index.question.query import Query
from index.search.searcher import Searcher
from index.sync import sync
from index.withdraw import withdraw
from tests.index.engines.chroma_process import ChromaProcess, chroma_process
from tests.index.kept_library import opened, write_reports
from tests.postgresql import Cluster


@pytest.fixture
def url(postgresql: Cluster) -> str:
    return postgresql.new()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with chroma_process(tmp_path_factory.mktemp("server") / "chroma") as started:
        yield started


@pytest.fixture(params=["own engines", "one Chroma server"])
def chroma(request: pytest.FixtureRequest) -> ChromaServer | None:
    return None if request.param == "own engines" else ChromaServer(request.getfixturevalue("server").url)


@pytest.fixture
def first(url: str, tmp_path: Path, chroma: ChromaServer | None) -> Iterator[Library]:
    with opened(tmp_path / "first", url, chroma) as library:
        yield library


@pytest.fixture
def second(first: Library, url: str, tmp_path: Path, chroma: ChromaServer | None) -> Iterator[Library]:
    with opened(tmp_path / "second", url, chroma) as library:
        yield library


def found(library: Library, question: str) -> list[str]:
    return asked(library.searcher(), question)


def asked(searcher: Searcher, question: str) -> list[str]:
    return [hit.chunk.text for hit in searcher.search(Query(question, question), k=3)]


def engines(library: Library) -> tuple[int, int, list[int]]:
    indexing = library.indexing
    return indexing._dense.count(), indexing._lexical.count(), indexing._sentences.rows().tolist()


def in_line(library: Library) -> bool:
    rows = library.reports.passages.searchable_rows().tolist()
    return engines(library) == (len(rows), len(rows), rows)


def test_what_one_changes_the_other_finds(first: Library, second: Library, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", range(12))
    sync(first, [folder])
    assert engines(second)[1:] == (0, [])
    second.follow()
    assert in_line(second)
    assert found(second, "số hóa 7 trang") == found(first, "số hóa 7 trang")

    [seventh] = [id_ for id_, each in first.reports.named().items() if each.source.endswith("/7.txt")]
    correct(second, seventh, {"signer": "Nguyễn Văn An"}, "lan")
    (folder / "3.txt").write_text("BÁO CÁO\n\nSở đã mua 99 xe đạp trong năm 2003.\n", encoding="utf-8")
    (folder / "4.txt").unlink()
    sync(first)
    second.follow()
    assert in_line(first)
    assert in_line(second)
    assert "xe đạp" in found(second, "mua 99 xe đạp")[0]
    assert [each.signer for each in first.reports.all() if each.id == seventh] == ["Nguyễn Văn An"]


def test_one_that_was_not_there_catches_up_without_encoding(
    first: Library, url: str, tmp_path: Path, chroma: ChromaServer | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_reports(tmp_path / "reports", range(5))
    sync(first, [folder])
    with opened(tmp_path / "second", url, chroma) as second:
        second.searcher()
    (folder / "1.txt").unlink()
    write_reports(folder, range(10, 12))
    sync(first)
    with opened(tmp_path / "second", url, chroma) as second:
        monkeypatch.setattr(second.encoder, "encode_passages", None)
        second.searcher()
        assert in_line(second)
        assert second.reports.removals() == []


def test_nothing_of_what_is_withdrawn_stays_in_the_files_of_the_others(
    first: Library, second: Library, chroma: ChromaServer | None, tmp_path: Path
) -> None:
    folder = write_reports(tmp_path / "reports", range(3))
    (folder / "mat.txt").write_text(
        "BÁO CÁO\n\nKinh phí mật của đề án Hoàng Hôn là 4.711 triệu đồng.\n", encoding="utf-8"
    )
    sync(first, [folder])
    second.follow()
    [secret] = [id_ for id_, each in first.reports.named().items() if each.source.endswith("mat.txt")]
    sql = "SELECT passage FROM vectors WHERE key IN (SELECT key FROM chunks WHERE report_id = ?)"
    [(vector,)] = first.database.all(sql, secret)
    assert (vector in bytes_of(second.folder)) == (chroma is None)
    withdraw(first, [secret])
    second.follow()
    assert in_line(second)
    assert vector not in bytes_of(second.folder)


def bytes_of(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def test_one_at_a_time_changes_reports(
    first: Library, url: str, tmp_path: Path, chroma: ChromaServer | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_reports(tmp_path / "reports", range(3))
    monkeypatch.setattr(index.database.postgres, "_WAIT", "SET lock_timeout = '300ms'")
    with opened(tmp_path / "second", url, chroma) as second:
        with first.writing:
            with first.writing:
                pass
            with pytest.raises(LibraryInUseError, match="another server changes the reports"):
                sync(second, [folder])
            assert found(second, "gì") == []
        sync(second, [folder])
    first.follow()
    assert in_line(first)


def test_who_lost_the_server_meanwhile_changes_nothing_more(first: Library, postgresql: Cluster) -> None:
    def change() -> None:
        with first.writing:
            held = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
            assert postgresql.tell(held) == [(True,)]
            with first.database.transaction():
                first.database.touch()

    with pytest.raises(UnreachableRecordError, match="out of reach"):
        change()
    assert first.database.revision() == ""
    with first.writing:
        first.database.touch()


def test_what_a_shared_server_lost_one_of_them_fills_in(
    url: str, tmp_path: Path, server: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    chroma = ChromaServer(server.url)
    with opened(tmp_path / "first", url, chroma) as first, opened(tmp_path / "second", url, chroma) as second:
        sync(first, [write_reports(tmp_path / "reports", range(5))])
        searchers = [each.searcher() for each in (first, second)]
        was = [asked(each, "số hóa 3 trang") for each in searchers]
        for library in (first, second):
            monkeypatch.setattr(library.encoder, "encode_passages", None)
        second.indexing._dense.clear()
        with pytest.raises(EngineAwayError, match="lacks passages"):
            asked(searchers[0], "số hóa 3 trang")
        for library in (second, first):
            Filling(library).look()
        assert [asked(each, "số hóa 3 trang") for each in searchers] == was
        first.indexing._dense.clear()
        with opened(tmp_path / "third", url, chroma) as third:
            assert found(third, "số hóa 3 trang") == was[0]
            assert in_line(third)


def test_what_another_changes_for_long_is_filled_in_later(
    url: str, tmp_path: Path, server: ChromaProcess, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    chroma = ChromaServer(server.url)
    monkeypatch.setattr(index.database.postgres, "_WAIT", "SET lock_timeout = '300ms'")
    with opened(tmp_path / "first", url, chroma) as first, opened(tmp_path / "second", url, chroma) as second:
        sync(first, [write_reports(tmp_path / "reports", range(5))])
        second.follow()
        second.indexing._dense.clear()
        filling = Filling(second)
        with first.writing:
            filling.look()
        assert "another server changes the reports" in caplog.text
        assert not in_line(second)
        filling.look()
        assert in_line(second)
