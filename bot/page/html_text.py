"""Text as HTML, so that no reader of HTML or Markdown takes any of it for markup.

A fragment is one line, because the chat would read Markdown after an empty line.
"""

from collections.abc import Sequence
from html import escape
from itertools import zip_longest

from bot.answer import Citation
from corpus.language.detect import Language


def as_html(text: str) -> str:
    """The text on one line; its own line ends stay visible."""
    return "<br>".join(escape(line) for line in text.splitlines())


def marked_html(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """The text with spans of it marked; they are in order and apart, and none runs over the end of a line."""
    pieces, position = [], 0
    for start, end in marks:
        pieces += [text[position:start], f"<mark>{as_html(text[start:end])}</mark>"]
        position = end
    plain = [*pieces[::2], text[position:]]
    return "".join(
        piece
        for words, mark in zip_longest(plain, pieces[1::2], fillvalue="")
        for piece in (escape(words).replace("\n", "<br>"), mark)
    )


def anchor(url: str, text: str, *, css_class: str = "", title: str = "") -> str:
    """A link that opens beside the page."""
    attributes = f' class="{css_class}"' if css_class else ""
    attributes += f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener"{attributes}>{as_html(text)}</a>'


def passage_url(citation: Citation, language: Language) -> str:
    """Opens the passage in a page of this language."""
    address, _, fragment = citation.url.partition("#")
    return f"{address}&lang={language}#{fragment}"


def warning_html(notice: str) -> str:
    return f'<p class="warning">{as_html(notice)}</p>'
