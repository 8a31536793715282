"""How fast the page answers: in a real browser, one reader; over its own protocol, thirty at a time.

    python -m tests.measures.page_speed [FOLDER]

The server is a process of its own with the library of the sample reports in FOLDER; the browser, the thirty and the server
share the machine's processors.
"""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from playwright.sync_api import sync_playwright

from tests.bot.page.page_driver import FLAGS, open_page
from tests.measures.gold import GOLD, SAMPLES
from tests.measures.measure import Measure

USERS = 30
EVERY = 2.0
"""Seconds between two questions of one of them."""
QUESTIONS_EACH = 10
_IN_A_CONVERSATION = 5
_SAID = re.compile(r"<blockquote|class=\\?\"(?:reason|compared|quoted|written|short)")
_SHOWN = "#conversation .answer :is(blockquote, .reason, .compared, .quoted, .written, .short)"
"""What an answer may begin with."""
_LONGEST = 60_000
"""Milliseconds that an answer is waited for."""
_WATCH = """([selector, longest]) => {
    const count = () => document.querySelectorAll(selector).length;
    const before = count();
    window.measured = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error("no answer was shown")), longest);
        document.querySelector("#question").addEventListener("keydown", () => {
            const began = performance.now();
            const watch = new MutationObserver(() => {
                if (count() <= before) return;
                watch.disconnect();
                requestAnimationFrame(() => resolve(performance.now() - began));
            });
            watch.observe(document.querySelector("#conversation"), { subtree: true, childList: true });
        }, { capture: true, once: true });
    });
}"""


def measure(folder: Path) -> list[Measure]:
    """Figures of the page over the sample gold questions; the library in `folder` is made where there is none."""
    questions = [json.loads(line)["question"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    with _served(folder) as address:
        alone = _in_browser(address, questions)
        together = asyncio.run(_thirty(address, questions))
    first, whole, errors = together
    return [
        Measure("question to first statement in the browser, p50, ms", float(np.percentile(alone, 50))),
        Measure("question to first statement in the browser, p95, ms", float(np.percentile(alone, 95)), at_most=300),
        Measure(
            f"{USERS} at a time, every {EVERY:g} s: question to first statement, p50, ms",
            float(np.percentile(first, 50)),
        ),
        Measure(
            f"{USERS} at a time, every {EVERY:g} s: question to first statement, p95, ms",
            float(np.percentile(first, 95)),
            at_most=2000,
        ),
        Measure(
            f"{USERS} at a time, every {EVERY:g} s: question to whole answer, p95, ms",
            float(np.percentile(whole, 95)),
            at_most=2000,
        ),
        Measure(f"{USERS} at a time: questions asked", float(len(first) + errors)),
        Measure(f"{USERS} at a time: errors", float(errors), at_most=0),
    ]


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of a server in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    hoidap = [sys.executable, "-m", "bot", "--data", str(folder)]
    subprocess.run([*hoidap, "sync", str(SAMPLES)], check=True, capture_output=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HOIDAP_")}
    with subprocess.Popen([*hoidap, "serve", "--port", str(port)], stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        assert b"http://" in server.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                httpx.get(f"{address}/healthz")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        try:
            yield address
        finally:
            server.terminate()
            server.wait(60)


def _in_browser(address: str, questions: Sequence[str]) -> list[float]:
    """Milliseconds from the key that sends a question until its first statement is drawn."""
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 850})
        for number, question in enumerate(questions):
            if number % _IN_A_CONVERSATION == 0:
                open_page(page, address)
                page.wait_for_timeout(500)
            page.locator("#question textarea").fill(question)
            page.evaluate(_WATCH, [_SHOWN, _LONGEST])
            page.locator("#question textarea").press("Enter")
            taken.append(float(page.evaluate("window.measured")))
            page.locator("#ask").wait_for(state="visible")
            page.wait_for_timeout(400)
        browser.close()
    return taken


async def _thirty(address: str, questions: Sequence[str]) -> tuple[list[float], list[float], int]:
    """Milliseconds to the first statement and to the whole answer, and how many questions failed."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        config = (await http.get("/config")).json()
    event = _Event.of(config, "question", "submit")
    users = [_User(address, event, [questions[(number * 7 + turn) % len(questions)] for turn in range(QUESTIONS_EACH)],
                   number * EVERY / USERS) for number in range(USERS)]  # fmt: skip
    await asyncio.gather(*(user.run() for user in users))
    first = [each for user in users for each in user.first]
    whole = [each for user in users for each in user.whole]
    return first, whole, sum(user.errors for user in users)


@dataclass(frozen=True, slots=True)
class _Event:
    """What happens on an event of a component: its number, and what is sent with it where nobody has chosen anything."""

    number: int
    values: tuple[Any, ...]
    place: int
    """Of the component's own among the values."""

    @classmethod
    def of(cls, config: dict[str, Any], elem_id: str, name: str) -> "_Event":
        props = {each["id"]: each["props"] for each in config["components"]}
        component = next(number for number, each in props.items() if each.get("elem_id") == elem_id)
        found = next(each for each in config["dependencies"] if [component, name] in map(list, each["targets"]))
        inputs = found["inputs"]
        return cls(int(found["id"]), tuple(props[each].get("value") for each in inputs), inputs.index(component))

    def payload(self, value: str) -> list[Any]:
        return [*self.values[: self.place], value, *self.values[self.place + 1 :]]


class _User:
    """Asks as the page does: a question over the queue, then what the page fetches for its evidence."""

    def __init__(self, address: str, event: _Event, questions: Sequence[str], start: float) -> None:
        self._address, self._event, self._questions, self._start = address, event, questions, start
        self._session = os.urandom(8).hex()
        self.first: list[float] = []
        self.whole: list[float] = []
        self.errors = 0

    async def run(self) -> None:
        began = time.perf_counter()
        async with httpx.AsyncClient(base_url=self._address, timeout=60, headers={"Accept": "text/html"}) as http:
            await http.get("/")
            for turn, question in enumerate(self._questions):
                await asyncio.sleep(max(0.0, began + self._start + turn * EVERY - time.perf_counter()))
                try:
                    await self._ask(http, question)
                except (httpx.HTTPError, RuntimeError) as error:
                    print(error, file=sys.stderr)
                    self.errors += 1

    async def _ask(self, http: httpx.AsyncClient, question: str) -> None:
        began = time.perf_counter()
        payload = {
            "data": self._event.payload(question),
            "fn_index": self._event.number,
            "session_hash": self._session,
        }
        (await http.post("/gradio_api/queue/join", json=payload)).raise_for_status()
        first, text = None, ""
        async with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data:"):
                    continue
                text += line
                if first is None and _SAID.search(line):
                    first = time.perf_counter()
                if '"process_completed"' in line:
                    if '"success":false' in line.replace(" ", ""):
                        raise RuntimeError(line[:200])
                    break
        if first is None:
            raise RuntimeError("no answer came")
        self.first.append((first - began) * 1000)
        self.whole.append((time.perf_counter() - began) * 1000)
        await self._look(http, text)

    async def _look(self, http: httpx.AsyncClient, text: str) -> None:
        """The first passage of the answer on its page."""
        passages = re.findall(r"/answers/[0-9a-f]{32}/passages/1\?lang=vi", text)
        if passages:
            fragment = await http.get(passages[-1])
            fragment.raise_for_status()
            for picture in re.findall(r'data-plain="([^"]+)"', fragment.text):
                (await http.get(picture.replace("&amp;", "&"))).raise_for_status()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for each in measure(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)):
            print(each)
