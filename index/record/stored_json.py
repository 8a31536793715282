"""Objects kept as JSON, read by another version than the one that wrote them: fields come and go."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
_EMPTY: dict[Any, Any] = {
    str: "",
    int: 0,
    float: 0.0,
    bool: False,
    tuple: [],
    list: [],
    frozenset: [],
    dict: {},
    Mapping: {},
}


def stored_as(value: object) -> str:
    """A dataclass as JSON."""
    return _adapter_of(cast("Any", type(value))).dump_json(value).decode()


def read_stored(kind: type[T], stored: str) -> T:
    """An object of `kind`, out of what `stored_as` gave, of this version or another."""
    adapter: TypeAdapter[T] = _adapter_of(cast("Any", kind))
    try:
        return adapter.validate_json(stored)
    except ValidationError:
        return adapter.validate_python(fitted(kind, json.loads(stored)))


def made(kind: Callable[..., T], stored: Mapping[str, Any]) -> T:
    """An object of `kind` out of its fields; nothing is checked."""
    try:
        return kind(**stored)
    except TypeError:
        return kind(**fitted(kind, stored))


def fitted(kind: Any, stored: Any) -> Any:
    """JSON of an object as `kind`, a dataclass or a type made of them, has its fields today.

    Unknown fields are left out. A missing one that has no default is None where that may be, otherwise empty or 0. What is
    no such object stays as it is.
    """
    kinds = [each for each in get_args(kind) if each not in (NoneType, Ellipsis)]
    if is_dataclass(kind) and isinstance(stored, dict):
        named: Any = kind
        known = _kinds_of(named)
        given = {name: fitted(known[name], value) for name, value in stored.items() if name in known}
        return {name: _empty(known[name]) for name in _required(named) if name not in given} | given
    if get_origin(kind) in (Union, UnionType) and len(kinds) == 1:
        return fitted(kinds[0], stored)
    if isinstance(stored, list) and len(kinds) == 1:
        return [fitted(kinds[0], each) for each in stored]
    return stored


@lru_cache(maxsize=256)
def _adapter_of(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@lru_cache(maxsize=256)
def _kinds_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@lru_cache(maxsize=256)
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING)


def _empty(kind: Any) -> Any:
    """What stands for a value of this type that is not there."""
    if NoneType in get_args(kind):
        return None
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if is_dataclass(kind):
        return fitted(kind, {})
    return _EMPTY.get(get_origin(kind) or kind)
