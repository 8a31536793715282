"""No event of the page reads a file of the server; what the page does not need is not there."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio
import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.bot.page.page_driver import served

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
SECRET = "khoa-bi-mat-cua-may-chu"
SESSION = "one-session"
READER = ("lan", "khoa-rieng-cua-lan")
EDITOR = ("minh", "khoa-rieng-cua-minh")


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("files") / "data", HashEncoder()) as library:
        yield library


@pytest.fixture(scope="module")
def guarded(own_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(users=dict((READER, EDITOR)), editors=("minh",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(tmp_path_factory.mktemp("sent")))
        with served(Answerer(own_library), own_library, settings) as found:
            yield found


@pytest.fixture
def reader(guarded: str) -> Iterator[httpx.Client]:
    """A person who is signed in and no editor."""
    with httpx.Client(base_url=guarded, auth=READER, timeout=10) as http:
        yield http


@pytest.fixture
def editor(guarded: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=guarded, auth=EDITOR, timeout=10) as http:
        yield http


def told(http: httpx.Client, kind: str, value: Any, session: str = SESSION) -> list[dict[str, Any]]:
    """What the page says to an event to which `value` is sent as the first component of this kind among its inputs."""
    config = http.get("/config").json()
    kinds = {each["id"]: each["type"] for each in config["components"]}
    event = next(each for each in config["dependencies"] if kind in [kinds[id_] for id_ in each["inputs"]])
    place = [kinds[id_] for id_ in event["inputs"]].index(kind)
    inputs = [value if at == place else None for at in range(len(event["inputs"]))]
    asked = {"fn_index": event["id"], "data": inputs, "session_hash": session, "trigger_id": event["targets"][0][0]}
    assert http.post("/gradio_api/queue/join", json=asked).status_code == 200
    messages = []
    with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                messages.append(json.loads(line.removeprefix("data: ")))
                if messages[-1]["msg"] in ("process_completed", "close_stream"):
                    break
    return messages


def file_data(path: Path | str, **more: Any) -> dict[str, Any]:
    return {"path": str(path), "meta": {"_type": "gradio.FileData"}, **more}


def kept_copies(content: str) -> list[Path]:
    """The files of Gradio's upload folder with this content."""
    folder = Path(gradio.utils.get_upload_folder())
    return [path for path in folder.rglob("*") if path.is_file() and content.encode() in path.read_bytes()]


@pytest.mark.parametrize("kind", ["dropdown", "textbox"])
def test_no_file_of_the_server_is_taken_for_one_that_was_sent(reader: httpx.Client, tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.txt"
    content = f"{SECRET}-{kind}-{os.getpid()}"
    secret.write_text(content, encoding="utf-8")
    value = [file_data(secret)] if kind == "dropdown" else file_data(secret)
    [*_, last] = told(reader, kind, value)
    assert not last["success"]
    assert kept_copies(content) == []
    link = reader.get("/gradio_api/deep_link", params={"session_hash": SESSION})
    assert link.status_code == 404


@pytest.mark.parametrize("kind", ["dropdown", "textbox"])
def test_no_pipe_freezes_the_server(reader: httpx.Client, tmp_path: Path, kind: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    try:
        [*_, last] = told(reader, kind, [file_data(pipe)] if kind == "dropdown" else file_data(pipe))
        assert not last["success"]
        assert reader.get("/healthz").json() == {"status": "ok"}
    finally:
        os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))  # lets go of a server that reads it


def test_nor_is_anything_that_names_one(editor: httpx.Client, own_library: Library) -> None:
    for named in ([{"deep": {"url": "http://127.0.0.1:9/x"}}], {"path": "\0"}, {"path": "a" * 5_000}, {"path": None}):
        [*_, last] = told(editor, "textbox", named, "session-of-the-editor")
        assert not last["success"], named


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/deep_link?session_hash=one-session", "/gradio_api/file=/etc/hostname", "/gradio_api/file/etc/hostname",
        "/gradio_api/proxy=http://127.0.0.1:9/", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/runs",
        "/gradio_api/queue/status", "/monitoring", "/monitoring/summary", "/openapi.json", "/svelte/x", "/login",
        "/gradio_api/upload", "/gradio_api/upload_progress?upload_id=x", "/en/gradio_api/upload_progress?upload_id=x",
        "/en/gradio_api/deep_link?session_hash=one-session", "/en/gradio_api/file=/etc/hostname",
    ],
)  # fmt: skip
def test_routes_that_the_page_does_not_use_are_not_there(reader: httpx.Client, path: str) -> None:
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["upload", "call/x", "run/predict", "api/predict", "component_server", "stream/x", "vibe-edit"]
)
def test_nor_are_those_that_run_something(reader: httpx.Client, path: str) -> None:
    assert reader.post(f"/gradio_api/{path}", json={"data": []}).status_code == 404
    assert reader.post(f"/en/gradio_api/{path}", json={"data": []}).status_code == 404
