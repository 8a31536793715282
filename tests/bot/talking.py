"""Readers who hold one conversation after the other without a pause, and do with a request that failed what docs/scale.md says."""

import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from tests.bot.reverse_proxy import Proxy

QUESTIONS = (
    "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
    "ai chủ trì?",
    "Khi nào phải xong?",
    "Ai ký kế hoạch đó?",
)
"""Of each conversation; those behind the first lean on it."""
_PATIENCE, _PAUSE = 180.0, 0.5
"""Seconds for which a question is sent again, and between two times."""


@dataclass(slots=True)
class Talked:
    """What readers were told."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """Of every request: its status, or the error that ended it."""
    given: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the answers of each conversation."""
    unanswered: list[str] = field(default_factory=list)
    """What a question that was sent again was told last."""

    @property
    def answers(self) -> int:
        """That were given so far."""
        return sum(map(len, [*self.given.values()]))

    @property
    def failed(self) -> int:
        """Requests that had no answer."""
        return sum(self.outcomes.values()) - self.outcomes["200"]


@contextmanager
def talking(proxy: Proxy, people: list[tuple[str, str]]) -> Iterator[Talked]:
    """Each of them signs in and talks until the block ends, by answers in one piece and by streams in turn."""
    talked, ended = Talked(), threading.Event()
    with ThreadPoolExecutor(len(people)) as threads:
        readers: list[Future[None]] = [threads.submit(_talk, proxy, person, talked, ended) for person in people]
        try:
            yield talked
        finally:
            ended.set()
        for each in readers:
            each.result()


def _talk(proxy: Proxy, person: tuple[str, str], talked: Talked, ended: threading.Event) -> None:
    with proxy.client() as client:
        form = {"name": person[0], "password": person[1], "next": "/"}
        signed = client.post("/signin", data=form, headers={"Origin": proxy.sample.public_url})
        client.headers["Cookie"] = signed.headers["Set-Cookie"].partition(";")[0]  # it is kept by the name of a host
        while not ended.is_set():
            conversation = None
            for number, question in enumerate(QUESTIONS):
                body = {"question": question, "conversation": conversation}
                answer = _asked(client, body, talked, by_stream=number % 2 == 1)
                if answer is None:
                    break
                if conversation not in (None, answer["conversation"]):
                    talked.unanswered.append(f"another conversation than {conversation}")
                conversation = str(answer["conversation"])
                talked.given.setdefault(conversation, []).append(str(answer["id"]))


def _asked(client: httpx.Client, body: object, talked: Talked, *, by_stream: bool) -> dict[str, object] | None:
    """The answer, sent for again where there was none; None where there was none at last."""
    key, told, ends = secrets.token_hex(8), "", time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        try:
            told, answer = _streamed(client, body) if by_stream else _whole(client, body, key)
        except httpx.TransportError as error:
            told, answer = type(error).__name__, None
        talked.outcomes[told] += 1
        if answer is not None:
            return answer
        time.sleep(_PAUSE)
    talked.unanswered.append(told)
    return None


def _whole(client: httpx.Client, body: object, key: str) -> tuple[str, dict[str, object] | None]:
    told = client.post("/api/v1/ask", json=body, headers={"Idempotency-Key": key})
    return str(told.status_code), told.json() if told.status_code == 200 else None


def _streamed(client: httpx.Client, body: object) -> tuple[str, dict[str, object] | None]:
    with client.stream("POST", "/api/v1/ask/stream", json=body) as answer:
        if answer.status_code != 200:
            return str(answer.status_code), None
        lines = answer.iter_lines()
        if any(line == "event: done" for line in lines):
            return "200", json.loads(next(lines).removeprefix("data: "))
    return "stream broken off", None
