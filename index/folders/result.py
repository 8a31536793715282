"""What a sync did, and how far it is; files are named as `corpus.filename.shown` writes them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or path that could not be read, and why, in one line: a `Notice` but where an old record has a plain one."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a sync is."""

    files_done: int
    files_total: int
    characters: int
    """Encoded so far."""


@dataclass(slots=True)
class SyncResult:
    """What a sync did; paths in the order they were met."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    unchanged: int = 0
    withdrawn: list[str] = field(default_factory=list)
    """Files that are there and not read, because their content was withdrawn."""
    failed: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)
