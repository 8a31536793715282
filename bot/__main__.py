"""The command line.

`hoidap sync | work | pull | remove | read | brief | ask | serve | mcp | evaluate | verify | draft | feedback | check`, those that keep the library (`backup | restore |
move | repair`) and those of accounts (`key | user`).

Exit codes: 0 done; 1 some reports failed, or nothing could be done about an error that is named; 2 wrong usage.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, get_args

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["LANGSMITH_TRACING"] = "false"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# One question's products are small: a second thread doubles the processor time and gains nothing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.account_commands import key_commands, user_commands
from bot.brief_command import add_brief_command
from bot.disk_errors import line_of
from bot.errors import BotError
from bot.keeping_commands import add_keeping_commands
from bot.pull_command import add_pull_command
from bot.terminal import (
    answer_view,
    comparison_view,
    console,
    draft_view,
    drafts_view,
    feedback_view,
    figures_view,
    gate_view,
    report_view,
    survey_line,
    sync_view,
    tags_view,
    told_view,
    verified_view,
)
from bot.work_command import add_work_command
from corpus.errors import CorpusError, MissingPathError, UnreadableFileError
from index.errors import SearchIndexError
from index.question.wishes import Wish

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.api.answer_json import AnswerJson
    from index.question.filters import Filters

app = typer.Typer(
    name="hoidap",
    help="Answers over official reports, every sentence cited to its page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Url = Annotated[str, typer.Option(help="Address of a running server that is asked instead.")]
Key = Annotated[str, typer.Option(help="Its key.", envvar="HOIDAP_SERVER_KEY")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]


WISHES: tuple[Wish, ...] = get_args(Wish)
Wishes = StrEnum("Wishes", list(WISHES))  # type: ignore[misc] # Typer does not take a list of literals


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[
        Path, typer.Option("--data", envvar="HOIDAP_DATA", help="Folder of the library, the index and the settings.")
    ] = Path("hoidap-data"),
) -> None:
    os.umask(0o077)  # what people ask and what reports say is for the account that runs hoidap alone
    context.obj = data


@app.command()
def sync(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; none: those of the settings and all that were ever synced."),
    ] = None,
    collection: Annotated[str, typer.Option(help="Who may see a report is decided by its collection.")] = "default",
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Remove reports also where a folder is missing, empty or nearly so.")
    ] = False,
    leave: Annotated[
        bool,
        typer.Option(
            "--leave", help="Sync these paths no more: what was read of them leaves the library, the files stay."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Read new and changed reports into the index."""
    from bot.assemble import open_library
    from bot.running_server import running_server
    from bot.settings import load_settings
    from index.folders.result import SyncProgress
    from index.leave import leave as run_leave
    from index.sync import SETTLED_AFTER
    from index.sync import sync as run

    if leave and not paths:
        raise typer.BadParameter("--leave wants the paths that are to be synced no more")

    with errors_in_one_line(), running_server(context.obj) as server, _bar("Reading", hidden=json) as bar:
        task, began = bar.add_task("Reading", total=None), monotonic()

        def show(progress: SyncProgress) -> None:
            rate = progress.characters / max(monotonic() - began, 1)
            characters = f"{progress.characters:,} characters indexed, {rate:,.0f}/s"
            bar.update(task, completed=progress.files_done, total=progress.files_total, description=characters)

        if server:
            named = [str(path.absolute()) for path in paths or ()]
            result = server.sync(named, collection=collection, allow_empty=allow_empty, leave=leave, on_progress=show)
        else:
            with open_library(context.obj) as library:
                folders = load_settings(context.obj).roots(context.obj)
                if leave:
                    result = run_leave(library, paths or [], collection=collection, folders=folders)
                else:
                    result = run(
                        library, paths or [], collection=collection, allow_empty=allow_empty, folders=folders,
                        settled_after=SETTLED_AFTER, on_progress=show,
                    )  # fmt: skip
    if json:
        fields = ("added", "changed", "removed", "moved", "duplicates", "unchanged", "withdrawn", "failed", "warnings")
        record = asdict(result)
        _print_json({field: record[field] for field in fields})
    else:
        console().print(sync_view(result))
    raise typer.Exit(1 if result.failed else 0)


