"""`hoidap draft`: evaluation cases, proposed for a person to accept."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from bot.commands.common import errors_in_one_line, may_be_written
from bot.terminal import console, draft_view, drafts_view


def draft(
    context: typer.Context,
    into: Annotated[
        Path | None,
        typer.Option(help="Ask about each proposal, and add those that are accepted to this file of cases."),
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="Cases from the reports at most, beside those from feedback.")] = 60,
    json: Annotated[bool, typer.Option("--json", help="Print the cases instead, one JSON object a line.")] = False,
) -> None:
    """Propose evaluation cases from the reports, from feedback and from questions that were chosen, for a person to accept."""
    from bot.asked.proposed import ProposedCases
    from bot.assemble import open_library, open_record
    from bot.evaluation.proposals.candidates_by_words import candidates_by_words
    from bot.evaluation.proposals.chosen_cases import chosen_cases
    from bot.evaluation.proposals.feedback_cases import feedback_cases
    from bot.evaluation.proposals.judged_cases import judged
    from bot.evaluation.proposals.propose import proposed
    from bot.evaluation.proposals.review import Desk, case_line, known_cases, review
    from bot.evaluation.server import ServerSystem
    from bot.evaluation.system import LocalSystem
    from bot.running_server import running_server
    from bot.settings import load_settings
    from index.record.reports import ReportTable

    with errors_in_one_line():
        may_be_written(into)
        known = known_cases(into) if into else set()
        with open_record(context.obj) as database:
            cases, reports = list(feedback_cases(database)), ReportTable(database).all()
        cases += chosen_cases(ProposedCases(context.obj), {each.id for each in cases})
        found = []
        if cases:
            with running_server(context.obj) as server:
                if server:
                    found = list(judged(cases, ServerSystem(server), known))
                else:
                    with open_library(context.obj) as library:
                        found = list(judged(cases, LocalSystem(library, load_settings(context.obj)), known))
        found += proposed(reports, known, count)
        if into:
            terminal = console()
            desk = Desk(
                show=lambda *proposal: terminal.print(draft_view(*proposal)),
                say=terminal.print,
                ask=lambda what: terminal.input(f"{escape(what)}: "),
                find=lambda words: candidates_by_words(words, reports),
            )
            accepted = review(found, into, desk)
            terminal.print(f"{accepted} cases added to {str(into)!r}")
        elif json:
            for each in found:
                if each.is_whole:
                    print(case_line(each.case))
        else:
            console().print(drafts_view(found))
