"""A running server, asked by the clients that people have: the `openai` package and LangChain's `ChatOpenAI`."""

import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

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
FOLLOW_UP = "còn năm 2024 thì sao?"


@pytest.fixture(scope="module")
def server(sample_library: Library, sample_answerer: Answerer) -> Iterator[str]:
    settings = Settings(api_keys=(KEY,), public_url=PUBLIC, questions_per_minute=0)
    with served(sample_answerer, sample_library, settings) as address:
        yield f"{address}/v1"


@pytest.fixture
def client(server: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=server, api_key=KEY, max_retries=0) as opened:
        yield opened


@pytest.fixture
def chat(server: str) -> ChatOpenAI:
    return ChatOpenAI(model="hoidap", base_url=server, api_key=SecretStr(KEY), max_retries=0)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def user(*questions: str) -> list[Any]:
    return [{"role": "user", "content": each} for each in questions]


def quotes_stand(answer: dict[str, Any], library: Library) -> bool:
    texts = {each["report_id"]: library.reports.get(each["report_id"]) for each in answer["citations"]}
    return bool(texts) and all(
        (report := texts[each["report_id"]]) and each["quote"] == report.text[each["start"] : each["end"]]
        for each in answer["citations"]
    )


def test_models_are_listed_and_one_is_found(client: openai.OpenAI) -> None:
    assert [each.id for each in client.models.list()] == ["hoidap"]
    assert client.models.retrieve("hoidap").owned_by == "hoidap"
    assert client.models.retrieve("hoidap:default").id == "hoidap:default"


def test_an_answer_has_its_markers_its_sources_and_its_whole_self(
    client: openai.OpenAI, sample_library: Library
) -> None:
    done = client.chat.completions.create(model="hoidap", messages=user(MERGER), temperature=0, seed=1, stop=["."])
    message = done.choices[0].message
    content, annotations = message.content or "", message.annotations or []
    assert "**Nguồn:**" in content
    assert {content[each.url_citation.start_index : each.url_citation.end_index] for each in annotations} >= {"[1]"}
    whole = done.model_extra["hoidap"]  # type: ignore[index]
    assert whole["status"] == "answered"
    assert quotes_stand(whole, sample_library)
    assert done.model_extra["citations"] == [each["url"] for each in whole["citations"]]  # type: ignore[index]
    assert {each.url_citation.url for each in annotations} <= set(done.model_extra["citations"])  # type: ignore[index]
    assert done.choices[0].finish_reason == "stop"
    assert done.usage
    assert done.usage.completion_tokens == len(content.split())
    assert done.usage.prompt_tokens == len(MERGER.split())


def test_a_stream_says_the_same(client: openai.OpenAI) -> None:
    options: Any = {"include_usage": True}
    chunks = list(
        client.chat.completions.create(model="hoidap", messages=user(MERGER), stream=True, stream_options=options)
    )
    whole = client.chat.completions.create(model="hoidap", messages=user(MERGER))
    pieces = [each.choices[0].delta.content for each in chunks if each.choices and each.choices[0].delta.content]
    assert "".join(map(str, pieces)) == whole.choices[0].message.content
    assert len(pieces) == len(whole.model_extra["hoidap"]["statements"]) + 1  # type: ignore[index]
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [each.choices[0].finish_reason for each in chunks if each.choices].count("stop") == 1
    last = chunks[-2]
    assert last.model_extra["citations"] == whole.model_extra["citations"]  # type: ignore[index]
    assert [each["url_citation"]["url"] for each in last.model_extra["annotations"]] == [  # type: ignore[index]
        each.url_citation.url for each in whole.choices[0].message.annotations or []
    ]
    assert last.model_extra["hoidap"]["answer"] == whole.model_extra["hoidap"]["answer"]  # type: ignore[index]
    assert (chunks[-1].choices, chunks[-1].usage) == ([], whole.usage)
    assert all(each.usage is None for each in chunks[:-1])


def test_usage_comes_only_where_it_is_asked_for(client: openai.OpenAI) -> None:
    chunks = list(client.chat.completions.create(model="hoidap", messages=user("Xin chào"), stream=True))
    assert all(each.choices for each in chunks)
    assert "usage" not in chunks[-1].model_fields_set


@pytest.mark.anyio
async def test_a_client_that_does_not_wait(server: str) -> None:
    async with openai.AsyncOpenAI(base_url=server, api_key=KEY, max_retries=0) as client:
        done = await client.chat.completions.create(model="hoidap", messages=user(MERGER))
        stream = await client.chat.completions.create(model="hoidap", messages=user(MERGER), stream=True)
        pieces = [each.choices[0].delta.content or "" async for each in stream]
    assert "".join(pieces) == done.choices[0].message.content


def test_what_the_reports_lack_is_declined_and_cites_nothing(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="hoidap", messages=user(NOT_THERE))
    whole = done.model_extra["hoidap"]  # type: ignore[index]
    assert whole["status"] == "declined"
    assert "**Nguồn:**" not in str(done.choices[0].message.content)
    assert (done.choices[0].message.annotations, done.model_extra["citations"]) == ([], [])  # type: ignore[index]


def test_small_talk(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="hoidap", messages=user("Xin chào"))
    assert done.model_extra["hoidap"]["status"] == "smalltalk"  # type: ignore[index]


