"""`/mcp`: the tools over streamable HTTP, for whom the guard let in."""

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.answerer import Answerer
from bot.api.asker import asker_of
from bot.api.guard import MOST_BYTES
from bot.api.host_name import address_here
from bot.api.mcp_server.protocol import Context
from bot.api.mcp_server.server import server_of
from bot.api.mcp_server.tools import Caller, LibraryTools
from bot.api.public import MCP
from bot.conversation.converse import Converser
from bot.owners_socket import is_from_owner
from bot.settings import Settings
from bot.turns import Turns
from index.library import Library


def mcp_route(answerer: Answerer, converser: Converser, library: Library, settings: Settings, turns: Turns) -> Route:
    """POST alone: there is nothing that a server would say unasked, and no session that could be somebody else's."""
    tools = LibraryTools(answerer, converser, library, turns, log_questions=settings.log_questions)
    return Route(MCP, _Endpoint(tools, settings), methods=["POST"], include_in_schema=False)


class _Endpoint:
    """An ASGI application."""

    def __init__(self, tools: LibraryTools, settings: Settings) -> None:
        self._settings = settings
        self._server = server_of(tools.all(), self._caller)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # For one request, and ended with it: nothing is kept that another could reach, or that many could fill.
        manager = StreamableHTTPSessionManager(
            self._server, json_response=True, stateless=True, max_request_body_size=MOST_BYTES
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    def _caller(self, context: Context) -> Caller:
        request = context.request
        assert isinstance(request, Request)
        address = request.client.host if request.client else ""
        return Caller(asker_of(request), address, self._base(request), request.is_disconnected)

    def _base(self, request: Request) -> str:
        """The address under which this client, or a reader, reaches the server."""
        if self._settings.public_url:
            return self._settings.public_url.rstrip("/")
        if is_from_owner(request.scope):
            return address_here(self._settings.host, self._settings.port)
        return str(request.base_url).rstrip("/")
