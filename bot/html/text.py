"""Text as HTML, escaped, so that no reader of HTML or Markdown takes any of it for markup."""

from collections.abc import Sequence

from markupsafe import Markup, escape

Html = Markup
"""A string that is HTML; what is put into it is escaped."""
_BREAK = Html("<br>")


def in_lines(text: str) -> Html:
    """The text on one line; its own line ends stay visible."""
    return _BREAK.join(text.splitlines())


def spaced(text: str) -> Html:
    """The text for an attribute, where a reader of Markdown leaves it alone: its line ends as entities."""
    return Html("&#10;").join(text.splitlines())


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Html:
    """The text with spans of it marked; they are in order and apart, and none runs over the end of a line."""
    found, position = Html(), 0
    for start, end in marks:
        found += _plain(text[position:start]) + Html("<mark>{}</mark>").format(in_lines(text[start:end]))
        position = end
    return found + _plain(text[position:])


def _plain(text: str) -> Html:
    return escape(text).replace("\n", _BREAK)
