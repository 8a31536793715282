"""What commands share: how an error is told, options, a bar of progress, what is written."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.disk_errors import line_of
from bot.errors import BotError, DatasetError
from bot.terminal import console
from corpus.errors import CorpusError
from index.errors import SearchIndexError

Url = Annotated[str, typer.Option(help="Address of a running server that is asked instead.")]
Key = Annotated[str, typer.Option(help="Its key.", envvar="HOIDAP_SERVER_KEY")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]


@contextmanager
def errors_in_one_line() -> Iterator[None]:
    """An error of ours costs one line on stderr and exit code 1."""
    try:
        yield
    except (BotError, CorpusError, SearchIndexError) as error:
        print(f"hoidap: {error}", file=sys.stderr)
        raise typer.Exit(2 if type(error).__name__ in ("SettingsError", "DatasetError") else 1) from error
    except OSError as error:
        print(f"hoidap: {line_of(error)}", file=sys.stderr)
        raise typer.Exit(1) from error


def progress_bar(title: str, *, hidden: bool) -> Progress:
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("files" if title else ""),
        TimeRemainingColumn(),
    )  # fmt: skip
    return Progress(*columns, console=console(stderr=True), disable=hidden or not sys.stderr.isatty(), transient=True)


def may_be_written(*paths: Path | None) -> None:
    """Raises DatasetError before anything is measured whose figures would be lost."""
    for path in paths:
        if path and (path.is_dir() or not os.access(path.parent, os.W_OK)):
            raise DatasetError(f"{str(path)!r} cannot be written: choose a file in a folder that is there")


def write_file(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{str(path)!r} cannot be written ({error.strerror}): choose another file") from error


def print_json(record: Mapping[str, object]) -> None:
    print(dumps(record, ensure_ascii=False, indent=2, default=str))
