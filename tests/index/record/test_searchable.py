"""Which passages the engines should hold: told as rows, as a count and one by one, without reading texts."""

import shutil
from pathlib import Path

from index.encoder.encoder import HashEncoder
from index.library import Library
from index.question.filters import Filters
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


def test_counts_are_those_of_the_passages_whatever_came_and_went(tmp_path: Path, database_url: str) -> None:
    with Library(tmp_path / "library", HashEncoder(), database_url=database_url) as library:
        for numbers in (range(3), range(1, 5), range(2, 4)):
            shutil.rmtree(tmp_path / "reports", ignore_errors=True)
            sync(library, [write_reports(tmp_path / "reports", numbers)], allow_empty=True)
            passages = [
                each.chunk
                for id_ in library.reports.published()
                for each in library.reports.passages.chunks(id_)
                if each.chunk.searchable
            ]
            assert library.reports.counts(Filters()) == (len(numbers), len(passages))
            for years in ((2001,), (2002, 2003), (1990,)):
                of_years = [each for each in passages if set(each.years) & set(years)]
                expected = len({each.report_id for each in of_years}), len(of_years)
                assert library.reports.counts(Filters(years=years)) == expected
            assert library.reports.counts(Filters(collections=())) == (0, 0)


def test_they_are_counted_without_reading_a_text(tmp_path: Path) -> None:
    with Library(tmp_path, HashEncoder()) as library:
        plan = library.database.all(
            "EXPLAIN QUERY PLAN SELECT report_id, CAST(years AS TEXT), COUNT(*) FROM chunks WHERE searchable GROUP BY 1, 2"
        )
        assert [step for *_, step in plan if "COVERING INDEX chunks_searchable" in step]
        known = "SELECT rowid, id, collection, kind, number, length, relations, identity FROM reports WHERE ready"
        [step] = [step for *_, step in library.database.all(f"EXPLAIN QUERY PLAN {known}")]
        assert "COVERING INDEX reports_known" in step
        for what in ("COUNT(*)", "row"):
            plan = library.database.all(f"EXPLAIN QUERY PLAN SELECT {what} FROM chunks WHERE {_SEARCHABLE}")
            read = [step for *_, step in plan if "chunks" in step]
            assert read
            assert all("COVERING INDEX chunks_searchable" in step for step in read)
