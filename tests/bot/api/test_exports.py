"""Conversations as files over HTTP: for those whose they are, and for nobody else."""

import io
import re
from pathlib import Path

import docx
import httpx
import pytest
from fastapi import FastAPI

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from index.library import Library

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
SETTINGS = Settings(
    api_keys=("a-key-of-the-server",), users={"lan": "khoa-rieng-cua-lan", "minh": "khoa-rieng-cua-minh"}
)
LAN, MINH = ("lan", "khoa-rieng-cua-lan"), ("minh", "khoa-rieng-cua-minh")
NAME = re.compile(r'attachment; filename="hoidap-\d{4}-\d\d-\d\d-\d{4}\.(docx|md)"')

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def app(sample_library: Library, sample_answerer: Answerer) -> FastAPI:
    return api_of(sample_answerer, sample_library, SETTINGS)


def client(app: FastAPI, auth: tuple[str, str] | None) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1", auth=auth)


async def asked(http: httpx.AsyncClient) -> dict[str, object]:
    answer: dict[str, object] = (await http.post("/api/ask", json={"question": QUESTION})).json()
    return answer


async def test_conversation_is_exported_to_whose_it_is(app: FastAPI) -> None:
    async with client(app, LAN) as http:
        answer = await asked(http)
        address = f"/api/conversations/{answer['conversation']}/export"
        word = await http.get(f"{address}.docx")
        markdown = await http.get(f"{address}.md?lang=en")
        assert (await http.get(f"{address}.md?lang=xx")).status_code == 422
    assert (word.status_code, markdown.status_code) == (200, 200)
    assert markdown.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert markdown.text.startswith("# Ask the reports\n")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "wordprocessingml" in word.headers["Content-Type"]
    for each in answer["citations"]:  # type: ignore[attr-defined]
        assert f"“{each['quote']}”" in text
        assert f"[{each['marker']}] Kế hoạch số 19/KH-UBND ngày 20/1/2025" in text
    assert all(NAME.fullmatch(each.headers["Content-Disposition"]) for each in (word, markdown))
    async with client(app, MINH) as http:
        assert (await http.get(f"{address}.docx")).status_code == 404
        assert (await http.get(f"{address}.md")).status_code == 404
    async with client(app, None) as http:
        assert (await http.get(f"{address}.md")).status_code == 401


async def test_conversation_of_a_script_is_for_who_may_come_in_and_has_the_id(app: FastAPI) -> None:
    async with client(app, ("anyone", "a-key-of-the-server")) as http:
        address = f"/api/conversations/{(await asked(http))['conversation']}/export.md"
        assert (await http.get(address)).status_code == 200
        assert (await http.get(f"/api/conversations/{'0' * 32}/export.md")).status_code == 404
    async with client(app, LAN) as http:
        assert (await http.get(address)).status_code == 200


def test_endpoints_are_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    assert "`GET /api/v1/conversations/{id}/export.docx?lang=`" in page
    assert "`GET /api/v1/conversations/{id}/export.md?lang=`" in page
