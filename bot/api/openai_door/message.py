"""An answer as the text of a chat message: Markdown, which chat clients take every message for.

Text of reports is data, none of it is markup: an item "3." stays one, and no address in a report is fetched or opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answer import Answer, Answered, Citation, Declined, Short, SmallTalk, Statement, cited_by
from bot.api.public import absolute
from bot.conversation.converse import Reply
from bot.events import Event, Stage
from bot.export.markdown import escaped
from bot.wording.official_form import source_form
from bot.wording.opening import opening_of, translations_of
from bot.wording.source_list import ListedSource, source_list

_LINE_END = "  \n"
"""One that Markdown keeps."""
_NO_ENTITY = re.compile(r"\\&(?![#\w]+;)")
_OF_FORMULAS = {"[": "&#91;", "]": "&#93;", "$": "&#36;"}
"""`\\[ … \\]` is a formula to Open WebUI and others."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a marker stands in the text of a message, and for what: `text[start:end]` is "[1]"."""

    start: int
    end: int
    marker: int
    title: str
    """In official form."""
    url: str


class Message:
    """The text as it grows, event by event."""

    def __init__(self, public_url: str) -> None:
        """`public_url` makes the addresses of passages whole; empty: they are relative to this server's root."""
        self.public_url = public_url
        self._blocks: list[str] = []
        self._placed: list[tuple[int, int, int]] = []
        """Marker, start and end in the text."""
        self._length = 0
        self._is_written = False
        self._said = 0
        self._answer: Answer | None = None

    @property
    def text(self) -> str:
        """All of it until now."""
        return "".join(self._blocks)

    @property
    def cited(self) -> tuple[Citation, ...]:
        """What the answer stands on, by marker; what is nearest to a question that is not answered is no source of it."""
        return self._answer.citations if isinstance(self._answer, Answered) else ()

    @property
    def marks(self) -> list[Mark]:
        """Every marker behind a statement, by its number: clients count sources in the order in which they come."""
        if self._answer is None:
            return []
        language = self._answer.asked.language
        named = {each.marker: (source_form(each, language), self.address(each)) for each in self.cited}
        return [Mark(start, end, marker, *named[marker]) for marker, start, end in sorted(self._placed)]

    def address(self, citation: Citation) -> str:
        """What opens the passage."""
        return absolute(citation, self.public_url).url

    def grown_by(self, event: Event | Reply) -> Iterator[str]:
        """What an event adds to the text, piece by piece.

        Where no model writes, statements come with the answer, and what is to be known before them stands before them. What a
        model writes is shown as it comes; what is only known then stands behind it.
        """
        if isinstance(event, Stage):
            self._is_written |= event.stage == "writing"
        elif isinstance(event, Statement) and self._is_written:
            self._said += 1
            yield self._stated(event)
        elif isinstance(event, Reply):
            self._answer = event.answer
            yield from self._rest(event.answer)

    def _rest(self, answer: Answer) -> Iterator[str]:
        if isinstance(answer, SmallTalk):
            yield self._block("\n".join([_plain(answer.reply), *(f"- {_plain(each)}" for each in answer.examples)]))
        elif isinstance(answer, Declined):
            yield self._block(_plain(answer.reason))
        else:
            if answer.short:
                yield self._line(answer.short)
            yield from (self._block(_plain(each)) for each in (*opening_of(answer), *answer.notes))
            yield from (self._stated(each) for each in answer.statements[self._said :])
            yield from (self._block(_plain(each)) for each in translations_of(answer))
        listed = source_list(answer, answer.asked.language)
        if listed.sources:
            items = (
                self._item(source, citation, answer)
                for source, citation in zip(listed.sources, cited_by(answer), strict=True)
            )
            yield self._block(f"**{_plain(listed.title)}:**\n\n" + "\n".join(items))

    def _item(self, source: ListedSource, citation: Citation, answer: Answer) -> str:
        name = _plain(source.name)
        linked = f"[{name}]({self.address(citation)})" if self.public_url else name
        quoted = f":{_LINE_END}  “{_lines(source.quote, '  ')}”" if isinstance(answer, Declined) else ""
        return f"- [{source.marker}] {linked}{quoted}"

    def _stated(self, statement: Statement) -> str:
        lead = f"{_plain(statement.lead)}{_LINE_END}" if statement.lead else ""
        markers = (piece for marker in statement.markers for piece in (" ", marker))
        return self._block(lead + _lines(statement.text), *markers)

    def _line(self, short: Short) -> str:
        return self._block("**", *(_spaced(each) if isinstance(each, str) else each for each in short.pieces), "**")

    def _block(self, *pieces: str | int) -> str:
        """Text and markers behind what was said before."""
        block = "\n\n" if self._blocks else ""
        for piece in pieces:
            start = self._length + len(block)
            block += piece if isinstance(piece, str) else f"[{piece}]"
            if isinstance(piece, int):
                self._placed.append((piece, start, self._length + len(block)))
        self._blocks.append(block)
        self._length += len(block)
        return block


def _plain(text: str) -> str:
    """As `escaped`, but with "TT&TT" as everybody writes it, and without what some clients take for formulas even so."""
    line = _NO_ENTITY.sub("&", escaped(text))
    for sign, entity in _OF_FORMULAS.items():
        line = line.replace(f"\\{sign}", entity)
    return line


def _spaced(text: str) -> str:
    """As `_plain`, the spaces at its ends kept: it is a piece of a line."""
    return " " * text[:1].isspace() + _plain(text) + " " * text[-1:].isspace()


def _lines(text: str, indent: str = "") -> str:
    return f"{_LINE_END}{indent}".join(line for line in map(_plain, text.splitlines()) if line)
