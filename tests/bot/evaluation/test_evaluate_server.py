"""`hoidap evaluate --url`: the same figures over the API as in process, and one line for a server that does not answer."""

import json
from pathlib import Path

import pytest

from bot.answerer import Answerer
from bot.client.client import Client
from bot.errors import ServerError
from bot.evaluation.datasets.collection import CASES, load_collection
from bot.evaluation.evaluate_collection import evaluate_collection_on
from bot.evaluation.server import ServerSystem
from bot.evaluation.system import LocalSystem
from bot.settings import Settings
from index.library import Library
from tests.bot.command_line import hoidap
from tests.bot.page.page_driver import served
from tests.measures.sample_cases import sample_cases

EVERY = 12
SAME = ("retrieval", "answers", "citations", "refusal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A few of the sample cases, follow-ups and unanswerable ones among them."""
    found = tmp_path / "few"
    found.mkdir()
    lines = (json.dumps(each, ensure_ascii=False) for each in sample_cases()[::EVERY])
    (found / CASES).write_text("\n".join(lines), encoding="utf-8")
    return found


def test_same_figures_over_the_api(address: str, sample_library: Library, folder: Path, tmp_path: Path) -> None:
    collection, settings = load_collection(folder), Settings()
    assert any(case.history for case in collection.cases)
    assert any(case.unanswerable for case in collection.cases)
    with Client(address) as client:
        here, there = (
            evaluate_collection_on(system, collection, tmp_path, sample_library.encoder, lambda *_: None, settings)
            for system in (LocalSystem(sample_library, settings), ServerSystem(client))
        )
    for group in SAME:
        assert getattr(here, group) == getattr(there, group)
    assert [each.model_dump(exclude={"search_ms", "answer_ms", "took_ms"}) for each in here.cases] == [
        each.model_dump(exclude={"search_ms", "answer_ms", "took_ms"}) for each in there.cases
    ]


def test_key_is_sent(sample_answerer: Answerer, sample_library: Library) -> None:
    with served(sample_answerer, sample_library, Settings(api_keys=["only-this-key-and-no-other"])) as address:
        with Client(address) as client, pytest.raises(ServerError, match=r"401: give a key that this server knows"):
            ServerSystem(client)
        with Client(address, "only-this-key-and-no-other") as client:
            assert set(ServerSystem(client).sources()) == {each.id for each in sample_library.reports.all()}


def test_what_is_no_server_is_told(tmp_path: Path, folder: Path) -> None:
    with Client("nowhere") as client, pytest.raises(ServerError, match="is no address of a server"):
        ServerSystem(client)
    done = hoidap("--data", str(tmp_path / "data"), "evaluate", str(folder), "--url", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "http://127.0.0.1:9 does not answer" in done.stderr
    assert "start it with `hoidap serve`" in done.stderr
    assert done.stderr.count("\n") == 1
