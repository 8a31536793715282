"""The clients that portals and their people have, all at once on one server: errors, and how long each kind waits.

    python -m tests.measures.portal_clients [SECONDS]

Twenty ask one question after the other with the same key: hoidap's own client, whole and as a stream, LangChain's retriever and chat
model, the `openai` package as a stream, MCP's client, and the requests of `<hoi-dap>` from a listed site.
"""

import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio
import httpx
import httpx2
import openai
from langchain_openai import ChatOpenAI
from mcp import Client as McpClient
from mcp.client.streamable_http import streamable_http_client
from pydantic import SecretStr

from bot.evaluation.figures.metrics import percentile
from hoidap import Client, ReportRetriever
from tests.measures.load import questions_of, served
from tests.measures.measure import Measure

SECONDS = 60.0
CLIENTS = 20
KEY = "khoa-cua-cong-thong-tin"
PORTAL = "https://portal.tinh.example"
Ask = Callable[[str], object]
"""Asks one question; raises where it is not answered."""


def main() -> int:
    measures = measure(*map(float, sys.argv[1:]))
    for each in measures:
        print(each)
    return 0 if all(each.is_met for each in measures) else 1


def measure(seconds: float = SECONDS) -> list[Measure]:
    """How many questions, how many failed, and p50 and p95 of each kind of client."""
    os.environ |= {"HOIDAP_API_KEYS": KEY, "HOIDAP_QUESTIONS_PER_MINUTE": "0", "HOIDAP_ALLOWED_ORIGINS": PORTAL}
    took: dict[str, list[float]] = {name: [] for name in _KINDS}
    failed: list[str] = []
    with TemporaryDirectory() as folder, served(Path(folder)) as server, ThreadPoolExecutor(CLIENTS) as threads:
        until, numbers = time.monotonic() + seconds, itertools.count()
        asking = [
            threads.submit(_until, until, numbers, name, server.address, took[name], failed)
            for name in itertools.islice(itertools.cycle(_KINDS), CLIENTS)
        ]
        for each in asking:
            each.result()
    print("\n".join(failed[:10]))
    return [
        Measure(f"questions of {CLIENTS} clients in {seconds:g} s", sum(map(len, took.values()))),
        Measure("not answered", len(failed), at_most=0),
        *(
            Measure(f"{name}: p{rank} (s)", percentile(rank / 100, times) or 0.0)
            for name, times in took.items()
            for rank in (50, 95)
        ),
    ]


def _until(until: float, numbers: Iterator[int], name: str, address: str, took: list[float], failed: list[str]) -> None:
    with _KINDS[name](address) as ask:
        for question in questions_of(numbers):
            if (began := time.monotonic()) > until:
                return
            try:
                ask(question)
            except Exception as error:
                failed.append(f"{name}: {type(error).__name__}: {error}")
            took.append(time.monotonic() - began)


@contextmanager
def _whole(address: str) -> Iterator[Ask]:
    with Client(address, KEY) as client:
        yield client.ask


@contextmanager
def _streamed(address: str) -> Iterator[Ask]:
    with Client(address, KEY) as client:
        yield lambda question: list(client.ask_stream(question))


@contextmanager
def _retriever(address: str) -> Iterator[Ask]:
    retriever = ReportRetriever(url=address, key=SecretStr(KEY))
    yield lambda question: retriever.invoke(question, k=2)


@contextmanager
def _chat_model(address: str) -> Iterator[Ask]:
    chat = ChatOpenAI(model="hoidap", base_url=f"{address}/v1", api_key=SecretStr(KEY), max_retries=0)
    yield chat.invoke


@contextmanager
def _openai(address: str) -> Iterator[Ask]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key=KEY, max_retries=0) as client:
        yield lambda question: list(
            client.chat.completions.create(
                model="hoidap", messages=[{"role": "user", "content": question}], stream=True
            )
        )


@contextmanager
def _mcp(address: str) -> Iterator[Ask]:
    async def asked(question: str) -> None:
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=60) as http,
            McpClient(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            result = await client.call_tool("ask", {"question": question})
            if result.is_error:
                raise RuntimeError(str(result.content))

    yield lambda question: anyio.run(asked, question)


@contextmanager
def _element(address: str) -> Iterator[Ask]:
    """What the script of `<hoi-dap>` sends: the question as a stream, then the answer with its evidence."""
    headers = {"Authorization": f"Bearer {KEY}", "Origin": PORTAL}
    with httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False) as client:

        def ask(question: str) -> None:
            told = client.post("/api/v1/ask/stream", json={"question": question}).raise_for_status()
            done = json.loads(told.text.rpartition("event: done\ndata: ")[2])
            if done["status"] != "smalltalk":
                client.get(f"/answers/{done['id']}").raise_for_status()

        yield ask


_KINDS = {
    "client": _whole,
    "client, as a stream": _streamed,
    "LangChain's retriever": _retriever,
    "ChatOpenAI": _chat_model,
    "openai, as a stream": _openai,
    "MCP": _mcp,
    "the element": _element,
}


if __name__ == "__main__":
    raise SystemExit(main())
