"""A sync that is cut short between two statements leaves no half of anything."""

from pathlib import Path

import pytest

from index.database.database import Database
from index.library import Library
from index.sync import sync
from tests.index.kept_library import opened, write_reports

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""


def words(library: Library) -> list[tuple[object, ...]]:
    return sorted(library.database.all("SELECT * FROM bigrams WHERE count <> 0"))


def test_the_words_of_a_report_that_goes_are_counted_out_once(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = write_reports(tmp_path / "reports", range(5)), Database.run
    sync(library, [folder])
    (folder / "1.txt").unlink()

    def run(self: Database, sql: str, *values: object) -> None:
        if sql.startswith("DELETE FROM chunks"):
            raise KeyboardInterrupt
        real(self, sql, *values)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "run", run)
        with pytest.raises(KeyboardInterrupt):
            sync(library, [folder])
    sync(library, [folder])
    with opened(tmp_path / "fresh") as fresh:
        sync(fresh, [folder])
        assert words(library) == words(fresh)
