"""The tools as an MCP server: their schemas, a call's arguments to them, what cannot be as one line."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import HTTPException
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as OfferedTool
from pydantic import ValidationError

from bot import audit
from bot.api.access_log import REFUSALS
from bot.api.faults import line_of_fault
from bot.api.mcp_server.protocol import Context, mcp_server, refused
from bot.api.mcp_server.tools import Caller, Tool

_log = logging.getLogger(__name__)
_LONGEST_NAME = 80
"""Characters of what a client calls something that are said again."""
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


def server_of(tools: Sequence[Tool[Any]], caller_of: Callable[[Context], Caller]) -> Server[dict[str, Any]]:
    """One that keeps nothing between two calls; `caller_of` says for whom one is."""
    by_name = {each.name: each for each in tools}
    offered = ListToolsResult(tools=list(map(_offered, tools)))

    async def listed(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return offered

    async def called(context: Context, params: CallToolRequestParams) -> CallToolResult:
        tool = by_name.get(params.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"there is no tool {_said(params.name)}: there are {', '.join(by_name)}")
        return await _called(tool, params.arguments or {}, caller_of(context))

    return mcp_server(listed, called)


async def _called(tool: Tool[Any], sent: dict[str, Any], caller: Caller) -> CallToolResult:
    try:
        arguments = tool.arguments.model_validate(sent)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        return refused(f"argument {_said('.'.join(map(str, first['loc'])))}: {first['msg']}")
    try:
        told = await tool.call(arguments, caller)
    except HTTPException as error:
        if error.status_code in REFUSALS:
            audit.tell("refused", caller.user, method="tool", path=tool.name, status=error.status_code)
        return refused(error.detail)
    except Exception as error:  # noqa: BLE001 # the client would else be told what it says, paths of this machine and all
        _log.exception("hoidap: the tool %s failed", tool.name)
        return refused(line_of_fault(error))
    content = [TextContent(text=told.text)]
    return CallToolResult(content=content, structured_content=told.result.model_dump(mode="json"))


def _offered(tool: Tool[Any]) -> OfferedTool:
    return OfferedTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(mode="serialization"),
        annotations=_READS,
    )


def _said(name: str) -> str:
    """What a client called something, in characters that every terminal and log has."""
    return ascii(name[:_LONGEST_NAME])
