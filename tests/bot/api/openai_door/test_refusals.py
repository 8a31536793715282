"""What OpenAI's door refuses to whom, in the words and the shape that its clients understand."""

from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from fastapi import FastAPI

from bot.answerer import Answerer
from bot.api.openai_door.error_shape import ErrorShape
from bot.settings import Group, Settings
from bot.signin.account_file import AccountFile
from bot.turns import BusyError
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import served
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
OPEN, SECRET = "2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf", "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"
QUESTION = "6 tháng đầu năm 2025 có bao nhiêu nhiệm vụ khoa học và công nghệ?"
SETTINGS = Settings(groups={"chung": Group(users=("key:web",), collections=("default",))}, questions_per_minute=0)
ASKING = ("chat/completions", "responses")


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("refusals") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / OPEN]).failed == []
        assert sync(library, [SAMPLES / SECRET], collection="kín").failed == []
        yield library


@pytest.fixture(scope="module")
def accounts(own_library: Library) -> AccountFile:
    return AccountFile(own_library.folder)


@pytest.fixture(scope="module")
def keys(accounts: AccountFile) -> dict[str, str]:
    """The one of the web team sees what its group lists, the other all."""
    return {
        "web": accounts.new_key("web", "reader", None, None),
        "all": accounts.new_key("all", "reader", ("*",), None),
    }


@pytest.fixture(scope="module")
def server(own_library: Library, keys: dict[str, str]) -> Iterator[str]:
    with served(Answerer(own_library), own_library, SETTINGS) as address:
        yield f"{address}/v1"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def body(path: str, question: Any = QUESTION, **more: Any) -> dict[str, Any]:
    asked = {"input": question} if path == "responses" else {"messages": [{"role": "user", "content": question}]}
    return {"model": "hoidap", **asked, **more}


def post(server: str, path: str, key: str, sent: Any, **headers: str) -> httpx.Response:
    return httpx.post(f"{server}/{path}", json=sent, headers={"Authorization": f"Bearer {key}"} | headers, timeout=30)


def error(answer: httpx.Response) -> dict[str, Any]:
    told = answer.json()
    assert told.keys() == {"error"}
    found: dict[str, Any] = told["error"]
    assert found.keys() == {"message", "type", "param", "code"}
    assert found["message"]
    assert "\n" not in found["message"]
    return found


@pytest.mark.parametrize("path", ASKING)
def test_without_a_key_and_with_a_revoked_one_nobody_is_answered(server: str, accounts: AccountFile, path: str) -> None:
    none = httpx.post(f"{server}/{path}", json=body(path))
    assert none.status_code == 401
    assert "WWW-Authenticate" in none.headers
    assert error(none)["type"] == "authentication_error"
    name = f"gone-{path.replace('/', '-')}"
    key = accounts.new_key(name, "reader", ("*",), None)
    assert post(server, path, key, body(path)).status_code == 200
    accounts.revoke(name)
    refused = post(server, path, key, body(path))
    assert (refused.status_code, error(refused)["code"]) == (401, "invalid_api_key")
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=server, api_key=key, max_retries=0).models.list()


@pytest.mark.parametrize("path", ASKING)
def test_who_asks_too_often_is_told_when_to_come_back(server: str, accounts: AccountFile, path: str) -> None:
    name = f"often-{path.replace('/', '-')}"
    key = accounts.new_key(name, "reader", ("*",), 1)
    assert post(server, path, key, body(path)).status_code == 200
    refused = post(server, path, key, body(path, stream=True))
    assert (refused.status_code, error(refused)["code"]) == (429, "rate_limit_exceeded")
    assert int(refused.headers["Retry-After"]) > 0
    assert int(refused.headers["Content-Length"]) == len(refused.content)


def test_each_sees_the_models_of_their_own_collections(server: str, keys: dict[str, str]) -> None:
    def listed(name: str) -> list[str]:
        with openai.OpenAI(base_url=server, api_key=keys[name], max_retries=0) as client:
            return [each.id for each in client.models.list()]

    assert listed("web") == ["hoidap"]
    assert listed("all") == ["hoidap", "hoidap:default", "hoidap:kín"]


@pytest.mark.parametrize("path", ASKING)
def test_a_collection_that_one_may_not_see_is_as_one_that_is_not_there(
    server: str, keys: dict[str, str], path: str
) -> None:
    for hidden, missing in (("hoidap:kín", "hoidap:xxx"), ("gpt-5", "kín")):
        told = [post(server, path, keys["web"], body(path, model=each)) for each in (hidden, missing)]
        told += [httpx.get(f"{server}/models/{each}", headers={"Authorization": f"Bearer {keys['web']}"}) for each in (hidden, missing)]  # fmt: skip
        assert {each.status_code for each in told} == {404}
        assert {error(each)["code"] for each in told} == {"model_not_found"}
        assert len({error(each)["message"].replace(hidden, "").replace(missing, "") for each in told}) == 1
    assert post(server, path, keys["all"], body(path, model="hoidap:kín")).status_code == 200