@app.command()
def remove(
    context: typer.Context,
    reports: Annotated[list[str], typer.Argument(help="Ids, numbers or files of reports.")],
    undo: Annotated[
        bool,
        typer.Option("--undo", help="Let the next sync read again what was withdrawn: ids, hashes or files of it."),
    ] = False,
) -> None:
    """Withdraw reports for good: all that the library has of them is erased, and no sync brings them back."""
    from bot.assemble import open_library, open_record
    from bot.conversation.withdraw import withdraw_reports
    from bot.named_reports import named_reports, named_withdrawals
    from bot.running_server import running_server
    from index.record.withdrawals import Withdrawals

    with errors_in_one_line(), open_record(context.obj) as database:
        if undo:
            for content in named_withdrawals(database, reports):
                Withdrawals(database).undo(*content)
            print("The next sync reads them where they still lie in a folder.")
            return
        ids = named_reports(database, reports)
        with running_server(context.obj) as server:
            if server:
                for each in ids:
                    server.remove(each)
            else:
                with open_library(context.obj) as library:
                    withdraw_reports(library, ids)
        print(f"{len(ids)} withdrawn")


@app.command()
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
        _print_json({"files": [asdict(each) for each in surveyed], "total": asdict(total(surveyed))})
    else:
        console().print(survey_line(total(surveyed)))


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="In Vietnamese, with or without diacritics, or in English.")],
    year: Annotated[
        list[int] | None, typer.Option(min=1, max=9999, help="Only passages that report on this year.")
    ] = None,
    agency: Annotated[list[str] | None, typer.Option(help="Only reports of this agency.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only this kind of document, e.g. 'kế hoạch'.")] = None,
    ignore: Annotated[list[Wishes] | None, typer.Option(help="What the question states and is not to count.")] = None,
    conversation: Annotated[
        str | None, typer.Option(help="Id of the conversation that the question goes on with; with --json it is shown.")
    ] = None,
    url: Url = "",
    key: Key = "",
    json: Json = False,
) -> None:
    """Print the cited answer to a question."""
    from bot.client.client import Client
    from index.question.filters import Filters

    filters = Filters(
        years=tuple(year or ()),
        agencies=tuple(agency or ()),
        kinds=tuple(kind or ()),
        ignore=tuple(wish for wish in WISHES if wish in (ignore or ())),
    )
    with errors_in_one_line():
        if url:
            with Client(url, key) as client:
                told, answer = client.ask(question, filters, conversation), None
        else:
            told, answer = _ask_here(context.obj, question, filters, conversation)
    if json:
        print(told.model_dump_json(indent=2))
    else:
        console().print(answer_view(answer) if answer else told_view(told))


def _ask_here(
    data: Path, question: str, filters: "Filters", conversation: str | None
) -> "tuple[AnswerJson, Answer | None]":
    """What the library in `data` answers, by the server that has it open, if one has; None where that does not keep it."""
    from bot.api.answer_json import answer_json
    from bot.assemble import answerer_of, converser_of, open_library, open_record
    from bot.conversation.history import History
    from bot.running_server import running_server
    from bot.settings import load_settings

    with running_server(data) as server:
        if server:
            told = server.ask(question, filters, conversation)
            with open_record(data) as database:
                kept = History(database).answer(told.id, None)
            return told, kept.answer if kept else None
        with open_library(data) as library:
            settings = load_settings(data)
            converser = converser_of(answerer_of(library, settings), library, settings)
            reply = converser.reply(question, filters, conversation)
    return answer_json(reply.answer, reply.conversation, settings.public_url), reply.answer


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to bind to; the setting `host` if not given.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind to; the setting `port` if not given.")] = None,
) -> None:
    """Serve the web page and the API."""
    from bot.serve import serve as run

    with errors_in_one_line():
        run(context.obj, host, port)


@app.command()
def mcp(
    context: typer.Context,
    url: Annotated[
        str, typer.Option(help="Address of a running server whose tools are handed on; else this library's.")
    ] = "",
    key: Annotated[str, typer.Option(help="Its key.", envvar="HOIDAP_SERVER_KEY")] = "",
) -> None:
    """Speak the Model Context Protocol on stdin and stdout, for a program with a language model that starts this one."""
    from bot.api.mcp_server.bridge import bridge_to_address, bridge_to_owner
    from bot.running_server import running_server

    with errors_in_one_line():
        if url:
            bridge_to_address(url, key)
            return
        with running_server(context.obj) as server:
            if server:
                bridge_to_owner(context.obj)
            else:
                from bot.api.mcp_server.local import serve_library

                serve_library(context.obj)


