"""What was in the record and stands below the roots no more: deleted, or out of sight because a share is not mounted."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.filename import shown
from corpus.notice import Notice
from index.folders.homes import Homes, Root
from index.folders.look import Look
from index.folders.patience import in_time
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
    lost: tuple[FileRecord, ...]
    """Those of them whose content no file found has: the others were moved."""

    def doubt(self) -> Notice | None:
        """Why these are not to be let go without a person's word; None where they are."""
        if self.is_missing:
            return None if self._was_a_file_among_others() else self._missing()
        if self.lost and len(self.gone) == self.known:
            return Notice("root_empty", files=self.known)
        if self.known >= _MANY and len(self.lost) >= _NEARLY_ALL * self.known:
            return Notice("root_nearly_empty", files=self.known, lost=len(self.lost))
        return None

    def _missing(self) -> Notice:
        path = shown(self.root[0])
        return Notice("root_missing", files=self.known) if self.known else Notice("missing", path=path)

    def _was_a_file_among_others(self) -> bool:
        """Whether the root is a file that was named itself, in a folder that shows others."""
        path = self.root[0]
        return any(record.path == str(path) for record in self.gone) and _has_entries(path.parent)


def vanished(
    roots: Sequence[Root], known: Mapping[FileKey, FileRecord], seen: Look, ever: Sequence[Root], homes: Homes
) -> list[Vanished]:
    """What is gone below each of the roots, in their order; nothing below what did not show what is in it.

    Nor below a root in another (of these, or of those that were `ever` synced) that may be out of sight: a share that is mounted
    into a folder. What is gone there is gone below the inner root alone. A folder that stands empty where many files were counts
    as such a root. What has come into another collection, since the settings say so, is gone where it was.
    """
    contents = {(file.collection, file.sha256) for file in seen.files.values()}
    homes_of = {key: homes.home(key) for key in known}
    lost = {
        key
        for key, home in homes_of.items()
        if key not in seen.files and (home[1], known[key].sha256) not in contents and not is_below(home, seen.unseen)
    }
    emptied = _emptied(roots, [homes_of[key] for key in known if key in lost])
    unseen = [*seen.unseen]
    found: dict[Root, Vanished] = {}
    for root in sorted({*roots, *ever, *emptied}, key=lambda each: len(each[0].parts), reverse=True):
        here = [key for key, home in homes_of.items() if is_below(home, [root])]
        gone = [key for key in here if key not in seen.files and not is_below(homes_of[key], unseen)]
        is_missing = root in seen.missing or (root not in roots and not _is_there(root[0]))
        lost_here = tuple(known[key] for key in gone if key in lost)
        found[root] = Vanished(root, is_missing, len(here), tuple(known[key] for key in gone), lost_here)
        if found[root].doubt():
            unseen.append(root)
    return [found[root] for root in dict.fromkeys([*roots, *emptied])]


def _emptied(roots: Sequence[Root], lost: Sequence[FileKey]) -> list[Root]:
    """Folders below the roots that stand empty where many files were."""
    counted = Counter(
        (folder, collection)
        for path, collection in lost
        for folder in Path(path).parents
        if is_below((str(folder), collection), roots)
    )
    return [each for each, files in counted.items() if files >= _MANY and _is_emptied(each[0])]


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


def _is_emptied(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    """Whether it is; also where that cannot be told."""
    try:
        return in_time(path.exists, f"look for {path}")
    except OSError:
        return True
