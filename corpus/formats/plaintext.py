"""Text and Markdown files: paragraphs out of lines, also where an editor broke the lines at a fixed width."""

import re
import unicodedata
from collections.abc import Iterable

from corpus.document.letterhead import is_rule, uncolumn, uncolumn_closing
from corpus.document.marker import marker_of
from corpus.formats.table import rows_as_lines
from corpus.formats.wrapped import unwrapped
from corpus.paragraph import Paragraph, ParsedFile, leaves_of
from corpus.text.normalise import normalise, normalise_line

_HEAD_LINES = 15
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


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


def read_markdown(text: str) -> ParsedFile:
    """A Markdown file: headings with their levels, emphasis and links without their marks, tables row by row."""
    return ParsedFile(tuple(_markdown(_logical_lines(text))))


def _logical_lines(text: str) -> Iterable[str]:
    """Paragraphs, items, headings and rows of Markdown, each on one line; a table stays one logical line."""
    pending: list[str] = []
    for line in [*normalise(text).split("\n"), ""]:
        in_table = line.startswith("|")
        starts = not line or in_table or _HEADING.match(line) or marker_of(line) or line.startswith((">", "```"))
        if pending and starts and not (in_table and pending[-1].startswith("|")):
            yield "\n".join(pending) if pending[0].startswith("|") else " ".join(pending)
            pending = []
        if line:
            pending.append(line)
            if _HEADING.match(line):
                yield pending.pop()


def _markdown(lines: Iterable[str]) -> Iterable[Paragraph]:
    for line in lines:
        if line.startswith("|"):
            yield from (Paragraph(row, role="row") for row in rows_as_lines(_grid(line)))
            continue
        heading = _HEADING.match(line)
        body = _plain(heading.group(2) if heading else line)
        if body and not is_rule(body) and not body.startswith("```"):
            bold = bool(_BOLD.fullmatch(line.strip()))
            yield Paragraph(body, level=len(heading.group(1)) if heading else None, bold=bold)


def _grid(table: str) -> list[list[str]]:
    rows = [line.strip().strip("|").split("|") for line in table.split("\n") if not _TABLE_RULE.match(line)]
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(line: str) -> str:
    line = _LINK.sub(r"\1", line.lstrip("> "))
    line = _BOLD.sub(r"\2", line)
    line = re.sub(r"(?<![\w*])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![\w*])", r"\1", line)
    line = re.sub(r"^[*+](?=\s)", "-", line.replace("`", ""))
    return normalise_line(re.sub(r"\\([#*_.\[\]()-])", r"\1", line))