@pytest.mark.parametrize("path", ASKING)
def test_nothing_of_another_collection_is_told(
    server: str, keys: dict[str, str], own_library: Library, path: str
) -> None:
    [hidden] = own_library.reports.all(["kín"])
    asked = f"{hidden.title} nói gì?"
    for more in ({}, {"filters": {"collections": ["kín"]}}, {"filters": {"collections": ["default", "kín"]}}):
        for stream in (False, True):
            said = post(server, path, keys["web"], body(path, asked, stream=stream, **more))
            assert said.status_code == 200
            assert hidden.id not in said.text
            assert str(hidden.number) not in said.text
            assert hidden.id in post(server, path, keys["all"], body(path, asked, stream=stream, **more)).text


@pytest.mark.parametrize(
    ("path", "wrong", "param"),
    [
        ("chat/completions", {"n": 2}, "n"),
        ("chat/completions", {"messages": []}, "messages"),
        ("chat/completions", {"messages": [{"role": "system", "content": "x"}]}, "messages"),
        ("chat/completions", {"messages": [{"role": "user", "content": "x" * 20_001}]}, "messages"),
        ("chat/completions", {"messages": None}, "messages"),
        ("chat/completions", {"filters": {"year": [2025]}}, "filters.year"),
        ("responses", {"previous_response_id": "resp_1"}, "previous_response_id"),
        ("responses", {"input": []}, "input"),
    ],
)
def test_what_cannot_be_asked_is_named(
    server: str, keys: dict[str, str], path: str, wrong: dict[str, Any], param: str
) -> None:
    refused = post(server, path, keys["all"], body(path) | wrong)
    assert (refused.status_code, error(refused)["param"]) == (400, param)
    assert error(refused)["message"].startswith(f"{param}: ")


@pytest.mark.parametrize(("path", "kind"), [("chat/completions", "image_url"), ("responses", "input_image")])
def test_a_picture_is_refused_in_one_line(server: str, keys: dict[str, str], path: str, kind: str) -> None:
    parts = [{"type": "text", "text": "Ảnh này là gì?"}, {"type": kind, "image_url": "data:image/png;base64,AA=="}]
    sent = body(path) | ({"input": [{"role": "user", "content": parts}]} if path == "responses" else body(path, parts))
    refused = post(server, path, keys["all"], sent)
    assert refused.status_code == 400
    assert repr(kind) in error(refused)["message"]


@pytest.mark.parametrize("path", ASKING)
def test_what_clients_send_beside_changes_nothing(server: str, keys: dict[str, str], path: str) -> None:
    tool = {"type": "function", "function": {"name": "x", "parameters": {}}}
    more = {"temperature": 1.5, "tools": [tool], "max_tokens": 1, "n": 1, "user": "x", "response_format": {"type": "json_object"}}  # fmt: skip
    plain, other = (post(server, path, keys["all"], body(path, **sent)).json() for sent in ({}, more))
    assert plain["hoidap"]["answer"] == other["hoidap"]["answer"]


@pytest.mark.parametrize("path", ASKING)
def test_what_a_chat_client_wants_beside_answers_is_refused_and_costs_nothing(
    server: str, accounts: AccountFile, path: str
) -> None:
    key = accounts.new_key(f"tasks-{path.replace('/', '-')}", "reader", ("*",), 1)
    for _ in range(3):
        refused = post(server, path, key, body(path), **{"X-Hoidap-Task": "title_generation"})
        assert (refused.status_code, error(refused)["code"]) == (400, "task_not_done")
    assert post(server, path, key, body(path), **{"X-Hoidap-Task": ""}).status_code == 200


def test_the_guard_and_the_server_speak_alike(server: str, keys: dict[str, str]) -> None:
    too_long = post(server, "chat/completions", keys["all"], body("chat/completions", "x" * 1_000_001))
    assert (too_long.status_code, error(too_long)["code"]) == (413, "request_too_large")
    elsewhere = httpx.get(f"{server}/models", headers={"Host": "evil.example"})
    assert (elsewhere.status_code, error(elsewhere)["type"]) == (403, "permission_error")
    other = post(server, "embeddings", keys["all"], {})
    assert (other.status_code, error(other)["type"]) == (404, "not_found_error")
    method = httpx.get(f"{server}/chat/completions", headers={"Authorization": f"Bearer {keys['all']}"})
    assert (method.status_code, method.headers["Allow"]) == (405, "POST")
    assert error(method)["type"] == "invalid_request_error"
    head = httpx.head(f"{server}/models/x", headers={"Authorization": f"Bearer {keys['all']}"})
    assert (head.status_code, head.content) == (404, b"")
    nothing = httpx.post(f"{server}/responses", content=b"{", headers={"Authorization": f"Bearer {keys['all']}"})
    assert nothing.status_code == 400
    assert error(nothing)


def test_errors_of_other_addresses_stay_as_they_are(server: str) -> None:
    refused = httpx.get(f"{server.removesuffix('/v1')}/api/reports")
    assert (refused.status_code, [*refused.json()]) == (401, ["detail"])


@pytest.mark.anyio
async def test_who_comes_when_all_are_busy_is_told_when_to_come_back() -> None:
    busy = FastAPI()
    busy.add_middleware(ErrorShape)

    @busy.get("/v1/x")
    def ask() -> None:
        raise BusyError

    transport = httpx.ASGITransport(app=busy)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        refused = await http.get("/v1/x")
    assert (refused.status_code, error(refused)["code"], error(refused)["type"]) == (503, "server_busy", "server_error")
    assert int(refused.headers["Retry-After"]) > 0
