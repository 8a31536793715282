"""The commands `hoidap backup | restore | repair`: that nothing is lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import console

OneLine = Callable[[], AbstractContextManager[None]]
"""In which errors of ours cost one line."""


def add_keeping_commands(app: typer.Typer, in_one_line: OneLine) -> None:
    """Give them to the command line."""

    @app.command()
    def backup(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help="File to write, in the place of an older one.")],
        without_keys: Annotated[
            bool, typer.Option("--without-keys", help="Leave out hoidap.toml and the accounts, which may hold keys.")
        ] = False,
    ) -> None:
        """Write the whole library to one file, also while it is served."""
        from index.safekeeping.backup import back_up

        with in_one_line():
            made = back_up(context.obj, file.absolute(), with_keys=not without_keys)
        console().print(f"{str(file)!r}: the record and {made.originals:,} originals, {made.bytes / 2**20:,.1f} MB")
        for name in made.damaged:
            console().print(
                f"left out: {name} is damaged; `hoidap repair` says whether it can be mended", style="yellow"
            )
        for name in made.unread:
            console().print(f"left out: {name} leads to no file; put one there, then back up again", style="yellow")
        raise typer.Exit(1 if made.damaged or made.unread else 0)

    @app.command()
    def restore(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help="File that `hoidap backup` wrote.")],
        replace: Annotated[
            bool, typer.Option("--replace", help="Move what is in the folder aside, into a folder in it.")
        ] = False,
    ) -> None:
        """Put a backup into the data folder, once all of it is proven whole."""
        from index.safekeeping.restore import restore as run

        with in_one_line():
            aside = run(file, context.obj, replace=replace)
        console().print(f"the library of {str(file)!r} is in {str(context.obj)!r}")
        if aside:
            console().print(f"what stood there is in {str(aside)!r}: delete it once nothing of it is missed")

    @app.command()
    def repair(context: typer.Context) -> None:
        """Look through the whole library, mend what can be mended, and say what is lost."""
        from bot.assemble import open_library
        from index.safekeeping.repair import repair as run

        with in_one_line():
            told = run(context.obj, open_library)
        for line in told.mended:
            console().print(f"mended: {line}", highlight=False, markup=False)
        for line in told.lost:
            console().print(f"lost: {line}", style="yellow", highlight=False, markup=False)
        if not (told.mended or told.lost):
            console().print("nothing is amiss")
        raise typer.Exit(1 if told.lost else 0)
