"""Addresses of citations are whole where the setting `public_url` names the server's, and relative otherwise."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from index.library import Library

QUESTION = {"question": "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"}
NOT_THERE = {"question": "lai suat ngan hang hom nay la bao nhieu?"}


@pytest.mark.parametrize("public_url", ["", "https://hoidap.tinh.example", "https://hoidap.tinh.example/"])
def test_every_address_that_is_told(sample_library: Library, sample_answerer: Answerer, public_url: str) -> None:
    app = api_of(sample_answerer, sample_library, Settings(public_url=public_url))
    client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1))
    answered, declined = (client.post("/api/v1/ask", json=each).json() for each in (QUESTION, NOT_THERE))
    assert declined["status"] == "declined"
    found = client.post("/api/v1/search", json=QUESTION).json()
    streamed = client.post("/api/v1/ask/stream", json=QUESTION).text.split("\n\n")
    events: list[tuple[str, Any]] = [
        (each[7:].partition("\n")[0], json.loads(each.partition("data: ")[2])) for each in streamed if each
    ]
    told = [*answered["citations"], *declined["nearest"], *found["passages"]]
    told += [each for name, each in events if name == "citation"] + events[-1][1]["citations"]
    assert len(told) > 10
    for each in told:
        assert each["url"].startswith(f"{public_url.rstrip('/')}/reports/{each['report_id']}?start=")
    kept = client.get(f"/answers/{answered['id']}/passages/1").text
    assert "hoidap.tinh.example" not in kept
