"""A conversation as Markdown, with the sources of each answer in official form. Report text is data: none of it is markup."""

import re
from collections.abc import Iterator, Sequence

from bot.answer import Answer, Answered, Declined, SmallTalk, Statement, Table
from bot.conversation.history import Kept
from bot.wording.dates import local_date, local_time
from bot.wording.opening import opening_of, translations_of
from bot.wording.quoted_table import quoted_table
from bot.wording.source_list import ListedSource, source_list
from bot.wording.understood import is_searched_otherwise
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$&#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Every sign that CommonMark, its usual extensions and formulas know, and what makes an address a link."""
_AT_THE_START = re.compile(r"^[+=-]|^(\d+)(?=[.)])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def conversation_markdown(kept: Sequence[Kept], language: Language) -> str:
    """CommonMark with pipe tables; ends with a line end."""
    words = wording(language)
    blocks = [f"# {words.app_title}"]
    if kept:
        blocks.append(words.conversation_of.format(date=local_date(kept[0].given)))
    for each in kept:
        blocks += _turn(each, words)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text of which no reader of Markdown takes anything for markup, on one line."""
    line = _MARKUP.sub(lambda sign: f"\\{sign[0]}", _CONTROL.sub("", " ".join(text.split())))
    return _AT_THE_START.sub(lambda start: f"{start[0]}\\" if start[1] else f"\\{start[0]}", line)


def _turn(kept: Kept, words: Wording) -> Iterator[str]:
    asked = kept.answer.asked
    yield f"## {escaped(asked.question)}".rstrip()
    yield f"*{local_time(kept.given)}*"
    if is_searched_otherwise(asked):
        yield escaped(words.searched_as.format(question=asked.searched_as))
    yield from _said(kept.answer)
    listed = source_list(kept.answer, asked.language)
    if listed.sources:
        yield f"**{escaped(listed.title)}:**"
        yield from map(_source, listed.sources)


def _said(answer: Answer) -> Iterator[str]:
    match answer:
        case Answered():
            if answer.short:
                yield f"**{escaped(answer.short.text)}**"
            yield from map(escaped, (*opening_of(answer), *answer.notes))
            if answer.table:
                yield _table(answer.table)
            for statement in answer.statements:
                yield from _statement(answer, statement)
            yield from map(escaped, translations_of(answer))
        case Declined():
            yield escaped(answer.reason)
        case SmallTalk():
            yield escaped(answer.reply)
            if answer.examples:
                yield "\n".join(f"- {escaped(example)}" for example in answer.examples)


def _statement(answer: Answered, statement: Statement) -> Iterator[str]:
    if statement.lead:
        yield escaped(statement.lead)
    markers = "".join(f" {_marker(marker)}" for marker in statement.markers)
    if not answer.is_quote(statement):
        yield f"{escaped(statement.text)}{markers}"
    elif rows := _rows(statement.text):
        yield from (rows, markers.strip())
    else:
        yield f"{_quoted(statement.text)}{markers}"


def _table(table: Table) -> str:
    rows = [
        [escaped(cell.text) + "".join(f" {_marker(marker)}" for marker in cell.markers) for cell in row]
        for row in table.rows
    ]
    return _drawn(table.heads, rows)


def _rows(quote: str) -> str | None:
    """A quote that is rows of a table, as a table; None of any other."""
    rows = quoted_table(quote)
    return _drawn(rows.heads, [[escaped(cell.text) for cell in row] for row in rows.rows]) if rows else None


def _drawn(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [[escaped(head) for head in heads], ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _source(source: ListedSource) -> str:
    return f"{_marker(source.marker)} {escaped(source.name)}:\n\n{_rows(source.quote) or _quoted(source.quote)}"


def _quoted(text: str) -> str:
    """In quotation marks, line by line as it stands in its report."""
    lines = [line for line in map(escaped, text.splitlines()) if line]
    return "> “" + "\\\n> ".join(lines) + "”"


def _marker(number: int) -> str:
    return f"\\[{number}\\]"
