"""The command `hoidap brief`: one document at a glance."""

from typing import Annotated

import typer

from bot.commands.common import Json, errors_in_one_line
from bot.terminal import briefing_view, console


def brief(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="Id, number or file of a report of the library.")],
    json: Json = False,
) -> None:
    """Print a report at a glance: what it is, its figures, its deadlines, who is to do what, each line word for word."""
    from bot.api.briefing_json import briefing_json
    from bot.assemble import open_record
    from bot.kinds.briefing import briefing
    from bot.named_reports import named_reports
    from bot.settings import load_settings
    from index.record.reports import ReportTable

    with errors_in_one_line(), open_record(context.obj) as database:
        reports = ReportTable(database)
        settings = load_settings(context.obj)
        [report_id] = named_reports(database, [report])
        found = reports.get(report_id)
        if found is None:  # withdrawn in this moment
            return
        told = briefing(reports, found, settings.language)
    if json:
        print(briefing_json(told, settings.public_url).model_dump_json(indent=2))
    else:
        console().print(briefing_view(told, settings.language))
