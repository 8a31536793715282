"""MCP over stdin and stdout, for a program that starts `hoidap mcp` by itself."""

from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server


async def serve_stdio(server: Server[dict[str, Any]]) -> None:
    """Until stdin ends. What anything else prints goes to stderr meanwhile."""
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())
