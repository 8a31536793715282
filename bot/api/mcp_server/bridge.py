"""The tools of a server that runs, over stdin and stdout: each call is handed on to its `/mcp`."""

from pathlib import Path

import anyio
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, CallToolRequestParams, CallToolResult, ListToolsResult, PaginatedRequestParams

from bot.api.mcp_server.protocol import Context, mcp_server, refused
from bot.api.mcp_server.stdio import serve_stdio
from bot.api.public import MCP
from bot.errors import ServerError
from bot.owners_socket import NAME, short_path

_PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
_HEADERS = {"Accept": "application/json, text/event-stream"}
_SECONDS = httpx2.Timeout(10.0, read=660.0)
"""An answer that a language model writes may take ten minutes."""


def bridge_to_address(url: str, key: str) -> None:
    """Serve the tools of the server at this address until stdin ends. Raises ServerError where it does not let us in."""
    _bridge(url.rstrip("/"), None, {"Authorization": f"Bearer {key}"} if key else {})


def bridge_to_owner(data: Path) -> None:
    """The same of the server that has the library in `data` open, through the socket in that folder."""
    with short_path(data / NAME) as socket:
        _bridge("http://localhost", httpx2.AsyncHTTPTransport(uds=str(socket)), {})


def _bridge(url: str, transport: httpx2.AsyncHTTPTransport | None, headers: dict[str, str]) -> None:
    http = httpx2.AsyncClient(transport=transport, headers=headers, timeout=_SECONDS)
    anyio.run(_handed_on, http, url + MCP)


async def _handed_on(http: httpx2.AsyncClient, address: str) -> None:
    async with http:
        await _require_welcome(http, address)
        async with Client(streamable_http_client(address, http_client=http), cache=None) as client:

            async def listed(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
                return await client.list_tools()

            async def called(_: Context, params: CallToolRequestParams) -> CallToolResult:
                try:
                    return await client.call_tool(params.name, params.arguments)
                except MCPError as error:
                    if error.code == INVALID_PARAMS:
                        raise
                    return refused(await _why_not(http, address))

            await serve_stdio(mcp_server(listed, called))


async def _why_not(http: httpx2.AsyncClient, address: str) -> str:
    """Why a call failed: the client keeps neither the status of an answer nor what is wrong with a line."""
    try:
        await _require_welcome(http, address)
    except ServerError as error:
        return str(error)
    return f"{address} did not do this: call again"


async def _require_welcome(http: httpx2.AsyncClient, address: str) -> None:
    """Raises ServerError where the server is not there or lets nobody in so."""
    try:
        response = await http.post(address, json=_PING, headers=_HEADERS)
    except (httpx2.TransportError, httpx2.InvalidURL) as error:
        why = type(error).__name__
        raise ServerError(f"no server answers at {address} ({why}): start it, or correct --url") from error
    if response.status_code in (401, 403):
        raise ServerError(
            f"{address} lets nobody in so ({response.status_code}): give its key with --key or HOIDAP_SERVER_KEY"
        )
    if not response.is_success:
        raise ServerError(f"{address} answers {response.status_code}: is it the address of a hoidap server?")
