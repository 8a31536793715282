"""What was in the record and stands below the roots no more: deleted, or out of sight because a share is not mounted."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.filename import shown
from corpus.notice import Notice
from index.folders.look import Look, Root
from index.record.files import FileKey, FileRecord

_MANY = 20
"""Files of which hardly one is left are taken to be out of sight rather than deleted."""
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Vanished:
    """Below one root."""

    root: Root
    is_missing: bool
    """Whether the root itself is not there."""
    known: int
    """Files that the record has."""
    gone: tuple[FileRecord, ...]
    """Those that stand no more where they stood."""
    lost: int
    """How many of these have a content that no file found has: the others were moved."""

    def doubt(self) -> Notice | None:
        """Why these are not to be let go without a person's word; None where they are."""
        if self.is_missing:
            return None if self._was_a_file_among_others() else self._missing()
        if self.lost and len(self.gone) == self.known:
            return Notice("root_empty", files=self.known)
        if self.known >= _MANY and self.lost >= _NEARLY_ALL * self.known:
            return Notice("root_nearly_empty", files=self.known, lost=self.lost)
        return None

    def _missing(self) -> Notice:
        path = shown(self.root[0])
        return Notice("root_missing", files=self.known) if self.known else Notice("missing", path=path)

    def _was_a_file_among_others(self) -> bool:
        """Whether the root is a file that was named itself, in a folder that shows others."""
        path = self.root[0]
        return any(record.path == str(path) for record in self.gone) and _has_entries(path.parent)


def vanished(
    roots: Sequence[Root], known: Mapping[FileKey, FileRecord], seen: Look, ever: Sequence[Root] = ()
) -> list[Vanished]:
    """What is gone below each of the roots, in their order; nothing below what did not show what is in it.

    Nor below a root in another (of these, or of those that were `ever` synced) that may be out of sight: a share that is mounted
    into a folder. What is gone there is gone below the inner root alone.
    """
    contents = {(file.collection, file.sha256) for file in seen.files.values()}
    unseen = [*seen.unseen]
    found: dict[Root, Vanished] = {}
    for root in sorted({*roots, *ever}, key=lambda each: len(each[0].parts), reverse=True):
        here = [key for key in known if is_below(key, [root])]
        gone = [known[key] for key in here if key not in seen.files and not is_below(key, unseen)]
        lost = sum((record.collection, record.sha256) not in contents for record in gone)
        is_missing = root in seen.missing or (root not in roots and not root[0].exists())
        found[root] = Vanished(root, is_missing, len(here), tuple(gone), lost)
        if found[root].doubt():
            unseen.append(root)
    return [found[root] for root in roots]


def is_below(key: FileKey, tops: Sequence[Root]) -> bool:
    """Whether a file of the record is one of these, or in one of them."""
    path, collection = key
    return any(
        name == collection and (path == str(top) or path.startswith(str(top).rstrip(os.sep) + os.sep))
        for top, name in tops
    )


def _has_entries(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False
