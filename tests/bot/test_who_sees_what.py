"""What one may not see leaves no trace in what one is told: two users, every question, every route."""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.api.app import api_of
from bot.conversation.converse import Converser
from bot.conversation.history import History
from bot.page.app import mount_page
from bot.settings import Group, Settings
from bot.suggestions import Suggestions
from index.library import Library
from index.question.filters import Filters
from tests.bot.hidden_reports import HIDDEN, MARK, library_with_hidden, write_hidden
from tests.bot.page.page_driver import served
from tests.measures.answers_of_commits import gold_cases

LAN, MINH = ("lan", "khoa-rieng-cua-lan"), ("minh", "khoa-rieng-cua-minh")
SETTINGS = Settings(
    users=dict([LAN, MINH]),
    editors=("lan", "minh"),
    groups={
        "chung": Group(users=("lan", "minh"), collections=("default",)),
        "kin": Group(users=("minh",), collections=(HIDDEN,)),
    },
)
QUESTION = f"Hồ sơ {MARK} của Sở Nội vụ nói gì về tinh giản biên chế?"


@pytest.fixture(scope="module")
def both(sample_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("hidden")
    write_hidden(sample_library, folder / "reports")
    with library_with_hidden(folder / "reports", folder / "library") as library:
        yield library


@pytest.fixture(scope="module")
def app(both: Library) -> FastAPI:
    answerer = Answerer(both)
    return mount_page(api_of(answerer, both, SETTINGS), answerer, both, SETTINGS)


def client(app: FastAPI, user: tuple[str, str]) -> TestClient:
    found = TestClient(app, base_url="http://127.0.0.1")
    found.auth = user
    return found


def trace(both: Library) -> re.Pattern[str]:
    """Whatever tells of a hidden report: its id, its number, its mark, its collection."""
    hidden = both.reports.all([HIDDEN])
    assert len(hidden) == len(both.reports.all(["default"])) > 10
    said = [MARK, *(each.id for each in hidden), *(each.number for each in hidden if each.number)]
    return re.compile("|".join(map(re.escape, said)))


class Sureness(float):
    """How sure an answer is, equal to another that is as good as the same.

    Vectors are kept by half their digits, and the same passage encoded beside others was .0002 more or less certain on the same
    processor: rounded to four digits, as it is told, that is another figure.
    """

    __hash__ = float.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and abs(float(self) - float(other)) < 0.0005


def told(answerer: Answerer, converser: Converser, library: Library, turns: tuple[str, ...], seen: Filters) -> Any:
    """All that is said to a question after those before it, and offered beside it; without ids, times and the last digits.

    (A product of matrices rounds by how many rows they have.)
    """
    conversation = None
    for question in turns:
        reply = converser.reply(question, seen, conversation)
        conversation = reply.conversation
    said = json.loads(
        answer_json(reply.answer, "").model_dump_json(), parse_float=lambda digits: round(float(digits), 6)
    )
    said["confidence"] = Sureness(said["confidence"])
    for name in ("id", "conversation", "timings_ms"):
        said.pop(name)
    said["filters"]["explicit"].pop("collections", None)
    return said, Suggestions(library, answerer).of(reply.answer)


def differing(sample_library: Library, both: Library, every: int) -> Mapping[str, Any]:
    seen = Filters(collections=("default",))
    answerers = Answerer(sample_library), Answerer(both)
    conversers = tuple(
        Converser(each, library) for each, library in zip(answerers, (sample_library, both), strict=True)
    )
    found = {}
    for case in gold_cases()[::every]:
        alone = told(answerers[0], conversers[0], sample_library, case.turns, Filters())
        beside = told(answerers[1], conversers[1], both, case.turns, seen)
        if alone != beside:
            found[case.id] = (alone, beside)
    return found


def test_only_what_is_as_sure_is_the_same() -> None:
    """How the others compare what is told."""
    assert {"confidence": Sureness(0.5174)} == {"confidence": Sureness(0.5172)}
    assert {"confidence": Sureness(0.5174)} != {"confidence": Sureness(0.5181)}


@pytest.mark.quick
def test_what_is_hidden_changes_no_answer(sample_library: Library, both: Library) -> None:
    assert differing(sample_library, both, 12) == {}


@pytest.mark.slow
def test_what_is_hidden_changes_no_answer_to_any_gold_question(sample_library: Library, both: Library) -> None:
    assert differing(sample_library, both, 1) == {}


def test_hidden_reports_compete(both: Library) -> None:
    """Who may see them is told of them: the tests beside this one would else hold for nothing."""
    answer = Converser(Answerer(both), both).reply(QUESTION).answer
    assert trace(both).search(answer_json(answer, "").model_dump_json())


def test_examples_and_glossary_do_not_tell(sample_library: Library, both: Library) -> None:
    seen = ("default",)
    assert Answerer(both).examples.of("vi", seen) == Answerer(sample_library).examples.of("vi")
    alone, beside = (
        sample_library.glossary(None, sample_library.database.revision()),
        both.glossary(seen, both.database.revision()),
    )
    assert alone.expansions("UBND TT&TT") == beside.expansions("UBND TT&TT")


def test_no_route_of_the_api_tells(app: FastAPI, both: Library) -> None:
    """Every route with every id of what is hidden: what the owner of it is told, the other is not, and is not told that it is there."""
    lan, minh, telling = client(app, LAN), client(app, MINH), trace(both)
    answer = minh.post("/api/ask", json={"question": QUESTION}).json()
    assert telling.search(json.dumps(answer["citations"], ensure_ascii=False))
    ids = {
        "report_id": [each.id for each in both.reports.all([HIDDEN])][:3],
        "answer_id": [answer["id"]],
        "conversation": [answer["conversation"]],
        "marker": ["1"],
        "number": ["1"],
        "model": [f"hoidap:{HIDDEN}"],
    }
    walked = set()
    for route in app.openapi()["paths"]:
        names = re.findall(r"{(\w+)}", route)
        if "get" not in app.openapi()["paths"][route] or not names:
            continue
        for first in ids[names[0]]:
            path = route.format(**{name: ids[name][0] for name in names} | {names[0]: first})
            refused, missing = lan.get(path), lan.get(path.replace(first, "0" * len(first)))
            assert refused.status_code == missing.status_code == 404, path
            assert refused.text.replace(first, "") == missing.text.replace("0" * len(first), ""), path
        assert minh.get(path).status_code in (200, 404), path
        walked.add(route)
    needed = {"/api/v1/reports/{report_id}", "/reports/{report_id}", "/answers/{answer_id}/passages/{marker}"}
    assert needed | {"/v1/models/{model}"} <= walked
    assert HIDDEN in minh.get("/v1/models").text
    assert HIDDEN not in lan.get("/v1/models").text
    assert len(walked) >= 7
    assert lan.get("/api/v1/reports").json() == [
        each for each in minh.get("/api/v1/reports").json() if each["collection"] == "default"
    ]


def test_pages_of_reports_do_not_tell(app: FastAPI, both: Library) -> None:
    """Neither how many there are on a page, nor where the next begins, nor that there is one."""
    lan = client(app, LAN)
    seen, address = [], "/api/v1/reports?limit=1"
    while address:
        page = lan.get(address)
        assert len(page.json()) == 1
        seen += page.json()
        assert not trace(both).search(page.text + page.headers.get("Link", ""))
        address = f"/api/v1/reports{page.links['next']['url']}" if "next" in page.links else ""
    assert seen == lan.get("/api/v1/reports").json()


def test_a_tag_of_who_sees_more_is_of_no_use_to_who_does_not(app: FastAPI, both: Library) -> None:
    lan, minh = client(app, LAN), client(app, MINH)
    hidden = both.reports.all([HIDDEN])[0].id
    for path in ("/api/v1/reports", f"/api/v1/reports/{hidden}", f"/api/v1/reports/{hidden}/original"):
        tag = minh.get(path).headers["ETag"]
        assert minh.get(path, headers={"If-None-Match": tag}).status_code == 304
        for known in (tag, "*"):
            told = lan.get(path, headers={"If-None-Match": known})
            assert told.status_code == (404 if hidden in path else 304 if known == "*" else 200), path
            assert not trace(both).search(told.text.replace(hidden, ""))


def test_asking_does_not_tell(app: FastAPI, both: Library) -> None:
    lan, telling = client(app, LAN), trace(both)
    hidden = both.reports.all([HIDDEN])[0]
    question = QUESTION.replace(MARK, "")
    bodies: list[dict[str, Any]] = [
        {"question": question, "filters": filters}
        for filters in ({}, {"collections": [HIDDEN]}, {"collections": ["default", HIDDEN]}, {"reports": [hidden.id]})
    ]
    bodies += [{"question": "còn năm 2024 thì sao?", "conversation": [{"role": "user", "content": question}]}]
    for body in bodies:
        for path in ("/api/ask", "/api/ask/stream", "/api/search"):
            sent = {name: part for name, part in body.items() if path != "/api/search" or name != "conversation"}
            said = lan.post(path, json=sent)
            assert said.status_code == 200
            own = hidden.id if "reports" in body.get("filters", {}) else "\0"  # what one filters by is said again
            assert not telling.search(said.text.replace(own, "")), (path, body)
        messages = [*body.get("conversation", ()), {"role": "user", "content": body["question"]}]
        for path, field in (("/v1/chat/completions", "messages"), ("/v1/responses", "input")):
            for stream in (False, True):
                sent = {"model": "hoidap", field: messages, "filters": body.get("filters", {}), "stream": stream}
                said = lan.post(path, json=sent)
                assert said.status_code == 200
                assert not telling.search(said.text.replace(own, "")), (path, body)


def test_no_tool_tells(app: FastAPI, both: Library) -> None:
    """What a language model is told that works for one or for the other."""
    lan, minh, telling = client(app, LAN), client(app, MINH), trace(both)
    hidden = both.reports.all([HIDDEN])[0]
    asked = {"question": QUESTION.replace(MARK, "")}
    calls: list[tuple[str, dict[str, Any]]] = [
        ("search", asked | {"passages": 50}),
        ("search", asked | {"collections": [HIDDEN]}),
        ("ask", asked | {"collections": ["default", HIDDEN]}),
        ("ask", asked | {"reports": [hidden.id]}),
        ("list_reports", {"limit": 100}),
        ("read_report", {"report_id": hidden.id}),
    ]
    for tool, arguments in calls:
        of_lan, of_minh = (_told_by_tool(each, tool, arguments) for each in (lan, minh))
        own = hidden.id if hidden.id in json.dumps(arguments) else "\0"  # what one names is said again
        assert not telling.search(of_lan.replace(own, "")), tool
        assert telling.search(of_minh), tool


def _told_by_tool(user: TestClient, tool: str, arguments: dict[str, Any]) -> str:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    answer = user.post("/mcp", json=call, headers={"Accept": "application/json, text/event-stream"})
    assert answer.status_code == 200
    return json.dumps(answer.json()["result"], ensure_ascii=False)


def test_another_does_not_go_on_with_a_conversation(app: FastAPI, both: Library) -> None:
    lan, minh = client(app, LAN), client(app, MINH)
    first = minh.post("/api/ask", json={"question": QUESTION}).json()
    second = lan.post(
        "/api/ask", json={"question": "còn năm 2024 thì sao?", "conversation": first["conversation"]}
    ).json()
    assert second["conversation"] != first["conversation"]
    assert not trace(both).search(json.dumps(second, ensure_ascii=False))


def test_what_is_no_longer_theirs_leaves_a_history(both: Library) -> None:
    """Minh asks while in the group, and leaves it: neither list, conversation, export nor a follow-up has what was said."""
    answerer = Answerer(both)
    before = client(api_of(answerer, both, SETTINGS), MINH)
    asked = before.post("/api/ask", json={"question": QUESTION}).json()
    export = f"/api/conversations/{asked['conversation']}/export.md"
    assert MARK in before.get(export).text
    less = SETTINGS.model_copy(update={"groups": {"chung": SETTINGS.groups["chung"]}})
    after, telling = client(api_of(answerer, both, less), MINH), trace(both)
    assert after.get(export).status_code == 404
    followed = after.post("/api/ask", json={"question": "nói rõ hơn điểm 1", "conversation": asked["conversation"]})
    assert not telling.search(followed.text)
    assert telling.search(before.get(export).text)


def test_what_leans_on_a_question_is_for_those_alone_who_may_see_what_that_was_answered_from(both: Library) -> None:
    """A follow-up says words of the question before, which was asked of all, though it is itself asked of less."""
    answerer = Answerer(both)
    lan, minh = (client(api_of(answerer, both, SETTINGS), user) for user in (LAN, MINH))
    first = minh.post("/api/ask", json={"question": "Nhiệm vụ mật danh Hồng Hà năm 2025 có kinh phí bao nhiêu?"}).json()
    less = {"question": "còn năm 2024 thì sao?", "filters": {"collections": ["default"]}}
    second = minh.post("/api/ask", json=less | {"conversation": first["conversation"]}).json()
    assert second["conversation"] == first["conversation"]
    assert History(both.database).answer(second["id"], ("default",)) is None
    assert History(both.database).answer(second["id"], None) is not None
    assert lan.get(f"/answers/{second['id']}").status_code == 404


def test_the_page_does_not_tell(both: Library) -> None:
    """What the page is made of, and what each of its events answers, for who may not see and for who may."""
    with served(Answerer(both), both, SETTINGS) as address:
        lan, minh = (httpx.Client(base_url=address, auth=user, timeout=20) for user in (LAN, MINH))
        with lan, minh:
            _walk(lan, minh, trace(both))


def _walk(lan: httpx.Client, minh: httpx.Client, telling: re.Pattern[str]) -> None:
    shared = minh.post("/api/ask", json={"question": QUESTION}).json()
    assert not telling.search(lan.get("/").text + lan.get("/config").text)
    events = lan.get("/config").json()["dependencies"]
    said = {who: [_said(each, event, shared) for event in events] for who, each in (("lan", lan), ("minh", minh))}
    assert len(events) > 15
    for event, of_lan in zip(events, said["lan"], strict=True):
        assert not telling.search(of_lan), event
    assert any(map(telling.search, said["minh"]))


def _said(user: httpx.Client, event: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
    """What an event of the page answers, sent as its script does, with the values that a page begins with."""
    session = secrets.token_hex(8)  # of nobody else
    page = user.get("/config").json()
    first = {each["id"]: each["props"].get("value") for each in page["components"]}
    number = event["id"]
    sent = {
        "data": [QUESTION.replace(MARK, "") if first[each] in ("", None) else first[each] for each in event["inputs"]],
        "event_data": {
            "index": [0, 0],
            "value": "1",
            "liked": True,
            "row_value": [],
            "answer": shared["id"],
            "name": "ignore",
        },
        "fn_index": number,
        "trigger_id": None,
        "session_hash": session,
    }
    joined = user.post(f"/gradio_api/queue/join?answer={shared['id']}&c={shared['conversation']}", json=sent)
    if joined.status_code != 200:
        return joined.text
    lines = []
    with user.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
        for line in stream.iter_lines():
            lines.append(line)
            if "process_completed" in line or "close_stream" in line:
                break
    return "\n".join(lines)
