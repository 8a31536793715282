"""A catalog beside the reports: applied, applied anew when it changes, refused in one line, without encoding again."""

from pathlib import Path

import pytest

from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "quý").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT.format(100), encoding="utf-8")
    (folder / "quý" / "b.txt").write_text(TEXT.format(200), encoding="utf-8")
    return folder


def numbers(library: Library) -> dict[str, str | None]:
    return {Path(report.source).name: report.number for report in library.reports.all()}


def state(folder: Path, content: str) -> None:
    (folder / "catalog.csv").write_text(content, encoding="utf-8")


def test_applied_and_applied_anew_to_what_it_states_alone(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state(folder, "file,number\na.txt,1/BC-UBND\nquý/b.txt,2/BC-UBND\n")
    first = sync(library, [folder])
    assert (len(first.added), first.failed, first.warnings) == (2, [], [])
    assert numbers(library) == {"a.txt": "1/BC-UBND", "b.txt": "2/BC-UBND"}
    assert sync(library, [folder]).unchanged == 2

    state(folder, "file,number\na.txt,1/BC-UBND\nquý/b.txt,3/BC-UBND\n")

    def never(*_: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(HashEncoder, "encode_passages", never)
    again = sync(library, [folder])
    assert ([Path(path).name for path in again.changed], again.unchanged, again.failed) == (["b.txt"], 1, [])
    assert numbers(library) == {"a.txt": "1/BC-UBND", "b.txt": "3/BC-UBND"}

    (folder / "catalog.csv").unlink()
    assert len(sync(library, [folder]).changed) == 2
    assert numbers(library) == {"a.txt": None, "b.txt": None}


def test_the_nearer_catalog_speaks(library: Library, folder: Path) -> None:
    state(folder, "file,number\nquý/b.txt,2/BC-UBND\n")
    state(folder / "quý", "file,number\nb.txt,9/BC-UBND\n")
    sync(library, [folder])
    assert numbers(library)["b.txt"] == "9/BC-UBND"


def test_a_wrong_catalog_is_one_line_and_changes_nothing(library: Library, folder: Path) -> None:
    state(folder, "file,number\na.txt,1/BC-UBND\n")
    sync(library, [folder])
    state(folder, "file,nummer\na.txt,5/BC-UBND\n")
    result = sync(library, [folder])
    assert [Path(failure.source).name for failure in result.failed] == ["catalog.csv"]
    assert (result.changed, result.unchanged, numbers(library)["a.txt"]) == ([], 2, "1/BC-UBND")


def test_of_two_copies_the_one_stated_is_read(library: Library, folder: Path) -> None:
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    state(folder, "file,number\nz.txt,7/BC-UBND\n")
    sync(library, [folder])
    assert "7/BC-UBND" in numbers(library).values()
    assert sync(library, [folder]).unchanged == 3
    (folder / "catalog.csv").unlink()
    sync(library, [folder])
    assert set(numbers(library).values()) == {None}
