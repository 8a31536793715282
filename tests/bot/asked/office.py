"""A small library in two collections, those who ask in it and those who look at what was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Group, Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync

KEYS = {name: f"khoa-rieng-cua-{name}" for name in ("tổng", "sở", "lan", "minh", "hoa")}
"""Administrators of all and of one collection, a reader of that one, a reader of both, an editor."""
SETTINGS = Settings(
    users=KEYS,
    administrators=("tổng", "sở"),
    editors=("hoa",),
    monitors=("tổng",),
    questions_per_minute=0,
    groups={
        "hai": Group(users=("tổng", "minh"), collections=("chung", "kín")),
        "một": Group(users=("sở", "lan", "hoa"), collections=("chung",)),
    },
)
REPORTS = {
    "chung": "BÁO CÁO\nKết quả chuyển đổi số năm 2025\n\nNăm 2025 Sở Y tế đã số hóa 27.000 hồ sơ bệnh án của tỉnh Lam Giang.\n",
    "kín": "BÁO CÁO\nKinh phí mua sắm năm 2025\n\nNăm 2025 Sở Tài chính chi 12 tỷ đồng mua xe công vụ.\n",
}
ROUTES = ("/asked", "/api/v1/asked", "/asked.xlsx")


@contextmanager
def library_of_an_office(folder: Path, database_url: str = "") -> Iterator[Library]:
    with Library(folder / "data", HashEncoder(), database_url=database_url) as library:
        for collection, text in REPORTS.items():
            (folder / collection).mkdir()
            (folder / collection / f"{collection}.txt").write_text(text, encoding="utf-8")
            assert sync(library, [folder / collection], collection=collection).failed == []
        yield library


@contextmanager
def server_of(library: Library, settings: Settings = SETTINGS) -> Iterator[TestClient]:
    app = api_of(Answerer(library), library, settings)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5), follow_redirects=False) as client:
        yield client


def basic(who: str) -> dict[str, tuple[bytes, bytes]]:
    """Names are UTF-8."""
    return {"auth": (who.encode(), KEYS[who].encode())}


def ask(client: TestClient, who: str, question: str, **more: object) -> dict[str, object]:
    answer = client.post("/api/v1/ask", json={"question": question, **more}, **basic(who))
    assert answer.status_code == 200
    found: dict[str, object] = answer.json()
    return found


def dislike(client: TestClient, who: str, answer: dict[str, object], *reasons: str) -> None:
    judged = {"answer_id": answer["id"], "verdict": "down", "reasons": reasons}
    assert client.post("/api/v1/feedback", json=judged, **basic(who)).status_code == 204
