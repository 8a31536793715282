"""A fault of the library is one line to who asks, and a damaged original is never given."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.api.faults import tell_faults
from bot.settings import Settings
from index.database.sqlite import RECORD
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES
from tests.small_disk import fill_up, small_disk

PDF = next(SAMPLES.glob("*.pdf"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library", HashEncoder()) as opened:
        assert sync(opened, [PDF]).failed == []
        yield opened


def client(library: Library) -> httpx.AsyncClient:
    app = api_of(Answerer(library, answer_from=0.0), library, Settings())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


@pytest.mark.anyio
@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"%PDF-1.7 noise"), lambda path: path.unlink()])
async def test_a_wrong_original_is_never_given(library: Library, spoil: Callable[[Path], None]) -> None:
    [report] = library.reports.all()
    original = library.original(report.sha256)
    assert original is not None
    paths = (f"/api/reports/{report.id}/original", f"/api/reports/{report.id}/pages/1.png")
    async with client(library) as http:
        assert [(await http.get(path)).status_code for path in paths] == [200, 200]
        spoil(original)
        for path in paths:
            answer = await http.get(path)
            assert answer.status_code in (404, 409)
            assert str(library.folder) not in answer.text
            assert "\n" not in answer.json()["detail"]
        assert (await http.get(f"/reports/{report.id}")).status_code == 200


@pytest.mark.anyio
async def test_on_a_full_disk_questions_are_answered_and_a_judgement_is_refused_in_one_line(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 20_000) as disk, Library(disk / "library", HashEncoder()) as library:
        sync(library, [PDF])
        async with client(library) as http:
            kept = (await http.post("/api/ask", json={"question": "kế hoạch nói gì?"})).json()
            fill_up(disk)
            for number in range(3):
                answer = await http.post("/api/ask", json={"question": f"kế hoạch năm 202{number} nói gì?"})
                assert answer.status_code == 200
            refused = await http.post(
                "/api/feedback", json={"answer_id": kept["id"], "verdict": "up", "comment": "x" * 4000}
            )
            assert refused.status_code in (204, 503)  # what is short may still find room in a page that is there
            if refused.status_code == 503:
                assert str(disk) not in refused.text
            assert (await http.get("/api/reports")).status_code == 200


@pytest.mark.anyio
async def test_a_record_that_is_damaged_while_it_is_served_is_one_line(library: Library) -> None:
    async with client(library) as http:
        assert (await http.get("/api/reports")).status_code == 200
        library.database._pool.close()
        library.database._pool._is_closed = False
        (library.folder / RECORD).write_bytes(bytes((library.folder / RECORD).stat().st_size))
        answer = await http.get("/api/reports")
        assert (answer.status_code, str(library.folder) in answer.text) == (503, False)


@pytest.mark.anyio
async def test_a_disk_that_takes_no_file_is_one_line_and_any_other_fault_is_not_taken_for_one() -> None:
    app = FastAPI()
    tell_faults(app)

    @app.post("/{code}")
    def write(code: int) -> None:
        raise OSError(code, os.strerror(code), "/srv/hoidap/uploads/a.pdf")

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        full = await http.post(f"/{errno.ENOSPC}")
        assert (full.status_code, "/srv" in full.text) == (503, False)
        assert (await http.post(f"/{errno.ENOENT}")).status_code == 500


@pytest.mark.anyio
async def test_what_nobody_looked_for_is_one_line_in_the_form_of_all_others(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError(str(library.folder))

    async with client(library) as http:
        monkeypatch.setattr("bot.api.guard._Limited.__call__", fails)
        for path, place in (("/api/v1/reports", "detail"), ("/v1/models", "error")):
            answer = await http.get(path)
            assert (answer.status_code, str(library.folder) in answer.text) == (500, False)
            assert answer.json()[place]
            assert answer.headers["X-Request-Id"]
            assert answer.headers["Cache-Control"] == "no-store"
