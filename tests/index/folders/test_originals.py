"""A kept original is on the disk before the record names it, and is the file that was kept or nothing."""

import os
from pathlib import Path

import pytest

import index.durable
from corpus.read import read
from index.errors import DamagedOriginalError, NotKeptError
from index.folders.originals import keep_original, original_of, originals_in


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "báo cáo.txt"
    file.write_text("Báo cáo kết quả năm 2024.", encoding="utf-8")
    return file


def test_it_is_flushed_before_it_has_its_name_and_the_folder_after(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, folder = read(file), tmp_path / "originals"
    flushed: list[tuple[str, list[Path]]] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        flushed.append((str(Path(f"/proc/self/fd/{handle}").readlink()), originals_in(folder)))
        real(handle)

    monkeypatch.setattr(index.durable.os, "fsync", fsync)
    assert keep_original(folder, file, report.sha256, report)
    kept = folder / f"{report.sha256}.txt"
    assert flushed == [(str(kept.with_suffix(".partial")), []), (str(folder), [kept])]
    assert original_of(folder, report.sha256) == kept


def test_a_damaged_one_is_not_given_and_is_mended_when_the_file_is_kept_again(file: Path, tmp_path: Path) -> None:
    report, folder = read(file), tmp_path / "originals"
    keep_original(folder, file, report.sha256, report)
    kept = folder / f"{report.sha256}.txt"
    kept.write_text("Báo cáo kết quả năm 2042.", encoding="utf-8")
    with pytest.raises(DamagedOriginalError, match=kept.name):
        original_of(folder, report.sha256)
    assert keep_original(folder, file, report.sha256, report)
    assert original_of(folder, report.sha256) == kept


def test_a_disk_that_does_not_take_it_is_no_fault_of_the_file(file: Path, tmp_path: Path) -> None:
    report = read(file)
    (tmp_path / "originals").write_text("a file in the way of the folder")
    with pytest.raises(NotKeptError, match="hoidap sync"):
        keep_original(tmp_path / "originals", file, report.sha256, report)
