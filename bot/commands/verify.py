"""`hoidap verify`: the citations of answers made by any system, checked."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import errors_in_one_line, may_be_written, progress_bar, write_file
from bot.terminal import console, verified_view


def verify(
    context: typer.Context,
    answers: Annotated[Path, typer.Argument(help="Answers of any system, one JSON object a line: docs/evaluation.md.")],
    json: Annotated[Path | None, typer.Option("--json", help="Write the figures and failures here.")] = None,
    gate: Annotated[
        Path | None, typer.Option(help="Floors and ceilings, a TOML file; exit code 1 where one is not kept.")
    ] = None,
) -> None:
    """Check the citations of answers made by any system."""
    from bot.assemble import encoder_of
    from bot.evaluation.citations.judges import checks_of
    from bot.evaluation.citations.verify import verify as run
    from bot.evaluation.datasets.answer_lines import load_answers
    from bot.evaluation.figures.gate import Gate, load_gate, unmet
    from bot.settings import load_settings

    with errors_in_one_line(), progress_bar("", hidden=False) as bar:
        may_be_written(json)
        lines, bounds = load_answers(answers), load_gate(gate) if gate else Gate()
        task = bar.add_task("check", total=len(lines))
        settings = load_settings(context.obj)
        checks = checks_of(settings, encoder_of(settings))
        verified = run(answers.name, lines, checks, lambda _stage, done, _total: bar.update(task, completed=done))
        below = unmet(bounds, verified.values())
    console().print(verified_view(verified, below))
    if json:
        write_file(json, verified.model_dump_json(indent=2) + "\n")
    raise typer.Exit(1 if below else 0)
