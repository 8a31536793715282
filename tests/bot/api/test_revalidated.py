"""What a browser may keep of reports, and when it is told to take them anew."""

import httpx
import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from index.correct import correct
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES

REPORTS = ("2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf", "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt")
ROOTS = ("/api/v1", "/api")


@pytest.fixture
def filled(library: Library) -> Library:
    assert sync(library, [SAMPLES / each for each in REPORTS]).failed == []
    return library


@pytest.fixture
def client(filled: Library) -> TestClient:
    app = api_of(Answerer(filled), filled, Settings())
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1))


@pytest.fixture
def paths(filled: Library) -> list[str]:
    pdf = next(each.id for each in filled.reports.all() if each.source.endswith(".pdf"))
    return ["/reports", f"/reports/{pdf}", f"/reports/{pdf}/original", f"/reports/{pdf}/pages/1.png"]


def known(client: TestClient, path: str, tag: str) -> httpx.Response:
    return client.get(path, headers={"If-None-Match": tag})


@pytest.mark.parametrize("root", ROOTS)
def test_who_has_it_is_sent_nothing(client: TestClient, paths: list[str], root: str) -> None:
    for path in paths:
        first = client.get(f"{root}{path}")
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "private, no-cache"
        assert first.content
        for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = known(client, f"{root}{path}", sent)
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
            assert again.headers["Cache-Control"] == "private, no-cache"
        assert known(client, f"{root}{path}", '"other"').content == first.content


@pytest.mark.parametrize("root", ROOTS)
def test_head_says_what_get_says_without_a_body(client: TestClient, paths: list[str], root: str) -> None:
    for path in (*(f"{root}{each}" for each in paths), f"{root}/openapi.json", "/healthz", paths[1]):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
            assert head.headers.get(name) == got.headers.get(name), (path, name)
    assert client.head(f"{root}/reports/nothing").status_code == 404
    assert client.head(f"{root}/ask").status_code == 405


def test_nothing_else_is_kept(client: TestClient, paths: list[str]) -> None:
    answer = client.post("/api/v1/ask", json={"question": "Ai ký Quyết định 12/2025?"}).json()
    others = [paths[1], "/healthz", "/api/v1/openapi.json", f"/answers/{answer['id']}/passages/1", "/api/v1/reports/nothing",
              f"/api/v1/conversations/{answer['conversation']}/export.md"]  # fmt: skip
    for path in others:
        told = client.get(path)
        assert told.headers["Cache-Control"] == "no-store", path
    assert client.post("/api/v1/search", json={"question": "x"}).headers["Cache-Control"] == "no-store"


def test_a_correction_makes_it_another(client: TestClient, filled: Library, paths: list[str]) -> None:
    before = {path: client.get(f"/api/v1{path}").headers["ETag"] for path in paths}
    correct(filled, paths[1].rpartition("/")[2], {"signer": "Nguyễn Văn Sửa"}, "minh")
    changed = [path for path, tag in before.items() if known(client, f"/api/v1{path}", tag).status_code == 200]
    assert changed == paths[:2]
    assert "Nguyễn Văn Sửa" in known(client, f"/api/v1{paths[1]}", before[paths[1]]).text


def test_a_marked_page_is_another_picture(client: TestClient, paths: list[str]) -> None:
    picture = f"/api/v1{paths[3]}"
    tags = {client.get(f"{picture}{more}").headers["ETag"] for more in ("", "?start=200&end=300", "?start=300&end=400")}
    assert len(tags) == 3


def test_reports_come_page_by_page(client: TestClient, filled: Library) -> None:
    everything = client.get("/api/v1/reports").json()
    first = client.get("/api/v1/reports", params={"limit": 1})
    assert first.json() == everything[:1]
    following = first.links["next"]["url"]
    assert following.startswith("?limit=1&after=")
    second = client.get(f"/api/v1/reports{following}")
    assert second.json() == everything[1:]
    assert "Link" not in second.headers
    assert "Link" not in client.get("/api/v1/reports", params={"limit": 2}).headers
    filled.reports.delete(everything[0]["id"])
    assert client.get(f"/api/v1/reports{following}").json() == everything[1:], (
        "where it was goes on although it is gone"
    )


@pytest.mark.parametrize(
    "wrong", ["limit=0", "limit=1001", "limit=+1", "limit=x", "after=x", "after=2025-01-01", "limit=1&after=.%00"]
)
def test_what_is_no_page_is_refused(client: TestClient, wrong: str) -> None:
    assert client.get(f"/api/v1/reports?{wrong}").status_code == 422
