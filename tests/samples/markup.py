"""Read a sample's source: `key: value` lines between two `---`, then one block a line.

    # ## ###   headings          =   centred, bold          |   table row, cells between bars
    -          list item         /   italic                 %sign   signature, when not at the end

Everything else is a paragraph. ` | ` inside a value or a heading separates its lines.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

PREFIXES = {
    "# ": "h1",
    "## ": "h2",
    "### ": "h3",
    "- ": "item",
    "= ": "centre",
    "/ ": "italic",
    "%": "sign",
    "|": "row",
}

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Block:
    """One paragraph-like thing; `rows` is filled for kind `table` only, head row first."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> list[str]:
        """The lines that a heading is printed on."""
        return self.text.split(" | ")


@dataclass(frozen=True)
class Source:
    """One sample: what its head says (`fields`) and its body."""

    name: str
    fields: dict[str, str]
    blocks: tuple[Block, ...]

    def lines(self, key: str) -> list[str]:
        """The lines of a field, none if it is absent."""
        return [line for line in self.fields.get(key, "").split(" | ") if line]

    @property
    def number(self) -> str:
        """Số, ký hiệu, as printed."""
        return f"Số: {self.fields['number']}"

    @property
    def place_and_date(self) -> str:
        """Địa danh và thời gian ban hành, as printed."""
        return f"{self.fields['place']}, {self.fields['date']}"

    @property
    def recipients(self) -> list[str]:
        """The lines under "Nơi nhận:", with the dashes and closing marks of the decree."""
        *others, last = self.lines("recipients")
        return [f"- {name};" for name in others] + [f"- {last}."]


def read_source(path: Path) -> Source:
    """The sample described by `path`, in Unicode NFC."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    _, head, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Source(path.stem, fields, tuple(_blocks(body.splitlines())))


def column_shares(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """The share of the table's width for each column; they add up to 1."""
    lengths = [_column_length(column) for column in zip(*(row for row in rows if not is_group(row)), strict=True)]
    return [length / sum(lengths) for length in lengths]


def is_group(row: tuple[str, ...]) -> bool:
    """Whether the row only names the group of the rows below it."""
    return not any(row[2:])


def _column_length(column: tuple[str, ...]) -> float:
    """Characters to make room for: the longest word of the column, and up to 28 of its longest cell under the head."""
    longest_word = max(len(word) + sum(map(str.isupper, word)) / 2 for cell in column for word in cell.split())
    longest_cell = max(len(cell) for cell in column[1:])
    return max(9, longest_word + 5, min(28, longest_cell))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby(map(_block, lines), key=lambda block: block.kind):
        if kind == "row":
            yield Block("table", rows=tuple(_cells(block.text) for block in group))
        else:
            yield from group


def _block(line: str) -> Block:
    for prefix, kind in PREFIXES.items():
        if line.startswith(prefix):
            return Block(kind, line.removeprefix(prefix).strip())
    return Block("paragraph", line)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.removesuffix("|").split("|"))
