"""The API over a real server: whatever JSON comes, no answer is a 500, and each comes within seconds."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx

from bot.answerer import Answerer
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import served
from tests.conftest import SAMPLES
from tests.measures.fuzz.finding import Finding, shrunk
from tests.measures.fuzz.mutate import mutated, mutated_json

QUESTION = "Ai ký Quyết định 31/2023/QĐ-UBND?"
_SECONDS = 60.0
_HEADERS = {"Content-Type": "application/json"}


class Requests:
    """Asks a server of the sample reports."""

    def __init__(self) -> None:
        with ExitStack() as opening:  # a server that was started ends where a question below fails
            self._start(opening)
            self._open = opening.pop_all()

    def _start(self, opening: ExitStack) -> None:
        folder = opening.enter_context(TemporaryDirectory())
        library = opening.enter_context(Library(Path(folder) / "library", HashEncoder()))
        sync(library, [SAMPLES])
        address = opening.enter_context(served(Answerer(library), library))
        self._client = opening.enter_context(httpx.Client(base_url=address, timeout=_SECONDS, trust_env=False))
        asked = self._client.post("/api/ask", json={"question": QUESTION}).json()
        first = asked["citations"][0]
        filters = {"years": [2025], "agencies": [first["agency"]], "kinds": ["kế hoạch"], "reports": [first["report_id"]],
                   "collections": ["default"], "in_force": True, "as_typed": False}  # fmt: skip
        turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": asked["answer"]}]
        self._bodies: list[tuple[str, dict[str, object]]] = [
            ("/api/ask", {"question": "còn năm 2024?", "filters": filters, "conversation": asked["conversation"]}),
            ("/api/ask", {"question": "còn năm 2024?", "filters": {}, "conversation": turns}),
            ("/api/ask/stream", {"question": QUESTION, "filters": filters}),
            ("/api/search", {"question": QUESTION, "filters": filters, "passages": 5, "exclude": [first["report_id"]]}),
            ("/api/feedback", {"answer_id": asked["id"], "verdict": "up", "reasons": ["outdated"], "comment": "đúng"}),
        ]
        self._addresses = (
            f"{first['url'].partition('#')[0]}", f"/api/reports/{first['report_id']}", f"/api/reports/{first['report_id']}/original",
            f"/api/reports/{first['report_id']}/pages/1.png?start={first['start']}&end={first['end']}",
            f"/answers/{asked['id']}/passages/1", f"/api/conversations/{asked['conversation']}/export.md",
            f"/api/conversations/{asked['conversation']}/export.docx", "/api/reports", "/", "/config",
        )  # fmt: skip

    def findings(self, seed: str) -> Iterator[Finding]:
        random = Random(seed)
        if random.random() < 0.25:
            at = mutated(random.choice(self._addresses).encode(), random)[:2000]
            address = "/" + "".join(chr(byte) if 32 < byte < 127 else f"%{byte:02X}" for byte in at).lstrip("/")
            what, method, content = self._wrong("GET", address, b""), "GET", b""
        else:
            address, body = random.choice(self._bodies)
            method, content = "POST", _content(body, random)
            what = self._wrong(method, address, content)
            if what and "Timeout" not in what:
                content = shrunk(content, lambda each: self._wrong(method, address, each) == what)
        if what:
            yield Finding(what, f"{method} {address}\n\n".encode() + content, ".http", seed)

    def close(self) -> None:
        self._open.close()

    def _wrong(self, method: str, address: str, content: bytes) -> str:
        try:
            answer = self._client.request(method, address, content=content, headers=_HEADERS if content else None)
        except httpx.InvalidURL:
            return ""
        except httpx.HTTPError as error:
            return f"{method} {address.partition('?')[0][:40]}: {type(error).__name__}"
        return f"{method} {address.partition('?')[0][:40]}: {answer.status_code}" if answer.status_code >= 500 else ""


def _content(body: object, random: Random) -> bytes:
    """The body as JSON, with one to three parts or a few bytes wrong; what JSON cannot say (NaN, half a letter) is said all the same."""
    for _ in range(random.randint(1, 3)):
        body = mutated_json(body, random)
    content = json.dumps(body, ensure_ascii=random.random() < 0.7).encode("utf-8", "surrogatepass")
    return mutated(content, random) if random.random() < 0.2 else content
