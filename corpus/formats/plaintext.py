"""Text files: paragraphs out of lines, also where an editor broke the lines at a fixed width."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from corpus.document.letterhead import is_rule, uncolumn, uncolumn_closing
from corpus.formats.wrapped import unwrapped
from corpus.paragraph import Paragraph, ParsedFile, leaves_of
from corpus.text.legacy import unicode_of, warnings_of
from corpus.text.normalise import normalise

_HEAD_LINES = 15


def read_plaintext(text: str) -> ParsedFile:
    """A text file; form feeds end pages."""
    pages = unicodedata.normalize("NFC", text).replace("\u00a0", " ").split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    paragraphs = [
        Paragraph(paragraph, page=number)
        for number, page in enumerate(pages, start=1)
        for paragraph in _paragraphs(page, first=number == 1)
    ]
    return ParsedFile(tuple(paragraphs), leaves_of(len(pages)))


def _paragraphs(page: str, *, first: bool) -> list[str]:
    raw = page.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n")
    if first:
        raw = uncolumn(raw[:_HEAD_LINES]) + raw[_HEAD_LINES:]
    raw = uncolumn_closing(raw)
    lines = normalise("\n".join(raw)).split("\n")
    return [line for line in unwrapped(lines) if line and not is_rule(line)]


def read_typed(typed: str, reader: Callable[[str], ParsedFile]) -> ParsedFile:
    """The parsed form of a text that may be typed in an old encoding, and the warning where it is."""
    text, encodings = unicode_of(typed)
    parsed = reader(text)
    return replace(parsed, warnings=parsed.warnings + warnings_of(encodings)) if encodings else parsed
