"""Files of one content: they make one report, and the first of them that can be read speaks for all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.filename import shown
from corpus.read import title_by_name
from index.folders.look import FoundFile
from index.record.files import FileKey
from index.record.reports import Named


@dataclass(slots=True)
class Content:
    """One content of one collection, with the files that have it now."""

    copies: list[FoundFile]
    """In the order in which they speak: those that a catalog speaks of first, then as they were found."""
    failing: set[FileKey] = field(default_factory=set)
    """Copies that cannot be read."""
    endings: set[str] = field(default_factory=set)
    """Of names under which no copy can be read."""
    is_read: bool = False

    @property
    def report_id(self) -> str:
        return self.copies[0].report_id

    @property
    def sha256(self) -> str:
        return self.copies[0].sha256

    def fails(self, copy: FoundFile, *, of_the_moment: bool) -> None:
        """A copy cannot be read, and none whose name ends like its, but for what is `of_the_moment`."""
        self.failing.add(copy.key)
        if not of_the_moment:
            self.endings.add(_ending(copy.path))

    def speaker(self) -> FoundFile | None:
        """The first copy that may be readable."""
        readable = (
            each for each in self.copies if each.key not in self.failing and _ending(each.path) not in self.endings
        )
        return next(readable, None)


def contents_of(files: Iterable[FoundFile]) -> list[Content]:
    """The files by their content, in the order of the first of each."""
    by_content: dict[tuple[str, str], Content] = {}
    for file in sorted(files, key=lambda each: each.row is None):
        by_content.setdefault((file.collection, file.sha256), Content([])).copies.append(file)
    return list(by_content.values())


def is_named_alike(read: Named, path: Path) -> bool:
    """Whether a file of this name and the same content would be read as the report was.

    A name tells the format and, where nothing else does, the title.
    """
    before = Path(read.source)
    if _ending(before) != _ending(path):
        return False
    title = title_by_name(read.source)
    return read.title != title or title_by_name(shown(path)) == title


def _ending(path: Path) -> str:
    return path.suffix.lower()
