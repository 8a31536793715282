"""`hoidap serve`: the web page and the API."""

from typing import Annotated

import typer

from bot.commands.common import errors_in_one_line


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to bind to; the setting `host` if not given.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind to; the setting `port` if not given.")] = None,
) -> None:
    """Serve the web page and the API."""
    from bot.serve import serve as run

    with errors_in_one_line():
        run(context.obj, host, port)
