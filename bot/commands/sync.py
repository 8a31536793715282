"""`hoidap sync`: new and changed reports into the index."""

from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from bot.commands.common import Json, errors_in_one_line, print_json, progress_bar
from bot.terminal import console, sync_view


def sync(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; none: those of the settings and all that were ever synced."),
    ] = None,
    collection: Annotated[str, typer.Option(help="Who may see a report is decided by its collection.")] = "default",
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Remove reports also where a folder is missing, empty or nearly so.")
    ] = False,
    leave: Annotated[
        bool,
        typer.Option(
            "--leave", help="Sync these paths no more: what was read of them leaves the library, the files stay."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Read new and changed reports into the index."""
    from bot.assemble import open_library
    from bot.running_server import running_server
    from bot.settings import load_settings
    from index.folders.result import SyncProgress
    from index.leave import leave as run_leave
    from index.sync import SETTLED_AFTER
    from index.sync import sync as run

    if leave and not paths:
        raise typer.BadParameter("--leave wants the paths that are to be synced no more")

    with errors_in_one_line(), running_server(context.obj) as server, progress_bar("Reading", hidden=json) as bar:
        task, began = bar.add_task("Reading", total=None), monotonic()

        def show(progress: SyncProgress) -> None:
            rate = progress.characters / max(monotonic() - began, 1)
            characters = f"{progress.characters:,} characters indexed, {rate:,.0f}/s"
            bar.update(task, completed=progress.files_done, total=progress.files_total, description=characters)

        if server:
            named = [str(path.absolute()) for path in paths or ()]
            result = server.sync(named, collection=collection, allow_empty=allow_empty, leave=leave, on_progress=show)
        else:
            with open_library(context.obj) as library:
                folders = load_settings(context.obj).roots(context.obj)
                if leave:
                    result = run_leave(library, paths or [], collection=collection, folders=folders)
                else:
                    result = run(
                        library, paths or [], collection=collection, allow_empty=allow_empty, folders=folders,
                        settled_after=SETTLED_AFTER, on_progress=show,
                    )  # fmt: skip
    if json:
        fields = ("added", "changed", "removed", "moved", "duplicates", "unchanged", "withdrawn", "failed", "warnings")
        record = asdict(result)
        print_json({field: record[field] for field in fields})
    else:
        console().print(sync_view(result))
    raise typer.Exit(1 if result.failed else 0)
