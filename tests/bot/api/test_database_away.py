"""The database goes away and comes back while a server answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from bot.signin.account_table import AccountTable
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.index.kept_library import write_reports
from tests.postgresql import Cluster, cluster

QUESTION = "Năm 2007 sở đã số hóa bao nhiêu trang tài liệu?"
PASSWORD = "mật khẩu riêng của Lan"


@pytest.fixture(scope="module")
def own_server() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


def test_readers_are_told_and_nothing_is_lost_when_it_is_back(own_server: Cluster, tmp_path: Path) -> None:
    with Library(tmp_path / "library", HashEncoder(), database_url=own_server.new()) as library:
        sync(library, [write_reports(tmp_path / "reports", range(10))])
        AccountTable(library.database).set_user("lan", PASSWORD)
        app = api_of(Answerer(library), library, Settings())
        with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5)) as client:
            client.auth = (b"lan", PASSWORD.encode())
            before = client.post("/api/v1/ask", json={"question": QUESTION}).json()
            own_server.stop()
            try:
                away = client.post("/api/v1/ask", json={"question": QUESTION})
                assert (away.status_code, "does not answer" in away.json()["detail"]) == (503, True)
                assert client.get("/healthz").status_code == 200
                told = client.get("/readyz")
                assert (told.status_code, told.json()["wrong"]) == (503, ["library"])
            finally:
                own_server.start()
            again = client.post(
                "/api/v1/ask", json={"question": QUESTION, "conversation": before["conversation"]}
            ).json()
            assert again["citations"] == before["citations"]
            assert again["conversation"] == before["conversation"]
            assert client.get(f"/answers/{before['id']}/passages/1").status_code == 200
