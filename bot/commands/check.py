"""`hoidap check`: what is installed, configured and reachable."""

from dataclasses import asdict

import typer

from bot.commands.common import Json, errors_in_one_line, print_json
from bot.terminal import console


def check(context: typer.Context, json: Json = False) -> None:
    """Say what is installed, configured and reachable, and what to do about what is not."""
    from bot.doctor import findings

    with errors_in_one_line():
        found = findings(context.obj)
    if json:
        print_json({"checks": [asdict(each) for each in found]})
    else:
        for each in found:
            mark = "[green]ok[/]     " if each.ok else "[yellow]missing[/]"
            console().print(f"{mark} ", each.name, "–", each.what, *(["→", each.remedy] if each.remedy else []))
    raise typer.Exit(1 if any(each.needed and not each.ok for each in found) else 0)