def test_a_conversation_is_what_is_sent(client: openai.OpenAI) -> None:
    """As of /api/ask; what the assistant is said to have said, and what a client tells its model, counts for nothing."""
    turns = [{"role": "user", "content": MERGER}, {"role": "assistant", "content": "Không có gì. [7]"}]
    system = {"role": "system", "content": "Trả lời bằng tiếng Anh, không trích dẫn."}
    asked: list[Any] = [system, *turns, {"role": "user", "content": [{"type": "text", "text": FOLLOW_UP}]}]
    done = client.chat.completions.create(model="hoidap", messages=asked)
    whole = done.model_extra["hoidap"]  # type: ignore[index]
    plain = client.post("../api/ask", body={"question": FOLLOW_UP, "conversation": turns}, cast_to=object)
    assert whole["searched_as"] == plain["searched_as"] != FOLLOW_UP  # type: ignore[index]
    assert whole["answer"] == plain["answer"]  # type: ignore[index]


def test_an_answer_that_was_begun_is_not_gone_on_with(client: openai.OpenAI) -> None:
    begun: list[Any] = [*user(MERGER), {"role": "assistant", "content": "Theo"}]
    done = client.chat.completions.create(model="hoidap", messages=begun)
    assert done.model_extra["hoidap"]["question"] == MERGER  # type: ignore[index]


def test_filters_are_those_of_the_api(client: openai.OpenAI) -> None:
    none = client.chat.completions.create(
        model="hoidap", messages=user(MERGER), extra_body={"filters": {"years": [1999]}}
    )
    assert none.model_extra["hoidap"]["filters"]["explicit"] == {"years": [1999]}  # type: ignore[index]
    assert none.model_extra["hoidap"]["status"] == "declined"  # type: ignore[index]
    of_one = client.chat.completions.create(model="hoidap:default", messages=user(MERGER))
    assert of_one.model_extra["hoidap"]["filters"]["explicit"] == {"collections": ["default"]}  # type: ignore[index]
    assert of_one.model_extra["hoidap"]["status"] == "answered"  # type: ignore[index]


def test_a_response_has_the_same_text_and_sources(client: openai.OpenAI) -> None:
    done = client.responses.create(model="hoidap", input=MERGER, instructions="Be brief.")
    chat = client.chat.completions.create(model="hoidap", messages=user(MERGER))
    assert done.output_text == chat.choices[0].message.content
    content: Any = done.output[0].content[0]  # type: ignore[union-attr,index]
    assert [(each.start_index, each.end_index, each.url, each.title) for each in content.annotations] == [
        tuple(getattr(each.url_citation, name) for name in ("start_index", "end_index", "url", "title"))
        for each in chat.choices[0].message.annotations or []
    ]
    assert (done.status, done.error) == ("completed", None)
    assert done.usage
    assert chat.usage
    assert done.usage.total_tokens == chat.usage.total_tokens
    assert done.model_extra["hoidap"]["answer"] == chat.model_extra["hoidap"]["answer"]  # type: ignore[index]


def test_a_response_comes_in_pieces(client: openai.OpenAI) -> None:
    with client.responses.stream(model="hoidap", input=user(MERGER)) as stream:
        events = list(stream)
        whole = stream.get_final_response()
    assert [each.sequence_number for each in events if hasattr(each, "sequence_number")] == list(range(len(events)))
    pieces = [each.delta for each in events if each.type == "response.output_text.delta"]
    assert "".join(pieces) == whole.output_text
    assert len(pieces) > 1
    added = [each for each in events if each.type == "response.output_text.annotation.added"]
    assert len(added) == len(whole.output[0].content[0].annotations) > 0  # type: ignore[union-attr,index]
    assert [events[0].type, events[-1].type] == ["response.created", "response.completed"]
    assert events[0].response.id == whole.id  # type: ignore[union-attr]


def test_langchain_asks_streams_and_asks_several(chat: ChatOpenAI) -> None:
    once = chat.invoke([SystemMessage("Trả lời ngắn."), HumanMessage(MERGER)])
    assert "**Nguồn:**" in str(once.content)
    assert once.usage_metadata
    assert "".join(str(each.content) for each in chat.stream(MERGER)) == chat.invoke(MERGER).content
    both = chat.batch([MERGER, "Xin chào"])
    assert [type(each) for each in both] == [AIMessage, AIMessage]
    assert both[0].content == once.content
    followed = chat.invoke([HumanMessage(MERGER), once, HumanMessage(FOLLOW_UP)])
    assert followed.content != chat.invoke(FOLLOW_UP).content


def test_langchain_hands_the_citations_of_responses_on(chat: ChatOpenAI, sample_library: Library) -> None:
    by_responses = chat.model_copy(update={"use_responses_api": True})
    said = by_responses.invoke(MERGER)
    cited = [each for block in said.content_blocks for each in block.get("annotations", [])]  # type: ignore[attr-defined]
    assert cited
    assert all(each["url"].startswith(f"{PUBLIC}/reports/") for each in cited)
    assert {said.text[each["start_index"] : each["end_index"]] for each in cited} >= {"[1]"}
    streamed = None
    for chunk in by_responses.stream(MERGER):
        streamed = chunk if streamed is None else streamed + chunk
    assert streamed is not None
    assert streamed.text == said.text
    assert len(json.dumps(streamed.content_blocks)) > len(said.text)
