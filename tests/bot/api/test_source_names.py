"""Where on the server's disk files lie is told to administrators; others are told what they are called."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.api.source_names import line_naming
from bot.feeds.kept import Kept, save_kept
from bot.settings import Settings
from bot.sources import folder_of_feed
from bot.syncing import Syncing
from bot.user import User
from index.library import Library
from index.sync import sync

KEYS = {"an": "a" * 20, "binh": "b" * 20, "chi": "c" * 20}
SETTINGS = Settings(users=KEYS, editors=("binh",), administrators=("chi",))
ADDRESS = "https://congbao.tinh.example/van-ban/7"


@pytest.fixture
def folders(tmp_path: Path, library: Library) -> dict[str, Path]:
    """Reports of a folder, of one file, of a folder that is synced no more, and of a feed."""
    feed = folder_of_feed(library.folder, "congbao")
    files = {
        "folder": tmp_path / "Văn bản's" / "2025" / "a.txt",
        "file": tmp_path / "one" / "b.txt",
        "left": tmp_path / "before" / "c.txt",
        "feed": feed / "7.txt",
    }
    for number, file in enumerate(files.values()):
        file.parent.mkdir(parents=True)
        file.write_text(f"BÁO CÁO\n\nSở Y tế khám bệnh {number} lần.\n", encoding="utf-8")
    save_kept(feed, {ADDRESS: Kept(datetime(2025, 1, 1, tzinfo=UTC), "", "7.txt")})
    roots = [tmp_path / "Văn bản's", files["file"], tmp_path / "before", feed]
    assert sync(library, roots).failed == []
    library.files.forget_root(str(tmp_path / "before"), "default")
    return files


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = api_of(Answerer(library), library, SETTINGS, Syncing(library))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def sources(client: TestClient, who: str) -> set[str]:
    """As the list of reports, each report and its briefing tell them, which is the same."""
    auth = (who, KEYS[who])
    listed = {each["id"]: each["source"] for each in client.get("/api/v1/reports", auth=auth).json()}
    for report_id, source in listed.items():
        assert client.get(f"/api/v1/reports/{report_id}", auth=auth).json()["source"] == source
        briefing = client.get(f"/api/v1/reports/{report_id}/briefing", auth=auth).json()
        assert briefing["report"]["source"] == source
    return set(listed.values())


@pytest.mark.parametrize("who", ["an", "binh"])
def test_others_are_told_what_files_are_called(client: TestClient, folders: dict[str, Path], who: str) -> None:
    assert sources(client, who) == {"2025/a.txt", "b.txt", "c.txt", ADDRESS}


def test_administrators_are_told_where_files_lie(client: TestClient, folders: dict[str, Path]) -> None:
    assert sources(client, "chi") == {str(each) for each in folders.values()}


def test_at_the_machine_itself_files_are_told_by_their_path(library: Library, folders: dict[str, Path]) -> None:
    app = api_of(Answerer(library), library, Settings())
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as opened:
        assert {each["source"] for each in opened.get("/api/v1/reports").json()} == set(map(str, folders.values()))


def done(client: TestClient, who: str) -> dict[str, list[object]]:
    answer = client.post("/api/v1/sync", json={}, auth=(who, KEYS[who]))
    told: dict[str, list[object]] = json.loads(answer.text.rpartition("event: done\ndata: ")[2])
    return told


def test_what_a_sync_did_names_no_place_on_the_disk(
    client: TestClient, folders: dict[str, Path], tmp_path: Path
) -> None:
    (folders["folder"].parent / "hỏng.pdf").write_bytes(b"%PDF-1.7")
    (folders["folder"].parent / "mới.txt").write_text("BÁO CÁO\n\nSở Nội vụ tuyển người.\n", encoding="utf-8")
    folders["file"].rename(tmp_path / "b.txt")
    told = done(client, "binh")
    assert told["added"] == ["2025/mới.txt"]
    assert [each["source"] for each in told["failed"]] == ["2025/hỏng.pdf", "b.txt"]  # type: ignore[index]
    assert str(tmp_path) not in json.dumps(told, ensure_ascii=False)
    assert str(folders["file"]) in [each["source"] for each in done(client, "chi")["failed"]]  # type: ignore[index]


def test_words_around_a_path_stay(library: Library, folders: dict[str, Path], tmp_path: Path) -> None:
    say = line_naming(User("binh", "editor"), library)
    folder, data = folders["folder"].parent.parent, library.folder.resolve()
    assert say(f'bears the number 7, as does "{folder}/2025/a.txt": keep one') == (
        'bears the number 7, as does "2025/a.txt": keep one'
    )
    assert say(f"[Errno 28] No space left on device: '{data}/originals/1'") == (
        "[Errno 28] No space left on device: 'originals/1'"
    )
    assert say(f'"{folder}" does not exist') == '"Văn bản\'s" does not exist'
    assert say(f"{folder}-old/a.txt and x{folder}/a.txt") == f"{folder}-old/a.txt and x{folder}/a.txt"
