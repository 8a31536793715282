"""Kinds of question that the catalogue, a table or a document's own form answers. Any other question is an ordinary one."""

import re
from dataclasses import dataclass

from bot.classifying.due_dates import DueDates
from bot.wording.keys import IdentityFact


@dataclass(frozen=True, slots=True)
class ListAll:
    """Asks for every document within limits, or how many there are: "các quyết định năm 2025 của UBND tỉnh"."""

    kind: str | None = None
    """As `Report.kind`; None for documents of any kind."""
    topic: str = ""
    """What they are to be about, as written; empty where only the catalogue limits them."""
    authors: tuple[str, ...] = ()
    """Agencies and places of agencies that the library does not know."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Asks for the same of two or more years or agencies."""

    years: tuple[int, ...] = ()
    agencies: tuple[tuple[str, ...], ...] = ()
    """One group for each agency named: the names under which the library has it."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Asks whether a document was replaced, or what it replaced."""

    backwards: bool = False
    """True where it asks what the document itself replaced."""


@dataclass(frozen=True, slots=True)
class IdentityQuestion:
    """Asks for what a document states of itself: who signed it, when, which agency, what it is about."""

    facts: tuple[IdentityFact, ...]


@dataclass(frozen=True, slots=True)
class Summarise:
    """Asks for a whole document in short."""


@dataclass(frozen=True, slots=True)
class UnderHeading:
    """Asks for what an agency or a document has under a heading: difficulties, tasks, targets, results, proposals, "Điều 4"."""

    headings: re.Pattern[str] | None
    """Matches the folded heading, of any of those asked for; None where it asks which headings there are."""
    is_numbered: bool = False
    """Whether it is one that the document has at most once: "Điều 4"."""


@dataclass(frozen=True, slots=True)
class WhatIsDue:
    """Asks for the tasks of a document, an agency or all documents that have a deadline."""

    dates: DueDates | None = None
    """Within which the deadlines are to lie; None for any."""


@dataclass(frozen=True, slots=True)
class WhoHolds:
    """Asks who holds a post of an agency."""


QuestionKind = ListAll | Compare | InForce | IdentityQuestion | Summarise | UnderHeading | WhatIsDue | WhoHolds
