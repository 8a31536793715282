"""One request of the API as a value: what is sent, and how the answer is read. Nothing is sent here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import httpx

T_co = TypeVar("T_co", covariant=True)
Query = Mapping[str, str | int | bool | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Call(Generic[T_co]):
    """What is sent, and what comes of it."""

    method: str
    path: str
    read: Callable[[httpx.Response], T_co]
    """Of an answer that is no refusal; raises pydantic's ValidationError for what it cannot be."""
    body: object = None
    """Becomes JSON; None: there is none."""
    query: Query = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    """Sent as a form."""


@dataclass(frozen=True, slots=True)
class Streaming(Generic[T_co]):
    """A call that is answered in server-sent events."""

    call: Call[None]
    read: Mapping[str, Callable[[str], T_co]]
    """Of the data of an event, by its name; events of other names, as a newer server may have them, are passed over."""
    last: str
    """Name of the event that ends it."""


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file as the server gives it."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
