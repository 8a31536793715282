"""The door to HTML: what is filled in stays text, what is missing is an error, and layout is not in the result."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import bot
from bot.html.templates import Macros
from bot.html.text import Html, in_lines, marked

HOSTILE = "<script>\"'&</script>"
PACKAGE = Path(bot.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("*.html.jinja"))
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (*PACKAGE.rglob("*.py"), *TEMPLATES))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles_and_each_of_its_macros_is_used(path: Path) -> None:
    Macros(path.relative_to(PACKAGE).as_posix().removesuffix(".html.jinja"))
    macros = re.findall(r"{% macro (\w+)", path.read_text(encoding="utf-8"))
    assert [each for each in macros if not re.search(rf"(?<!macro ){each}\(|\.{each}\b", SOURCES)] == []


def test_what_is_filled_in_is_escaped_in_text_and_attributes() -> None:
    link = Macros("html/parts").link(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    assert link.count("&lt;script&gt;") == 4
    assert "<script>" not in link
    assert link.unescape().count(HOSTILE) == 4
    assert link.count('"') == 2 * 5


def test_html_is_not_escaped_again() -> None:
    assert Macros("page/tabs").of_conversation("c", Html("<p>a</p>")) == '<div data-conversation="c"><p>a</p></div>'


def test_lines_of_a_template_are_joined() -> None:
    assert Macros("html/parts").warning("a  b\n c") == '<p class="warning">a  b<br> c</p>'


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Macros("html/parts").warning()
    with pytest.raises(AttributeError):
        Macros("html/parts").nothing  # noqa: B018


def test_text_on_one_line() -> None:
    assert in_lines("a & b\n<c>\n") == "a &amp; b<br>&lt;c&gt;"
    assert in_lines("") == ""


def test_marks_are_apart_and_the_rest_is_text() -> None:
    assert marked("a<b\nc&d", ((0, 1), (4, 5))) == "<mark>a</mark>&lt;b<br><mark>c</mark>&amp;d"
    assert marked("<a>", ()) == "&lt;a&gt;"
