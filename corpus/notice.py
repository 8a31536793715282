"""What is to be said of a file, in one line: a code and values, which have words in English here and in other languages in `bot`.

A notice is the English line, for the terminal and for programs, and keeps what it was made of, for a page in another language.
"""

import json
import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Self

ENGLISH: Mapping[str, str] = {
    code: line
    for table in tomllib.loads(Path(__file__).with_name("notices.toml").read_text(encoding="utf-8")).values()
    for code, line in table.items()
}
"""By code, the line; its `{}` fields are filled with `str.format`."""


class Notice(str):
    """One line in English; a value may be another notice. Raises KeyError for a code or field that is not known."""

    __slots__ = ("code", "values")

    code: str
    values: Mapping[str, str | float]

    def __new__(cls, code: str, /, **values: str | float) -> Self:
        notice = super().__new__(cls, ENGLISH[code].format(**values))
        notice.code, notice.values = code, values
        return notice

    def __reduce__(self) -> tuple[Any, ...]:
        """Notices go from process to process."""
        return partial(type(self), **self.values), (self.code,)


def as_record(value: str | float) -> Any:
    """What a record keeps of a notice, for JSON: its code, its values and its line; anything else as it is."""
    if not isinstance(value, Notice):
        return value
    return {"code": value.code, "values": {name: as_record(each) for name, each in value.values.items()}, "line": value}


def from_record(kept: Any) -> Any:
    """The notice; a plain line as it is, and one whose code is no longer known as its line."""
    if not isinstance(kept, dict):
        return kept
    try:
        return Notice(kept["code"], **{name: from_record(each) for name, each in kept["values"].items()})
    except KeyError:
        return kept["line"]


def as_text(line: str) -> str:
    """For a column of text: a notice as JSON, a plain line as it is."""
    return json.dumps(as_record(line), ensure_ascii=False) if isinstance(line, Notice) else line


def from_text(kept: str) -> str:
    """The line, a notice where it is kept as one."""
    line: str = from_record(json.loads(kept)) if kept.startswith("{") else kept
    return line
