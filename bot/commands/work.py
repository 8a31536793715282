"""The command `hoidap work`: a process that reads and encodes for whoever syncs."""

import typer

from bot.commands.common import errors_in_one_line


def work(context: typer.Context) -> None:
    """Read and encode for the syncs of a library whose record is in PostgreSQL, on any machine, until it is ended."""
    from bot.assemble import encoder_of
    from bot.errors import SettingsError
    from bot.settings import load_settings
    from index.database.place import opened
    from index.workers.place import work_for

    with errors_in_one_line():
        settings = load_settings(context.obj)
        if not settings.database_url:
            raise SettingsError("`hoidap work` needs the setting 'database_url': docs/scale.md says how")
        url = settings.database_address
        with opened(context.obj, url) as database:
            work_for(database, url, encoder_of(settings), _told)


def _told(line: str) -> None:
    print(line, flush=True)
