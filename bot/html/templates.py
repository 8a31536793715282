"""The door to Jinja2: templates of HTML, each beside the module that fills it in, as `NAME.html.jinja`.

A template is a file of macros, called like functions. What they are given is escaped, unless it is `Html` already; a name that
they are not given is an error.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from bot.html.text import Html, in_lines, marked, spaced

_LAYOUT = re.compile(r"\s*\n\s*")


class _OneLine(Extension):
    """Leaves out the line ends and indents of a template: the chat would read Markdown after an empty line."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            yield Token(token.lineno, "data", _LAYOUT.sub("", token.value)) if token.type == "data" else token


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1]),
    autoescape=True,
    undefined=StrictUndefined,
    extensions=[_OneLine],
    auto_reload=False,
)
_ENVIRONMENT.filters |= {"lines": in_lines, "marked": marked, "spaced": spaced}


class Macros:
    """The macros of one template, each a function to escaped HTML; compiled once, when this is made."""

    def __init__(self, name: str) -> None:
        """`name` is the template's path in the package, e.g. "page/answer"."""
        self._module = _ENVIRONMENT.get_template(f"{name}.html.jinja").module

    def __getattr__(self, macro: str) -> Callable[..., Html]:
        found: Callable[..., Html] = getattr(self._module, macro)
        return found
