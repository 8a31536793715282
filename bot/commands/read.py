"""`hoidap read`: what is understood of one file, or of a folder of PDFs."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import Json, errors_in_one_line, print_json
from bot.terminal import console, report_view, survey_line
from corpus.errors import CorpusError, MissingPathError, UnreadableFileError


def read(
    file: Annotated[Path, typer.Argument(help="The file to read; with --survey a folder of PDFs.")],
    json: Json = False,
    survey: Annotated[
        bool, typer.Option("--survey", help="A line for each PDF of a folder: what may be wrong with its reading.")
    ] = False,
) -> None:
    """Print what was understood of one file: identity, structure, pages, text, warnings."""
    from bot.api.report_json import report_json
    from corpus.worker import read_all

    if survey:
        _survey(file, json=json)
        return
    with errors_in_one_line():
        for _, outcome in read_all([file]):
            if isinstance(outcome, CorpusError):
                raise (
                    outcome
                    if isinstance(outcome, MissingPathError)
                    else UnreadableFileError("of_file", path=str(file), reason=outcome.notice)
                )
            if json:
                print(report_json(outcome).model_dump_json(indent=2))
            else:
                console().print(report_view(outcome))


def _survey(folder: Path, *, json: bool) -> None:
    from corpus.survey import survey, total

    with errors_in_one_line():
        surveyed = []
        for each in survey(folder):
            surveyed.append(each)
            if not json:
                console().print(survey_line(each))
    if json:
        print_json({"files": [asdict(each) for each in surveyed], "total": asdict(total(surveyed))})
    else:
        console().print(survey_line(total(surveyed)))
