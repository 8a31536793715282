"""Reports that compete with every sample report and that one of two users may not see."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.conftest import BACK_END, SAMPLES, forget_questions

HIDDEN = "kín"
"""The collection that they are in."""
MARK = "QXZV"
"""A word that stands in every paragraph of them and nowhere else."""
_OTHER_DIGITS = str.maketrans("0123456789", "3456789012")


def write_hidden(library: Library, folder: Path) -> None:
    """The reports of a library once more, with other numbers, dates and figures, and a mark in every paragraph."""
    folder.mkdir()
    for report in library.reports.all():
        body = report.text.translate(_OTHER_DIGITS).replace("\n", f" (hồ sơ {MARK}).\n")
        (folder / f"{MARK}-{report.id}.txt").write_text(body, encoding="utf-8")


@contextmanager
def library_with_hidden(hidden: Path, folder: Path) -> Iterator[Library]:
    """The sample reports in the collection "default"; the hidden ones were read before them."""
    forget_questions()
    with Library(folder, ChosenEncoder(back_end=BACK_END)) as library:
        assert sync(library, [hidden], collection=HIDDEN).failed == []
        assert sync(library, [SAMPLES]).failed == []
        yield library
