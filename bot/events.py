"""An answer as it comes about: what a door may show before it is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.answer import Answer, Citation, Statement


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done now."""

    stage: Literal["searching", "found", "writing"]
    passages: int = 0
    """With "found": how many were found …"""
    reports: int = 0
    """… in how many reports."""


Event = Stage | Citation | Statement | Answer
"""Stages and, each before the first statement that uses it, citations; last and once, the whole answer, which has them all."""


def in_order(statements: Iterable[Statement], citations: Iterable[Citation]) -> Iterator[Citation | Statement]:
    """Each statement right behind those of its citations that no statement before it used."""
    unused = {citation.marker: citation for citation in citations}
    for statement in statements:
        yield from (unused.pop(marker) for marker in statement.markers if marker in unused)
        yield statement
