"""A conversation as Markdown, with the sources of each answer in official form. Report text is data: none of it is markup."""

import re
from collections.abc import Iterator, Sequence

from bot.answer import Answer, Answered, Citation, Declined, SmallTalk, Statement, Table
from bot.history import Kept
from bot.source_form import short_date, source_form
from bot.wording import Wording, wording
from corpus.language import Language

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_AT_THE_START = re.compile(r"^(#+|[+=-]|\d+(?=[.)]))")


def conversation_markdown(kept: Sequence[Kept], language: Language) -> str:
    """CommonMark with pipe tables; ends with a line end."""
    words = wording(language)
    blocks = [f"# {words.app_title}"]
    for each in kept:
        blocks += _turn(each, words)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text of which no reader of Markdown takes anything for markup, on one line."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _AT_THE_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def _turn(kept: Kept, words: Wording) -> Iterator[str]:
    asked = kept.answer.asked
    yield f"## {escaped(asked.question)}"
    given = kept.given.astimezone()
    yield f"*{given:%H:%M}, {short_date(given.date())}*"
    if asked.searched_as != " ".join(asked.question.split()):
        yield escaped(words.searched_as.format(question=asked.searched_as))
    yield from _said(kept.answer)


def _said(answer: Answer) -> Iterator[str]:
    words = wording(answer.asked.language)
    match answer:
        case Answered():
            yield from map(escaped, answer.notes)
            if answer.table:
                yield _table(answer.table)
            for statement in answer.statements:
                yield from _statement(answer, statement)
            yield f"**{escaped(words.sources)}**"
            yield from (_source(each, answer.asked.language) for each in answer.citations)
        case Declined():
            yield escaped(answer.reason)
            if answer.nearest:
                yield f"**{escaped(words.nearest)}**"
                yield from (_source(each, answer.asked.language) for each in answer.nearest)
        case SmallTalk():
            yield escaped(answer.reply)


def _statement(answer: Answered, statement: Statement) -> Iterator[str]:
    markers = "".join(f" {_marker(marker)}" for marker in statement.markers)
    if statement.lead:
        yield escaped(statement.lead)
    said = escaped(statement.text)
    yield f"> “{said}”{markers}" if answer.is_quote(statement) else f"{said}{markers}"


def _table(table: Table) -> str:
    rows = [
        [escaped(cell.text) + "".join(f" {_marker(marker)}" for marker in cell.markers) for cell in row]
        for row in table.rows
    ]
    lines = [[escaped(head) for head in table.heads], ["---"] * len(table.heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _source(citation: Citation, language: Language) -> str:
    notices = "".join(f" ({escaped(notice)})" for notice in citation.notices)
    return f"{_marker(citation.marker)} {escaped(source_form(citation, language))}{notices}\n\n> “{escaped(citation.quote)}”"


def _marker(number: int) -> str:
    return f"\\[{number}\\]"
