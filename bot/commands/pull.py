"""The command `hoidap pull`: what the feeds of the settings list is fetched and read."""

from dataclasses import asdict
from typing import Annotated

import typer

from bot.commands.common import Json, errors_in_one_line, print_json
from bot.terminal import console, sync_view


def pull(
    context: typer.Context,
    feeds: Annotated[list[str] | None, typer.Argument(help="Names of feeds of the settings; none: all.")] = None,
    json: Json = False,
) -> None:
    """Fetch the documents that feeds list, from the sites that the settings allow, and read them into the index."""
    from bot.assemble import open_library, open_record
    from bot.errors import SettingsError
    from bot.feeds.pull import told_bound
    from bot.feeds.pulling import pull_feed
    from bot.running_server import running_server
    from bot.settings import load_settings
    from bot.sources import folder_of_feed
    from index.sync import sync

    with errors_in_one_line():
        settings = load_settings(context.obj)
        for name in feeds or ():
            if name not in settings.feeds:
                known = ", ".join(settings.feeds) or "none is set"
                raise SettingsError(f"there is no feed {name!r} in the settings: {known}")
        told, failed = {}, False
        for name in feeds or settings.feeds:
            with open_record(context.obj) as database:
                pulled = pull_feed(context.obj, settings, name, database)
            folder, collection = folder_of_feed(context.obj, name), settings.feeds[name].collection
            with running_server(context.obj) as server:
                if server:
                    result = server.sync([str(folder.absolute())], collection=collection)
                else:
                    with open_library(context.obj) as library:
                        folders = settings.roots(context.obj)
                        result = sync(library, [folder], collection=collection, folders=folders)
            result.failed[:0] = pulled.failed
            failed |= bool(result.failed)
            told[name] = asdict(pulled) | {"sync": asdict(result)}
            if not json:
                counts = {"new": pulled.added, "changed": pulled.changed, "left for the next time": pulled.left}
                line = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing new"
                console().print(f"{name}: {line}", highlight=False, markup=False)
                if pulled.bound:
                    console().print(f"{name}: {told_bound(pulled)}", highlight=False, markup=False)
                console().print(sync_view(result))
    if json:
        print_json(told)
    raise typer.Exit(1 if failed else 0)
