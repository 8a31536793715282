"""Editors change the library over HTTP: only folders that are known, only collections they may see, one sync at a time."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.owners_socket import is_from_owner
from bot.settings import Group, Settings
from bot.syncing import Syncing
from index.folders.result import SyncProgress
from index.library import Library
from index.sync import sync

KEYS = {"lan": "k" * 20, "minh": "m" * 20, "hoa": "h" * 20}
SETTINGS = Settings(
    users=KEYS,
    editors=("lan", "hoa"),
    groups={
        "all": Group(users=("lan", "minh"), collections=("default", "mật")),
        "few": Group(users=("hoa",), collections=("default",)),
    },
)


@pytest.fixture
def folders(tmp_path: Path, library: Library) -> dict[str, Path]:
    found = {}
    for collection, text in (("default", "Sở Y tế khám bệnh."), ("mật", "Sở Tài chính chi tiền.")):
        found[collection] = tmp_path / collection
        found[collection].mkdir()
        (found[collection] / "a.txt").write_text(f"BÁO CÁO\n\n{text}\n", encoding="utf-8")
        sync(library, [found[collection]], collection=collection)
    return found


@pytest.fixture
def syncing(library: Library) -> Syncing:
    return Syncing(library)


@pytest.fixture
def client(library: Library, syncing: Syncing) -> Iterator[TestClient]:
    with TestClient(api_of(Answerer(library), library, SETTINGS, syncing), base_url="http://127.0.0.1") as opened:
        yield opened


def told(client: TestClient, name: str, **body: object) -> tuple[int, list[tuple[str, dict[str, object]]]]:
    """The status, and the events that came."""
    answer = client.post("/api/sync", json=body, auth=(name, KEYS[name]))
    if answer.status_code != 200:
        return answer.status_code, []
    blocks = [block.splitlines() for block in answer.text.split("\n\n") if block and not block.startswith(":")]
    return 200, [(event.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for event, data in blocks]


def test_a_sync_is_told_as_it_goes(client: TestClient, folders: dict[str, Path]) -> None:
    (folders["default"] / "b.txt").write_text("BÁO CÁO\n\nSở Nội vụ tuyển người.\n", encoding="utf-8")
    (folders["default"] / "c.pdf").write_bytes(b"%PDF-1.7")
    status, events = told(client, "lan")
    assert status == 200
    assert {name for name, _ in events[:-1]} == {"progress"}
    name, done = events[-1]
    assert (name, done["added"], done["unchanged"]) == ("done", ["b.txt"], 2)
    assert [each["source"] for each in done["failed"]] == ["c.pdf"]  # type: ignore[attr-defined]


def test_only_what_is_known_is_synced_from_the_network(
    client: TestClient, folders: dict[str, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "d.txt").write_text("BÁO CÁO\n\nKhông ai được đọc.\n", encoding="utf-8")
    known = str(folders["default"])
    assert told(client, "lan", paths=[str(other)])[0] == 404
    assert told(client, "lan", paths=[known, str(folders["default"] / "a.txt")])[0] == 404
    assert told(client, "lan", paths=[known], collection="mật")[0] == 404
    assert told(client, "lan", paths=[known])[0] == 200
    assert told(client, "minh")[0] == 403


def test_an_editor_changes_only_what_they_may_see(
    client: TestClient, library: Library, folders: dict[str, Path]
) -> None:
    for folder in folders.values():
        (folder / "new.txt").write_text("BÁO CÁO\n\nMột điều mới.\n", encoding="utf-8")
    assert told(client, "hoa", paths=[str(folders["mật"])], collection="mật")[0] == 404
    _, events = told(client, "hoa")
    assert events[-1][1]["added"] == ["new.txt"]
    assert "mật" not in json.dumps(events, ensure_ascii=False)
    by_collection = {report.collection: report.id for report in library.reports.all()}

    def removed(report_id: str, name: str) -> int:
        return client.delete(f"/api/reports/{report_id}", auth=(name, KEYS[name])).status_code

    assert removed(by_collection["mật"], "hoa") == removed("none", "hoa") == 404
    assert removed(by_collection["default"], "minh") == 403
    assert removed(by_collection["default"], "hoa") == 204
    assert removed(by_collection["default"], "hoa") == 404
    assert removed(by_collection["mật"], "lan") == 204
    assert library.reports.get(by_collection["mật"]) is None


def test_a_folder_is_left_by_those_alone_who_may_see_it(
    client: TestClient, library: Library, folders: dict[str, Path]
) -> None:
    closed = str(folders["mật"])
    assert told(client, "hoa", paths=[closed], collection="mật", leave=True)[0] == 404
    assert told(client, "minh", paths=[closed], collection="mật", leave=True)[0] == 403
    _, events = told(client, "lan", paths=[closed], collection="mật", leave=True)
    assert (events[-1][0], events[-1][1]["removed"]) == ("done", ["a.txt"])
    assert [report.collection for report in library.reports.all()] == ["default"]
    assert told(client, "lan", paths=[closed], collection="mật")[0] == 404


def test_nobody_reads_a_folder_of_the_settings_into_their_own_collection(
    library: Library, folders: dict[str, Path]
) -> None:
    """Though it was synced into that before."""
    syncing = Syncing(library, [(folders["default"], "mật")])
    with TestClient(api_of(Answerer(library), library, SETTINGS, syncing), base_url="http://127.0.0.1") as client:
        _, events = told(client, "hoa", paths=[str(folders["default"])])
        name, failure = events[-1]
        assert (name, "another collection" in str(failure), "mật" in str(failure)) == ("failed", True, False)
        _, events = told(client, "hoa")
        assert (events[-1][1]["added"], events[-1][1]["failed"]) == ([], [])
        told(client, "lan")
    assert {report.collection for report in library.reports.all()} == {"mật"}


def test_a_second_sync_is_refused_during_the_first(
    client: TestClient, library: Library, syncing: Syncing, folders: dict[str, Path]
) -> None:
    with library.writing:  # the first waits for whoever changes reports
        first = syncing.begin()
        assert told(client, "lan")[0] == 409
    while isinstance(first.get(), SyncProgress):
        pass
    assert told(client, "lan")[0] == 200


def test_a_sync_that_is_stopped_says_so_and_the_next_goes_on(
    client: TestClient, library: Library, folders: dict[str, Path]
) -> None:
    (folders["default"] / "b.txt").write_text("BÁO CÁO\n\nSở Nội vụ tuyển người.\n", encoding="utf-8")
    stopped = Syncing(library)
    stopped.stop()
    outcome = stopped.begin().get()
    assert isinstance(outcome, str)
    assert "the next sync goes on" in outcome
    sync(library)
    assert len(library.reports.published()) == 3


@pytest.mark.parametrize("server", [None, ("127.0.0.1", 7860), ("test", None), ("server.sock", 80)])
def test_the_network_is_not_taken_for_the_owner(server: tuple[str, int | None] | None) -> None:
    assert not is_from_owner({"type": "http", "server": server})
    assert is_from_owner({"type": "http", "server": ("/srv/data/server.sock", None)})
