"""Which passages the engines should hold: told as rows, as a count and one by one, without reading texts."""

from pathlib import Path

from index.encoder.encoder import HashEncoder
from index.library import Library
from index.record.passages import _SEARCHABLE
from index.sync import sync
from tests.index.kept_library import write_reports


def test_rows_count_and_details_are_of_the_same_passages(tmp_path: Path, database_url: str) -> None:
    with Library(tmp_path / "library", HashEncoder(), database_url=database_url) as library:
        sync(library, [write_reports(tmp_path / "reports", range(3))])
        reports, all_ids = library.reports, library.reports.recorded_ids()
        stored = [each for id_ in all_ids for each in reports.passages.chunks(id_) if each.chunk.searchable]
        rows = reports.passages.searchable_rows().tolist()
        assert rows == sorted(each.row for each in stored)
        assert reports.passages.searchable_count() == len(rows) > 2
        assert list(reports.passages.searchable()) == rows
        known = {each.row: (each.key, each.collection) for each in stored}
        assert reports.passages.searchable([*rows[1:], 99_999]) == {row: known[row] for row in rows[1:]}

        library.database.run("UPDATE reports SET ready = FALSE WHERE id = ?", all_ids[0])
        left = [row for row in rows if row in {each.row for each in stored if each.chunk.report_id != all_ids[0]}]
        assert (reports.passages.searchable_rows().tolist(), reports.passages.searchable_count()) == (left, len(left))
        assert list(reports.passages.searchable(rows)) == left


def test_they_are_counted_without_reading_a_text(tmp_path: Path) -> None:
    with Library(tmp_path, HashEncoder()) as library:
        for what in ("COUNT(*)", "row"):
            plan = library.database.all(f"EXPLAIN QUERY PLAN SELECT {what} FROM chunks WHERE {_SEARCHABLE}")
            read = [step for *_, step in plan if "chunks" in step]
            assert read
            assert all("COVERING INDEX chunks_searchable" in step for step in read)
