"""The tools of a library that this process opens itself, over stdin and stdout."""

from pathlib import Path

import anyio

from bot.api.mcp_server.server import server_of
from bot.api.mcp_server.stdio import serve_stdio
from bot.api.mcp_server.tools import Caller, LibraryTools
from bot.assemble import answerer_of, converser_of, open_library
from bot.owners_socket import OWNER
from bot.settings import load_settings
from bot.turns import Turns


def serve_library(data: Path) -> None:
    """Serve the library in `data`, opened by this process, to the owner of the folder until stdin ends.

    Raises LibraryInUseError where another process has it open, SettingsError for wrong settings.
    """
    settings = load_settings(data)
    with open_library(data) as library:
        answerer = answerer_of(library, settings)
        turns = Turns(settings.concurrency, settings.waiting)
        tools = LibraryTools(
            answerer, converser_of(answerer, library, settings), library, turns, log_questions=settings.log_questions
        )
        caller = Caller(OWNER, "", base=None, is_gone=None)
        anyio.run(serve_stdio, server_of(tools.all(), lambda _: caller))
