"""Short forms come with a report and leave with it, and are known only to who may see it."""

from pathlib import Path

import pytest

from index.glossary.harvest import harvest
from index.library import Library
from index.record.short_forms import ShortForms
from index.sync import sync

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""


@pytest.fixture
def short_forms(library: Library) -> ShortForms:
    return ShortForms(library.database)


def test_each_collection_has_its_own(short_forms: ShortForms) -> None:
    short_forms.add("1", "a", "kỹ năng số (KNS), kỹ năng số (KNS)")
    short_forms.add("2", "b", "kỹ năng số (KNS), kinh nghiệm sống (KNS)")
    assert short_forms.all(["a"]) == [("KNS", "kỹ năng số", 2)]
    assert short_forms.all(None) == [("KNS", "kỹ năng số", 3), ("KNS", "kinh nghiệm sống", 1)]
    assert short_forms.all([]) == []
    short_forms.subtract("1")
    short_forms.subtract("2")
    assert short_forms.all(None) == []


def test_a_library_from_before_is_filled_when_reports_are_put_anew(library: Library, tmp_path: Path) -> None:
    text = "BÁO CÁO\n\nKết quả bồi dưỡng kỹ năng số (KNS) năm 2024.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    sync(library, [tmp_path / "a.txt"])
    short_forms = ShortForms(library.database)
    assert short_forms.all(None) == [("KNS", "kỹ năng số", harvest(text)["KNS", "kỹ năng số"])]
    before = short_forms.all(None)
    library.database.run("DELETE FROM short_forms")
    [report_id] = library.reports.recorded_ids()
    report = library.reports.recorded(report_id)
    assert report is not None
    library.indexing.record(report)
    assert short_forms.all(None) == before
    library.indexing.record(report)
    assert short_forms.all(None) == before
    library.reports.delete(report_id)
    assert short_forms.all(None) == []


def test_the_glossary_is_kept_until_reports_or_the_file_change(library: Library) -> None:
    short_forms = ShortForms(library.database)
    short_forms.add("1", "a", "kỹ năng số (KNS)")
    short_forms.add("2", "b", "kinh nghiệm sống (KNS)")
    glossary = library.glossary(["a"])
    assert [each.other for each in glossary.expansions("KNS")] == ["kỹ năng số"]
    assert library.glossary(("a",)) is glossary
    assert library.glossary([]).expansions("KNS") == []
    short_forms.subtract("1")
    library.database.touch()
    assert library.glossary(["a"]).expansions("KNS") == []
    (library.folder / "glossary.csv").write_text("term,means\nKNS,kỹ năng sống\n", encoding="utf-8")
    assert [each.other for each in library.glossary(["a"]).expansions("KNS")] == ["kỹ năng sống"]


def test_an_undone_change_leaves_the_glossary_as_it_was(library: Library) -> None:
    short_forms = ShortForms(library.database)
    glossary = library.glossary(None)

    def change_and_fail() -> None:
        with library.database.transaction():
            short_forms.add("1", "a", "kỹ năng số (KNS)")
            library.database.touch()
            assert library.glossary(None) is not glossary
            raise KeyError

    with pytest.raises(KeyError):
        change_and_fail()
    assert library.glossary(None).expansions("KNS") == []
