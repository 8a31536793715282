"""Render a sample as plain text: letterhead in columns or stacked, lines wrapped or not, composed or decomposed."""

import textwrap
import unicodedata

from .markup import MOTTO, NATION, Block, Source

COLUMN = 40


def txt(source: Source) -> bytes:
    """The sample as UTF-8 text; field `wrap` is the line length, field `normal` the Unicode form."""
    width = int(source.fields.get("wrap", 0))
    parts = [
        _letterhead(source),
        _title(source),
        *(_paragraph(block, width) for block in source.blocks),
        _signature(source),
    ]
    text = ("\n\n" if width else "\n").join(parts) + "\n"
    return unicodedata.normalize(source.fields.get("normal", "NFC"), text).encode()  # type: ignore[arg-type]


def _letterhead(source: Source) -> str:
    left = [*source.lines("parent"), *source.lines("agency"), "-------", source.number]
    right = [NATION, MOTTO, "---------------", source.place_and_date]
    if source.fields["letterhead"] == "stacked":
        return "\n".join([*left, "", *right])
    return _side_by_side(left, right)


def _title(source: Source) -> str:
    return f"\n{source.fields['kind']}\n{source.fields['title']}\n"


def _paragraph(block: Block, width: int) -> str:
    text = f"- {block.text}" if block.kind == "item" else block.text
    return textwrap.fill(text, width, break_on_hyphens=False) if width else text


def _signature(source: Source) -> str:
    *posts, name = source.lines("sign")
    return "\n" + _side_by_side(["Nơi nhận:", *source.recipients], [*posts, "", "", name])


def _side_by_side(left: list[str], right: list[str]) -> str:
    height = max(len(left), len(right))
    pairs = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
    return "\n".join(f"{a:<{COLUMN}}{'    ' if b else ''}{b}".rstrip() for a, b in pairs)
