"""The command `hoidap brief`: one document at a glance."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

import typer

from bot.terminal import briefing_view, console

OneLine = Callable[[], AbstractContextManager[None]]
"""In which errors of ours cost one line."""


def add_brief_command(app: typer.Typer, in_one_line: OneLine) -> None:
    """Give it to the command line."""

    @app.command()
    def brief(
        context: typer.Context,
        report: Annotated[str, typer.Argument(help="Id, number or file of a report of the library.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
    ) -> None:
        """Print a report at a glance: what it is, its figures, its deadlines, who is to do what, each line word for word."""
        from bot.api.briefing_json import briefing_json
        from bot.assemble import open_record
        from bot.kinds.briefing import briefing
        from bot.named_reports import named_reports
        from bot.settings import load_settings
        from index.record.reports import ReportTable

        with in_one_line(), open_record(context.obj) as database:
            reports = ReportTable(database)
            settings = load_settings(context.obj)
            [report_id] = named_reports(database, [report])
            found = reports.get(report_id)
            if found is None:  # withdrawn in this moment
                return
            told = briefing(reports, found, settings.language)
        if as_json:
            print(briefing_json(told, settings.public_url).model_dump_json(indent=2))
        else:
            console().print(briefing_view(told, settings.language))
