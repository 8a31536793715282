"""What Open WebUI 0.12.4 sends, and what it makes of the answer, as its code has it (routers/openai.py, utils/middleware.py,
components/chat/Messages/Citations.svelte and ContentRenderer.svelte); tried with the real one by hand."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Settings
from index.library import Library
from tests.bot.page.page_driver import MERGER, NOT_THERE, served

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
KEY = "khoa-chung-cua-may-chu"
PUBLIC = "https://hoidap.tinh.example"
MANY = "Tóm tắt Kế hoạch số 19/KH-UBND"
"""Answered from several passages, some of one page."""


@pytest.fixture(scope="module")
def server(sample_library: Library, sample_answerer: Answerer) -> Iterator[str]:
    settings = Settings(api_keys=(KEY,), public_url=PUBLIC, user_header="X-Remote-User", questions_per_minute=0)
    with served(sample_answerer, sample_library, settings) as address:
        yield f"{address}/v1"


def sent(server: str, question: str, **headers: str) -> tuple[int, list[dict[str, Any]]]:
    """A chat's request, and the chunks that come back."""
    payload = {
        "stream": True, "model": "hoidap", "messages": [{"role": "user", "content": question}], "stream_options": {"include_usage": True},
    }  # fmt: skip
    own = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json", "X-Hoidap-Task": ""} | headers
    with httpx.stream("POST", f"{server}/chat/completions", content=json.dumps(payload), headers=own) as answer:
        lines = [line for line in answer.iter_lines() if line.strip()]
        if answer.status_code != 200:
            return answer.status_code, [json.loads("".join(lines))]
        assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert all(line.startswith("data: ") for line in lines)
    assert lines[-1] == "data: [DONE]"
    return 200, [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]


def cited(chunks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sources as the browser counts them: by what they have in common, in the order in which they came."""
    counted: dict[str, dict[str, Any]] = {}
    for chunk in chunks:
        if (event := chunk.get("event")) and event["type"] == "source":
            assert len(event["data"]["document"]) == len(event["data"]["metadata"]) == 1
            counted.setdefault(event["data"]["metadata"][0]["source"], event["data"])
    return list(counted.values())


@pytest.mark.parametrize("question", [MERGER, MANY])
def test_every_number_in_the_text_opens_the_quote_that_it_stands_for(
    server: str, sample_library: Library, question: str
) -> None:
    _, chunks = sent(server, question)
    sources, whole = cited(chunks), next(each["hoidap"] for each in chunks if "hoidap" in each)
    assert len(sources) == len(whole["citations"]) > 0
    for number, (source, citation) in enumerate(zip(sources, whole["citations"], strict=True), 1):
        assert citation["marker"] == number
        assert citation["url"].startswith(PUBLIC)
        assert source["document"] == [citation["quote"]]
        report = sample_library.reports.get(citation["report_id"])
        assert report
        assert source["document"] == [report.text[citation["start"] : citation["end"]]]
        assert source["source"]["url"] == citation["url"]
    names = [source["metadata"][0]["name"] for source in sources]
    assert len({*names}) == len(names)  # or the numbers behind would be shown under another name
    assert all(name.startswith(f"[{number}] ") for number, name in enumerate(names, 1))


def test_no_browser_is_sent_to_another_server_for_a_picture(server: str) -> None:
    """Open WebUI fetches one from outside for a source that is called by an address, as it calls those of annotations in a delta."""
    _, chunks = sent(server, MERGER)
    assert not any("annotations" in choice["delta"] for each in chunks for choice in each["choices"])
    for source in cited(chunks):
        assert not source["metadata"][0]["source"].startswith("http")
        assert not source["metadata"][0]["name"].startswith("http")


def test_what_is_near_is_no_source(server: str) -> None:
    _, chunks = sent(server, NOT_THERE)
    assert cited(chunks) == []


@pytest.mark.parametrize("task", ["title_generation", "TASKS.FOLLOW_UP_GENERATION", "tags_generation"])
def test_what_it_wants_beside_answers_is_refused(server: str, task: str) -> None:
    status, [told] = sent(server, "### Task:\nGenerate a concise title", **{"X-Hoidap-Task": task})
    assert status == 400
    assert repr(task) in told["error"]["message"]


def test_whom_it_names_is_who_asks(server: str) -> None:
    """The address it asks from is trusted; what one asks is then one's own."""
    _, chunks = sent(server, MERGER, **{"X-Remote-User": "lan@tinh.example"})
    whole = next(each["hoidap"] for each in chunks if "hoidap" in each)
    judged = {"answer_id": whole["id"], "verdict": "up"}
    feedback = f"{server.removesuffix('/v1')}/api/feedback"
    assert httpx.post(feedback, json=judged, headers={"X-Remote-User": "minh@tinh.example"}).status_code == 404
    assert httpx.post(feedback, json=judged, headers={"X-Remote-User": "lan@tinh.example"}).status_code == 204


def test_its_list_of_models_is_ours(server: str) -> None:
    told = httpx.get(f"{server}/models", headers={"Authorization": f"Bearer {KEY}"}).json()
    assert [each["id"] for each in told["data"]] == ["hoidap"]
