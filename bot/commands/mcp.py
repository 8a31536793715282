"""`hoidap mcp`: the library's tools for a program with a language model."""

from typing import Annotated

import typer

from bot.commands.common import errors_in_one_line


def mcp(
    context: typer.Context,
    url: Annotated[
        str, typer.Option(help="Address of a running server whose tools are handed on; else this library's.")
    ] = "",
    key: Annotated[str, typer.Option(help="Its key.", envvar="HOIDAP_SERVER_KEY")] = "",
) -> None:
    """Speak the Model Context Protocol on stdin and stdout, for a program with a language model that starts this one."""
    from bot.api.mcp_server.bridge import bridge_to_address, bridge_to_owner
    from bot.running_server import running_server

    with errors_in_one_line():
        if url:
            bridge_to_address(url, key)
            return
        with running_server(context.obj) as server:
            if server:
                bridge_to_owner(context.obj)
            else:
                from bot.api.mcp_server.local import serve_library

                serve_library(context.obj)
