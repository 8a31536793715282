"""What is refused, as OpenAI's clients read it, whoever of this server refuses: the guard, the turns or an endpoint."""

import json
from typing import Any

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api.contract import Declared, refusals

_BELOW = "/v1/"
_INVALID = 422
"""A request that cannot be is 400 to OpenAI's clients."""
_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
"""Of other statuses below 500 it is the request, of those above the server."""
_CODES = {401: "invalid_api_key", 413: "request_too_large", 429: "rate_limit_exceeded", 503: "server_busy"}


class WrongRequestError(HTTPException):
    """A request that cannot be answered: `param` names the field, `code` is for programs."""

    def __init__(self, message: str, param: str | None = None, code: str | None = None, status: int = 400) -> None:
        super().__init__(status, {"message": message, "param": param, "code": code})


class ErrorShape:
    """ASGI middleware: an error below `/v1/` becomes `{"error": {"message", "type", "param", "code"}}`, its headers as they were."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] == "HEAD" or not path.startswith(_BELOW):
            await self._app(scope, receive, send)
            return
        refused: Message | None = None
        body = b""

        async def send_in_shape(message: Message) -> None:
            nonlocal refused, body
            if message["type"] == "http.response.start" and _is_error(message):
                refused = message
            elif refused is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await _in_shape(refused, body)(scope, receive, send)

        await self._app(scope, receive, send_in_shape)


def openai_refusals(*statuses: int) -> Declared:
    """These answers as they are declared, in OpenAI's shape."""
    declared = refusals(*statuses)
    text = {"type": ["string", "null"]}
    error = {
        "type": "object",
        "required": ["message", "type"],  # FastAPI leaves null out of examples
        "properties": {"message": {"type": "string"}, "type": {"type": "string"}, "param": text, "code": text},
    }
    schema = {"type": "object", "required": ["error"], "properties": {"error": error}}
    for status, each in declared.items():
        example = {"error": _error(int(status)) | {"message": each["description"]}}
        each["content"] = {"application/json": {"schema": schema, "example": example}}
    return declared


def _is_error(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("Content-Type", "")
    return message["status"] >= 400 and kind.startswith(("application/json", "text/plain"))


def _in_shape(refused: Message, body: bytes) -> JSONResponse:
    status = 400 if refused["status"] == _INVALID else refused["status"]
    is_json = Headers(raw=refused["headers"])["Content-Type"].startswith("application/json")
    told = _told(json.loads(body)["detail"] if is_json else body.decode())
    response = JSONResponse({"error": _error(status) | told}, status)
    for name, value in Headers(raw=refused["headers"]).items():
        response.headers.setdefault(name, value)
    return response


def _error(status: int) -> dict[str, str | None]:
    of_status = "server_error" if status >= 500 else "invalid_request_error"
    return {"message": "", "type": _TYPES.get(status, of_status), "param": None, "code": _CODES.get(status)}


def _told(detail: Any) -> dict[str, Any]:
    """What the error says, of a request that cannot be its first fault."""
    if isinstance(detail, dict):
        return detail
    if isinstance(detail, str):
        return {"message": detail}
    where = ".".join(str(each) for each in detail[0]["loc"][1:])
    return {"message": f"{where}: {detail[0]['msg']}" if where else detail[0]["msg"], "param": where or None}
