"""The words of a screen out of a folder with one TOML file a language, each checked against the class that holds them.

The keys stand in tables, by where a reader sees them; the tables are for whoever translates and the code does not know them.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from bot.errors import WordsError

T = TypeVar("T")
_OTHERWISE = "en"
"""What is said to readers of a language that has no file."""


def languages_in(folder: Path) -> tuple[str, ...]:
    """The codes (ISO 639-1) of the languages that have a file, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def words_in(
    folder: Path, language: str, kind: type[T], english: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> T:
    """`words_of` the file of the language, of the English one where it has none.

    `english` has fields of `kind` whose English stands elsewhere; the file of another language must have all their keys.
    """
    if language not in languages_in(folder) or language == _OTHERWISE:
        return words_of(folder / f"{_OTHERWISE}.toml", kind, english)
    path = folder / f"{language}.toml"
    words = words_of(path, kind)
    for name, table in english.items():
        _compare(path, getattr(words, name), table, f"{name}.")
    return words


def words_of(path: Path, kind: type[T], given: Mapping[str, object] = MappingProxyType({})) -> T:
    """An object of the dataclass `kind`, each field given or from the key of its name.

    Raises WordsError that names the file, and the key that is missing, unknown, there twice or of another type.
    """
    found = _keys_of(path)
    hints = get_type_hints(kind)
    _compare(path, found, [each.name for each in fields(kind) if each.name not in given])  # type: ignore[arg-type]
    for name, words in found.items():
        if isinstance(words, dict):
            _compare(path, words, _members(hints[name]) or words, f"{name}.")
    try:
        return TypeAdapter(kind).validate_python({**found, **given})
    except ValidationError as error:
        first = error.errors()[0]
        raise WordsError(f"{path.name}: {'.'.join(map(str, first['loc']))!r}: {first['msg']}") from error


def _keys_of(path: Path) -> dict[str, Any]:
    """The keys of all its tables together."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordsError(f"{path.name} is not a TOML file: {error}") from error
    if loose := [name for name, table in tables.items() if not isinstance(table, dict)]:
        raise WordsError(f"{path.name}: {loose[0]!r} stands outside of the tables")
    for name, times in Counter(key for table in tables.values() for key in table).items():
        if times > 1:
            raise WordsError(f"{path.name} has {name!r} twice: keep one")
    return {key: words for table in tables.values() for key, words in table.items()}


def _members(hint: Any) -> tuple[str, ...]:
    """The keys that a table must have, of a mapping from a `Literal`; none for any other type."""
    key = get_args(hint)[0] if get_origin(hint) is Mapping else None
    return get_args(key) if get_origin(key) is Literal else ()


def _compare(path: Path, found: Collection[str], wanted: Collection[str], within: str = "") -> None:
    if missing := [name for name in wanted if name not in found]:
        raise WordsError(f"{path.name} has no {within + missing[0]!r}")
    if unknown := [name for name in found if name not in wanted]:
        raise WordsError(f"{path.name} has an unknown {within + unknown[0]!r}")
