"""The commands `hoidap backup | restore | move | repair`: that nothing is lost."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import errors_in_one_line
from bot.settings import load_settings
from bot.terminal import console


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="File to write, in the place of an older one.")],
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="Leave out hoidap.toml and the accounts, which may hold keys.")
    ] = False,
) -> None:
    """Write the whole library to one file, also while it is served."""
    from bot.keeping import back_up_library

    with errors_in_one_line():
        made = back_up_library(context.obj, file.absolute(), with_keys=not without_keys)
    console().print(f"{str(file)!r}: the record and {made.originals:,} originals, {made.bytes / 2**20:,.1f} MB")
    for name in made.damaged:
        console().print(f"left out: {name} is damaged; `hoidap repair` says whether it can be mended", style="yellow")
    for name in made.unread:
        console().print(f"left out: {name} leads to no file; put one there, then back up again", style="yellow")
    raise typer.Exit(1 if made.damaged or made.unread else 0)


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="File that `hoidap backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Move what is in the folder aside, into a folder in it.")
    ] = False,
) -> None:
    """Put a backup into the data folder, once all of it is proven whole."""
    from bot.keeping import restore_library

    with errors_in_one_line():
        aside = restore_library(context.obj, file, replace=replace)
    console().print(f"the library of {str(file)!r} is in {str(context.obj)!r}")
    if aside:
        console().print(f"what stood there is in {str(aside)!r}: delete it once nothing of it is missed")


def repair(context: typer.Context) -> None:
    """Look through the whole library, mend what can be mended, and say what is lost."""
    from bot.assemble import open_library
    from index.safekeeping.repair import repair as run

    with errors_in_one_line():
        told = run(context.obj, open_library, load_settings(context.obj).database_address)
    for line in told.mended:
        console().print(f"mended: {line}", highlight=False, markup=False)
    for line in told.lost:
        console().print(f"lost: {line}", style="yellow", highlight=False, markup=False)
    if not (told.mended or told.lost):
        console().print("nothing is amiss")
    raise typer.Exit(1 if told.lost else 0)


def move(
    context: typer.Context,
    to: Annotated[
        str,
        typer.Option(
            envvar="HOIDAP_MOVE_TO", help="postgresql://… of an empty database, or `folder`: the data folder."
        ),
    ],
) -> None:
    """Move the record of the library into PostgreSQL, or back; all of it is compared before it counts."""
    from bot.keeping import move_library

    with errors_in_one_line():
        moved = move_library(context.obj, "" if to == "folder" else to)
    console().print(f"{sum(moved.rows.values()):,} rows of {len(moved.rows)} tables, each the same as before")
    console().print(f"what the record was is in {moved.left!r}: delete it once nothing of it is missed")
    told = "take `database_url` out of the settings" if to == "folder" else "set `database_url` to the new address"
    console().print(f"now {told}: docs/scale.md")
