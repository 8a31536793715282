"""Files of JSON objects, one a line: whatever is wrong is named, all of it at once."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import DatasetError

_NAMED = 20
"""Wrong things that a message names."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Record = TypeVar("Record", bound=_Named)
Model = TypeVar("Model", bound=BaseModel)


def read_records(path: Path, parse: Callable[[dict[str, Any], int], Record]) -> list[Record]:
    """What `parse` makes of each line and its number; it raises ValueError with what is wrong with one.

    Raises DatasetError for a file that cannot be read, and one that names every line that is wrong or uses an id again.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            f"{str(path)!r} cannot be read ({error}): it must be a file of JSON objects in UTF-8, one a line"
        ) from error
    found: list[Record] = []
    wrong: list[str] = []
    known: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = parse(_object(line), number)
            except ValueError as error:
                wrong.append(f"line {number} {error}")
                continue
            wrong += [f"line {number} uses the id {record.id!r} a second time"] if record.id in known else []
            known.add(record.id)
            found.append(record)
    refuse(path.name, wrong)
    return found


def validated(model: type[Model], entry: dict[str, Any], number: int) -> Model:
    """The object as a model, called by its line where it has no id. Raises ValueError with what is wrong."""
    try:
        return model(**{"id": f"line {number}", **entry})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"has {'.'.join(map(str, first['loc']))!r} wrong: {first['msg']}") from error


def refuse(name: str, wrong: Sequence[str]) -> None:
    """Raises DatasetError that names what is wrong with a file, if anything is."""
    if wrong:
        more = f"; and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise DatasetError(f"{name}: {'; '.join(wrong[:_NAMED])}{more}")


def _object(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        raise ValueError("is not a JSON object")  # noqa: TRY004 - caught as what is wrong with the line
    return entry
