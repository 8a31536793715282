"""A small server that speaks as OpenAI's chat API does, in whatever way a test has it behave."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def chunk(text: str, ending: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": ending}
    body = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n".encode()


def opened(handler: BaseHTTPRequestHandler, status: int = 200, kind: str = "text/event-stream") -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Connection", "close")
    handler.end_headers()


class Asked(BaseHTTPRequestHandler):
    """A request that has come."""

    asked = ""
    """Its JSON."""

    @property
    def rules(self) -> str:
        """What the model is told first."""
        return str(json.loads(self.asked)["messages"][0]["content"])


def said(handler: BaseHTTPRequestHandler, text: str) -> None:
    """The whole reply, a word at a time."""
    opened(handler)
    for word in text.split():
        handler.wfile.write(chunk(f"{word} "))
    handler.wfile.write(chunk("", "stop") + b"data: [DONE]\n\n")


@contextmanager
def serving(behave: Callable[[Asked], None]) -> Iterator[str]:
    class Handler(Asked):
        def do_POST(self) -> None:
            self.asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
            behave(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
