"""A small application behind the guard, which tells who asks: in this process, or on a real server."""

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.api.guard import Guard
from bot.patient_http import server_options
from bot.settings import Settings
from bot.signin.attempts import Attempts
from bot.signin.routes import signin_routes
from bot.signin.signin import SignIn

PAGE = {"Accept": "text/html"}


async def who(request: Request) -> JSONResponse:
    user = request.scope["user"]
    return JSONResponse(
        {
            "name": user.name, "may_edit": user.may_edit, "role": user.role, "collections": user.collections,
            "per_minute": user.per_minute, "scheme": request.url.scheme, "address": request.client and request.client.host,
        }
    )  # fmt: skip


def guarded(settings: Settings, folder: Path, attempts: Attempts | None = None) -> Starlette:
    routes = [
        Route(path, who, methods=["GET", "POST"])
        for path in ("/", "/reports/x", "/gradio_api/upload", "/en/gradio_api/upload")
    ]
    signin = SignIn(settings, folder, attempts)
    app = Starlette(routes=[*routes, *signin_routes(signin, settings)])
    app.add_middleware(Guard, settings=settings, signin=signin)
    return app


def client(
    client_address: str = "127.0.0.1", folder: Path | None = None, attempts: Attempts | None = None, **given: Any
) -> httpx.AsyncClient:
    """To a server whose accounts and sessions are in `folder`, a new one if none is given."""
    app = guarded(Settings(**given), folder or Path(tempfile.mkdtemp()), attempts)
    transport = httpx.ASGITransport(app=app, client=(client_address, 5))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")


@contextmanager
def running(app: Starlette, port: int = 0) -> Iterator[str]:
    """The address of a server as `hoidap serve` starts it."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(app, timeout_graceful_shutdown=5, **server_options()))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        assert server.started
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)
