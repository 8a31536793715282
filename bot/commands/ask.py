"""`hoidap ask`: the cited answer to a question."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from bot.commands.common import Json, Key, Url, errors_in_one_line
from bot.terminal import answer_view, console, told_view
from index.question.wishes import Wish

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.api.answer_json import AnswerJson
    from index.question.filters import Filters

WISHES: tuple[Wish, ...] = get_args(Wish)
Wishes = StrEnum("Wishes", list(WISHES))  # type: ignore[misc] # Typer does not take a list of literals


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
