from pathlib import Path

import pytest

from corpus.archive import exists
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


def test_what_no_office_filed_is_passed_over_in_silence(tmp_path: Path) -> None:
    passed_over = (
        "Thumbs.db", "desktop.ini", ".~lock.a.docx#", "~$a.docx", "~WRL0005.tmp", "a.docx.part", "a.pdf.partial", "a.pdf.crdownload",
        "a.filepart", "lost+found/a.txt", "$RECYCLE.BIN/a.txt", "#recycle/a.txt", "@eaDir/a.txt", "~snapshot/a.txt",
    )  # fmt: skip
    for name in (*passed_over, "a.txt", "~a.txt", "#a.txt", "Thumbs.db.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = discover(tmp_path)
    assert {path.name for path in found.files} == {"a.txt", "~a.txt", "#a.txt", "Thumbs.db.txt"}
    assert len(found.files) == 4
    assert found.skipped == ()


def test_no_file_has_a_name_that_none_can_have(tmp_path: Path) -> None:
    """As a damaged record may tell of one."""
    assert not exists(tmp_path / "a\0b.txt")