@app.command()
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
    with errors_in_one_line(), _bar("", hidden=False) as bar:
        tasks = {stage: bar.add_task(stage, total=None, visible=False) for stage in ("index", "ask")}

        def show(stage: str, done: int, total: int) -> None:
            if stage == "resume":
                bar.console.print(f"going on: {done} of {total} questions were asked before")
            else:
                bar.update(tasks[stage], completed=done, total=total, visible=True)

        _may_be_written(json, html)
        settings, bounds = load_settings(context.obj), load_gate(gate) if gate else Gate()
        old = load_evaluated(compare) if compare else None
        found = run(dataset, context.obj, settings, show, url=url, key=key)
        comparison = compared(old, found) if old else None
        if json:
            _write(json, found.model_dump_json(by_alias=True, indent=2) + "\n")
        if html:
            _write(html, evaluation_page(found, settings.language, comparison))
        below = unmet(bounds, found.all_values())
    changes = comparison_view(comparison) if comparison else []
    console().print(*figures_view(found), *tags_view(found.tags), *changes, *gate_view(below))
    console().print(f"{found.queries} questions in {monotonic() - began:.0f} s")
    raise typer.Exit(1 if below else 0)


@app.command()
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

    with errors_in_one_line(), _bar("", hidden=False) as bar:
        _may_be_written(json)
        lines, bounds = load_answers(answers), load_gate(gate) if gate else Gate()
        task = bar.add_task("check", total=len(lines))
        settings = load_settings(context.obj)
        checks = checks_of(settings, encoder_of(settings))
        verified = run(answers.name, lines, checks, lambda _stage, done, _total: bar.update(task, completed=done))
        below = unmet(bounds, verified.values())
    console().print(verified_view(verified, below))
    if json:
        _write(json, verified.model_dump_json(indent=2) + "\n")
    raise typer.Exit(1 if below else 0)


@app.command()
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
        _may_be_written(into)
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


@app.command()
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


@app.command()
def check(context: typer.Context, json: Json = False) -> None:
    """Say what is installed, configured and reachable, and what to do about what is not."""
    from bot.doctor import findings

    with errors_in_one_line():
        found = findings(context.obj)
    if json:
        _print_json({"checks": [asdict(each) for each in found]})
    else:
        for each in found:
            mark = "[green]ok[/]     " if each.ok else "[yellow]missing[/]"
            console().print(f"{mark} ", each.name, "–", each.what, *(["→", each.remedy] if each.remedy else []))
    raise typer.Exit(1 if any(each.needed and not each.ok for each in found) else 0)


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


add_keeping_commands(app, errors_in_one_line)
add_brief_command(app, errors_in_one_line)
add_pull_command(app, errors_in_one_line)
add_work_command(app, errors_in_one_line)


app.add_typer(key_commands(errors_in_one_line), name="key")
app.add_typer(user_commands(errors_in_one_line), name="user")


def _bar(title: str, *, hidden: bool) -> Progress:
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("files" if title else ""),
        TimeRemainingColumn(),
    )  # fmt: skip
    return Progress(*columns, console=console(stderr=True), disable=hidden or not sys.stderr.isatty(), transient=True)


def _may_be_written(*paths: Path | None) -> None:
    """Raises DatasetError before anything is measured whose figures would be lost."""
    from bot.errors import DatasetError

    for path in paths:
        if path and (path.is_dir() or not os.access(path.parent, os.W_OK)):
            raise DatasetError(f"{str(path)!r} cannot be written: choose a file in a folder that is there")


def _write(path: Path, text: str) -> None:
    from bot.errors import DatasetError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{str(path)!r} cannot be written ({error.strerror}): choose another file") from error


def _print_json(record: dict[str, object]) -> None:
    from json import dumps

    print(dumps(record, ensure_ascii=False, indent=2, default=str))


def main() -> None:
    """Entry point of the console script."""
    app()


if __name__ == "__main__":
    main()
