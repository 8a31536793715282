"""The client of the `mcp` package, as a program with a language model uses it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

_T = TypeVar("_T")
ERAS = ("auto", "legacy")
"""How a client begins: as the newest revision has it, or with the handshake that most clients still make."""


def with_client(
    address: str, key: str, use: Callable[[Client], Awaitable[_T]], era: str = "auto", **reached: Any
) -> _T:
    """What is made of a connection to the server at this address; `reached` says more of how, to httpx2."""

    async def connected() -> _T:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with httpx2.AsyncClient(headers=headers, timeout=60, **reached) as http:
            transport = streamable_http_client(f"{address}/mcp", http_client=http)
            async with Client(transport, mode=era) as client:
                return await use(client)

    return anyio.run(connected)


def call(address: str, key: str, tool: str, era: str = "auto", **arguments: Any) -> CallToolResult:
    """The result of one call."""

    async def called(client: Client) -> CallToolResult:
        return await client.call_tool(tool, arguments)

    return with_client(address, key, called, era)


def told(result: CallToolResult) -> Any:
    """What a tool gave, for programs."""
    assert not result.is_error, text_of(result)
    return result.structured_content


def text_of(result: CallToolResult) -> str:
    """What a tool gave, for models."""
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


def refusal_of(result: CallToolResult) -> str:
    """The one line that says what a tool cannot do."""
    assert result.is_error
    assert result.structured_content is None
    line = text_of(result)
    assert "\n" not in line
    return line
