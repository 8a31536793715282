"""The command line.

`hoidap sync | work | pull | remove | read | brief | ask | serve | mcp | evaluate | verify | draft | feedback | check`, those that keep the library (`backup | restore |
move | repair`) and those of accounts (`key | user`).

Exit codes: 0 done; 1 some reports failed, or nothing could be done about an error that is named; 2 wrong usage.
"""

import os
from pathlib import Path
from typing import Annotated

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["LANGSMITH_TRACING"] = "false"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# One question's products are small: a second thread doubles the processor time and gains nothing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import typer

from bot.commands.accounts import key_commands, user_commands
from bot.commands.ask import ask
from bot.commands.brief import brief
from bot.commands.check import check
from bot.commands.draft import draft
from bot.commands.evaluate import evaluate
from bot.commands.feedback import feedback
from bot.commands.keeping import backup, move, repair, restore
from bot.commands.mcp import mcp
from bot.commands.pull import pull
from bot.commands.read import read
from bot.commands.remove import remove
from bot.commands.serve import serve
from bot.commands.sync import sync
from bot.commands.verify import verify
from bot.commands.work import work

app = typer.Typer(
    name="hoidap",
    help="Answers over official reports, every sentence cited to its page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[
        Path, typer.Option("--data", envvar="HOIDAP_DATA", help="Folder of the library, the index and the settings.")
    ] = Path("hoidap-data"),
) -> None:
    os.umask(0o077)  # what people ask and what reports say is for the account that runs hoidap alone
    context.obj = data


for each in (
    sync, work, pull, remove, read, brief, ask, serve, mcp, evaluate, verify, draft, feedback, check, backup, restore, move, repair,
):  # fmt: skip
    app.command()(each)
app.add_typer(key_commands(), name="key")
app.add_typer(user_commands(), name="user")


def main() -> None:
    """Entry point of the console script."""
    app()


if __name__ == "__main__":
    main()
