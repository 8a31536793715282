"""The API described for machines: OpenAPI at `/api/v1/openapi.json`, of what stands below v1, with an example of everything."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import Route

from bot.signin.routes import COOKIE

_ALIAS = "/api/openapi.json"
_ABOUT = "Answers to questions over official reports, each sentence cited. On an open loopback address no credentials are asked for."
_SCHEMES = {
    "key": {"type": "http", "scheme": "bearer", "description": "A key of this server."},
    "person": {"type": "http", "scheme": "basic", "description": "A name and its password."},
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "Of who signed in on the page."},
}


def describe(app: FastAPI) -> None:
    """Add to the description how one says who one is, and examples; under the old address too."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, routes=app.routes, description=_ABOUT)
            schema["components"]["securitySchemes"] = _SCHEMES
            schema["security"] = [{each: []} for each in _SCHEMES]
            schema["paths"]["/healthz"]["get"]["security"] = []
            for methods in schema["paths"].values():
                for operation in methods.values():
                    _exemplify(operation)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign] # as FastAPI's documentation has it
    served = next(each for each in app.routes if isinstance(each, Route) and each.path == app.openapi_url)
    app.add_route(_ALIAS, served.endpoint, include_in_schema=False)


def _exemplify(operation: dict[str, Any]) -> None:
    """Add what is known of an operation: an example of what is sent, of what is answered, of each parameter that needs one."""
    known = _examples()["operations"].get(operation["operationId"], {})
    if sent := known.get("request"):
        for content in operation["requestBody"]["content"].values():
            content["example"] = sent
    for status, answer in operation["responses"].items():
        if answered := known.get("response") if status.startswith("2") else None:
            for content in answer.get("content", {}).values():
                content["example"] = answered
    for parameter in operation.get("parameters", ()):
        if parameter["required"]:
            parameter["example"] = _examples()["parameters"][parameter["name"]]


@cache
def _examples() -> dict[str, Any]:
    """`operations`, by their ids, with `request` and `response`; `parameters` by name."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
    return found
