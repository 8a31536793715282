from pathlib import Path

import pytest

from corpus.discover import discover
from corpus.errors import MissingPathError


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.PDF", "1.txt", "~$khoa.docx", ".an.txt", ".git/x.txt", "anh.mp4"):
        (tmp_path / name).write_text("x")
    found = discover(tmp_path)
    assert found.files == (tmp_path / "1.txt", tmp_path / "b" / "2.PDF")
    assert [(path.name, reason) for path, reason in found.skipped] == [
        ("anh.mp4", "has a format that is not read (.mp4)")
    ]


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "trong", tmp_path / "ngoai"
    inside.mkdir()
    outside.mkdir()
    (outside / "mat.txt").write_text("x")
    (inside / "1.txt").write_text("x")
    (inside / "lien-ket.txt").symlink_to(outside / "mat.txt")
    (inside / "thu-muc").symlink_to(outside)
    (inside / "ban-sao.txt").symlink_to(inside / "1.txt")
    found = discover(inside)
    assert found.files == (inside / "1.txt",)
    assert {path.name for path, reason in found.skipped if "leads out" in reason} == {
        "lien-ket.txt",
        "thu-muc",
    }


def test_a_single_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "bao-cao").write_text("x")
    assert discover(tmp_path / "bao-cao").files == (tmp_path / "bao-cao",)


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="does not exist"):
        discover(tmp_path / "khong-co")
