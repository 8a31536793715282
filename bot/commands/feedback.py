"""`hoidap feedback`: what readers thought of answers."""

import typer

from bot.commands.common import Json, errors_in_one_line
from bot.terminal import console, feedback_view


def feedback(context: typer.Context, json: Json = False) -> None:
    """Print what readers thought of answers; with --json as evaluation cases, one JSON object a line."""
    from bot.assemble import open_record
    from bot.evaluation.proposals.feedback_cases import feedback_cases

    with errors_in_one_line(), open_record(context.obj) as database:
        cases = list(feedback_cases(database))
    if json:
        for case in cases:
            print(case.model_dump_json())
    else:
        console().print(feedback_view(cases))
