"""The API against its own description, by Schemathesis: no failure, no answer that is not declared, whoever asks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Settings
from bot.signin import attempts
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import served
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
EXAMPLES = int(os.environ.get("HOIDAP_CONTRACT_EXAMPLES", "50"))
"""Of each operation in the slow test; 500 take eight minutes for each who asks."""
KEY = "khoa-chung-cua-may-chu"
READER = ("lan", "khoa-rieng-cua-lan")
EDITOR = ("minh", "khoa-rieng-cua-minh")
REPORTS = ("2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf", "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt")
CONFIG = """
[checks]
# What is too long is refused before it is looked at.
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"]

[[operations]]
# No schema says which files are reports.
include-name = "POST /api/v1/reports"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "415"]

[[operations]]
# Nor that all turns together are to be of a size.
include-name = "POST /api/v1/ask/stream"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "413"]

[[operations]]
# Nor which keys were sent before, with another question.
include-name = "POST /api/v1/ask"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "409", "413", "422"]

[[operations]]
# Nor which models there are, nor that a question is among the messages.
include-name = ["POST /v1/chat/completions", "POST /v1/responses"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "413"]

[[operations]]
# Nor which words are a date.
include-name = "POST /reports/{report_id}/identity"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", "401", "403", "404", "422"]
"""
CLOSED = Settings(users=dict((READER, EDITOR)), editors=("minh",), api_keys=(KEY,), questions_per_minute=0)
WHO = {
    "nobody": (CLOSED, ()),
    "a reader": (CLOSED, ("--auth", ":".join(READER))),
    "an editor": (CLOSED, ("--auth", ":".join(EDITOR))),
    "a key": (CLOSED, ("--header", f"Authorization: Bearer {KEY}")),
    "anybody": (Settings(), ("--exclude-checks", "ignored_auth")),
}


@pytest.fixture
def own_library(tmp_path: Path) -> Iterator[Library]:
    """One for each: what an editor corrects and adds is another's finding."""
    with Library(tmp_path / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / each for each in REPORTS]).failed == []
        yield library


def run(own_library: Library, tmp_path: Path, who: str, examples: int, seconds: int) -> None:
    settings, as_whom = WHO[who]
    with served(Answerer(own_library), own_library, settings) as address:
        described = httpx.get(f"{address}/api/v1/openapi.json", auth=READER, timeout=60)
        (tmp_path / "openapi.json").write_bytes(described.content)
        (tmp_path / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
        done = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "openapi.json", "--url", address,
                "--checks", "all", "--max-examples", str(examples), "--generation-deterministic", "--continue-on-failure", "--no-color",
                *as_whom,
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=seconds, check=False,
        )  # fmt: skip
    lines = (line[:400] for line in (done.stdout + done.stderr).splitlines())
    assert done.returncode == 0, "\n".join(lines)[-20_000:]


@pytest.fixture(autouse=True)
def _wrong_credentials_are_not_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands are sent: 429, which tests/bot/signin hold, would hide what each operation answers to them."""
    monkeypatch.setattr(attempts, "FREE", 10**9)
    monkeypatch.setattr(attempts, "FREE_OF_MANY", 10**9)


@pytest.mark.quick
@pytest.mark.parametrize("who", WHO)
def test_every_answer_is_one_that_is_declared(own_library: Library, tmp_path: Path, who: str) -> None:
    run(own_library, tmp_path, who, 5, 300)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("who", WHO)
def test_every_answer_of_many_is_one_that_is_declared(own_library: Library, tmp_path: Path, who: str) -> None:
    run(own_library, tmp_path, who, EXAMPLES, 3_500)


def test_every_operation_says_who_may_and_what_may_come(own_library: Library) -> None:
    with served(Answerer(own_library), own_library) as address:
        described: dict[str, Any] = httpx.get(f"{address}/api/v1/openapi.json", timeout=60).json()
    schemes = described["components"]["securitySchemes"].values()
    assert {each.get("scheme", each["type"]) for each in schemes} == {"bearer", "basic", "apiKey"}
    assert described["security"]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert {"401", "403", "413", "422", "429"} <= operation["responses"].keys(), (method, path)


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
def test_other_methods_are_told_which_there_are(own_library: Library, method: str) -> None:
    with served(Answerer(own_library), own_library) as address:
        for path, allowed in (
            ("/api/v1/ask", "POST"),
            ("/api/ask", "POST"),
            ("/api/v1/reports", "GET, HEAD, POST"),
            ("/api/reports", "GET, HEAD, POST"),
            ("/reports/x", "GET, HEAD"),
            ("/healthz", "GET, HEAD"),
        ):
            refused = httpx.request(method, address + path)
            assert (refused.status_code, refused.headers["Allow"]) == (405, allowed), path
