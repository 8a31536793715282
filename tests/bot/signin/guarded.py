"""A small application behind the guard, which tells who asks: in this process, or on a real server."""

import tempfile
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.api.guard import Guard
from bot.api.public_path import PublicPath
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
    app.add_middleware(PublicPath, root=settings.root_path)
    return app


def client(
    client_address: str = "127.0.0.1", folder: Path | None = None, attempts: Attempts | None = None, **given: Any
) -> httpx.AsyncClient:
    """To a server whose accounts and sessions are in `folder`, a new one if none is given."""
    app = guarded(Settings(**given), folder or Path(tempfile.mkdtemp()), attempts)
    transport = httpx.ASGITransport(app=app, client=(client_address, 5))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
