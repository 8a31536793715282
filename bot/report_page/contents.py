"""The table of contents of a report: its headings, each a link to where it stands in the text."""

from collections.abc import Sequence
from html import escape

from bot.wording.wording import Wording
from corpus.report import Section

_DEEPEST = 3
_MOST = 400


def contents_html(sections: Sequence[Section], words: Wording) -> str:
    """Nested lists of the sections below the root, three levels deep; empty where there are none."""
    listed = [each for each in sections if 0 < each.level <= _DEEPEST and each.heading.strip()][:_MOST]
    if not listed:
        return ""
    items = "".join(
        f'<li class="level-{each.level}"><a href="#{anchor_of(each)}">{escape(each.heading.strip())}</a></li>'
        for each in listed
    )
    return f'<details class="contents" open><summary>{escape(words.contents)}</summary><ul>{items}</ul></details>'


def anchor_of(section: Section) -> str:
    """The id of the place where a section begins."""
    return f"s-{section.start}"
