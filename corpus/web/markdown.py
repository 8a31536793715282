"""Markdown files, read as the web pages that they are made into.

CommonMark, with the tables, struck-through text, tasks and footnotes of GitHub and the definitions of Pandoc.
"""

import re
import tomllib
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from corpus.document.marker import marker_of
from corpus.paragraph import ParsedFile
from corpus.web.markup import UNSURE_HEADS
from corpus.web.webpage import read_markup

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TASK = re.compile(r"\[([ xX])\](?=\s)")


def read_markdown(text: str) -> ParsedFile:
    """The parsed form of a Markdown file.

    Front matter is no text of it; a title with a date in it are the headline and the date of an article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    fields = _fields(front[1], front[2]) if front else {}
    parser = _parser()
    tokens = parser.parse(text[front.end() :] if front and fields else text)
    for position, token in enumerate(tokens):
        if token.type == "thead_open":
            token.attrSet(UNSURE_HEADS, "")
        if token.type == "inline":
            _set_lines(token)
            if position > 1 and tokens[position - 2].type == "list_item_open":
                _set_task(token)
    html = parser.renderer.render(tokens, parser.options, {})
    parsed = read_markup(f"<body>{html}</body>", whole=True)
    published = _day(fields.get("date"))
    headline = str(fields["title"]) if published and fields.get("title") else None
    return replace(parsed, headline=headline, published=published)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "strikethrough_single_tilde": True}).enable(
        ["table", "strikethrough"]
    )
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.add_render_rule("footnote_anchor", lambda *_: "")
    return parser


def _fields(fence: str, matter: str) -> dict[str, Any]:
    """What front matter of YAML or TOML says; nothing where it is none."""
    try:
        fields = tomllib.loads(matter) if fence == "+++" else yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _day(value: object) -> date | None:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            try:
                return date.fromisoformat(value[:10])
            except ValueError:
                return None
        case _:
            return None


def _set_lines(inline: Token) -> None:
    """Ends a line before each line that begins with a marker of its own ("a)", "2.1."), which Markdown runs on."""
    children = inline.children or []
    for child, following in pairwise(children):
        if child.type == "softbreak" and following.type == "text" and marker_of(following.content):
            child.type, child.tag = "hardbreak", "br"


def _set_task(inline: Token) -> None:
    """The box of a task, checked or not, in place of its brackets."""
    first = (inline.children or [inline])[0]
    first.content = _TASK.sub(lambda task: "☐" if task[1] == " " else "☑", first.content, count=1)
