"""What `/api/v1/openapi.json` says of each operation."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.page.app import mount_page
from bot.settings import Settings
from index.library import Library

OPERATIONS = {
    "POST /api/v1/ask": "ask",
    "POST /api/v1/ask/stream": "ask_stream",
    "POST /api/v1/search": "search",
    "GET /api/v1/reports": "list_reports",
    "POST /api/v1/reports": "add_reports",
    "GET /api/v1/reports/{report_id}": "get_report",
    "DELETE /api/v1/reports/{report_id}": "remove_report",
    "GET /api/v1/reports/{report_id}/original": "get_original",
    "GET /api/v1/reports/{report_id}/pages/{number}.png": "get_page_picture",
    "POST /api/v1/sync": "sync",
    "POST /api/v1/feedback": "give_feedback",
    "GET /api/v1/conversations": "list_conversations",
    "PATCH /api/v1/conversations/{conversation}": "change_conversation",
    "GET /api/v1/reports/{report_id}/briefing": "get_briefing",
    "GET /api/v1/deadlines": "list_deadlines",
    "GET /deadlines": "show_deadlines",
    "GET /deadlines.xlsx": "export_deadlines",
    "GET /deadlines.ics": "export_calendar",
    "GET /api/v1/conversations/{conversation}/export.docx": "export_docx",
    "GET /api/v1/conversations/{conversation}/export.md": "export_markdown",
    "GET /reports/{report_id}": "show_report",
    "POST /reports/{report_id}/identity": "correct_identity",
    "GET /answers/{answer_id}/passages/{marker}": "show_passage",
    "GET /api/v1/asked": "list_asked",
    "GET /asked": "show_asked",
    "GET /asked.xlsx": "export_asked",
    "POST /asked/{answer_id}/case": "propose_case",
    "GET /metrics": "show_metrics",
    "GET /healthz": "healthz",
    "GET /v1/models": "list_models",
    "GET /v1/models/{model}": "get_model",
    "POST /v1/chat/completions": "create_chat_completion",
    "POST /v1/responses": "create_response",
    "GET /readyz": "readyz",
}
"""Clients are generated from these names: they stay."""
GRADIO_OWN = (
    "/openapi.json",
    "/docs",
    "/redoc",
    "/gradio_api/openapi.json",
    "/gradio_api/info",
    "/en/openapi.json",
    "/en/docs",
)


@pytest.fixture(scope="module")
def client(sample_library: Library, sample_answerer: Answerer) -> TestClient:
    app = api_of(sample_answerer, sample_library, Settings())
    app = mount_page(app, sample_answerer, sample_library, Settings())
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1))


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return told


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_keeps_its_name(described: dict[str, Any]) -> None:
    assert {where: each["operationId"] for where, each in operations(described)}.items() >= OPERATIONS.items()
    names = [each["operationId"] for _, each in operations(described)]
    assert len(names) == len(set(names))


def test_short_paths_are_not_described_and_their_description_is_the_same(
    client: TestClient, described: dict[str, Any]
) -> None:
    assert client.get("/api/openapi.json").json() == described
    assert [path for path in described["paths"] if re.match("/api/(?!v1/)", path)] == []


def test_every_operation_says_how_to_say_who_one_is(described: dict[str, Any]) -> None:
    schemes = {each["type"] for each in described["components"]["securitySchemes"].values()}
    assert schemes == {"http", "apiKey"}
    assert {name for each in described["security"] for name in each} == described["components"][
        "securitySchemes"
    ].keys()
    assert [where for where, each in operations(described) if each.get("security") == []] == [
        "GET /healthz",
        "GET /readyz",
    ]


def test_every_answer_that_has_a_body_has_a_content_type_and_an_example(described: dict[str, Any]) -> None:
    for where, operation in operations(described):
        for status, answer in operation["responses"].items():
            if status in ("204", "303", "304"):
                assert "content" not in answer, (where, status)
                continue
            assert answer["content"], (where, status)
            for media_type, content in answer["content"].items():
                if where.endswith("/identity") and media_type == "text/html":
                    continue  # the page of a report
                assert "example" in content, (where, status, media_type)


def test_examples_are_what_may_be_sent_and_answered(described: dict[str, Any]) -> None:
    tried = 0
    for _, operation in operations(described):
        sent = operation.get("requestBody", {}).get("content", {})
        answered = [content for each in operation["responses"].values() for content in each.get("content", {}).values()]
        for content in (*sent.values(), *answered):
            example = content.get("example", content["schema"].get("example"))
            if example is not None:
                schema = {**content["schema"], "components": described["components"]}
                jsonschema.validate(example, schema)
                tried += 1
    assert tried > 100


def test_every_parameter_of_a_path_has_an_example(described: dict[str, Any]) -> None:
    for where, operation in operations(described):
        for parameter in operation.get("parameters", ()):
            assert not parameter["required"] or parameter["example"], (where, parameter["name"])


def test_what_gradio_says_of_itself_is_not_served(client: TestClient) -> None:
    for path in GRADIO_OWN:
        assert client.get(path).status_code == 404, path
