"""`hoidap evaluate`: the figures of a dataset."""

from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from bot.commands.common import Key, Url, errors_in_one_line, may_be_written, progress_bar, write_file
from bot.terminal import comparison_view, console, figures_view, gate_view, tags_view


def evaluate(
    context: typer.Context,
    dataset: Annotated[
        Path,
        typer.Argument(
            help="A BEIR folder, a folder of reports with cases.jsonl, or a .jsonl file of people's questions or of statements."
        ),
    ],
    json: Annotated[
        Path | None, typer.Option("--json", help="Write figures and cases here as one JSON object.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write one page here: tables, curves, every failure.")] = None,
    gate: Annotated[
        Path | None, typer.Option(help="Floors and ceilings, a TOML file; exit code 1 where one is not kept.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="What `--json` wrote earlier: what got better, what got worse.")
    ] = None,
    url: Url = "",
    key: Key = "",
) -> None:
    """Print retrieval, answer, citation and refusal figures of a dataset, or how well true statements are told from false.

    What was interrupted goes on where it stopped.
    """
    from bot.evaluation.any_dataset import evaluate_any as run
    from bot.evaluation.figures.compare import compare as compared
    from bot.evaluation.figures.compare import load_evaluated
    from bot.evaluation.figures.gate import Gate, load_gate, unmet
    from bot.evaluation.figures.page import evaluation_page
    from bot.settings import load_settings

    began = monotonic()
    with errors_in_one_line(), progress_bar("", hidden=False) as bar:
        tasks = {stage: bar.add_task(stage, total=None, visible=False) for stage in ("index", "ask")}

        def show(stage: str, done: int, total: int) -> None:
            if stage == "resume":
                bar.console.print(f"going on: {done} of {total} questions were asked before")
            else:
                bar.update(tasks[stage], completed=done, total=total, visible=True)

        may_be_written(json, html)
        settings, bounds = load_settings(context.obj), load_gate(gate) if gate else Gate()
        old = load_evaluated(compare) if compare else None
        found = run(dataset, context.obj, settings, show, url=url, key=key)
        comparison = compared(old, found) if old else None
        if json:
            write_file(json, found.model_dump_json(by_alias=True, indent=2) + "\n")
        if html:
            write_file(html, evaluation_page(found, settings.language, comparison))
        below = unmet(bounds, found.all_values())
    changes = comparison_view(comparison) if comparison else []
    console().print(*figures_view(found), *tags_view(found.tags), *changes, *gate_view(below))
    console().print(f"{found.queries} questions in {monotonic() - began:.0f} s")
    raise typer.Exit(1 if below else 0)
