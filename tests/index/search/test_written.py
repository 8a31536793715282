"""Whether reports write a form: told by the keyword index, never by reading every text."""

import re
from pathlib import Path

import pytest

from corpus.document.number import NUMBER
from index.library import Library
from index.sync import sync
from index.words import fold


@pytest.fixture
def written(library: Library, tmp_path: Path) -> Library:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "BÁO CÁO\n\nThực hiện Thông tư 06/2024/TT-BNV, Quyết định số 12 / 2025 / QĐ - UBND, Công văn 415/SNV-TCBC và Nghị quyết số 60-NQ/TW, "
        "Sở đã số hóa 8.250 trang.\n",
        encoding="utf-8",
    )
    assert sync(library, [folder]).failed == []
    return library


@pytest.mark.parametrize(
    "form",
    ["6/2024/tt-bnv", "06/2024/tt-bnv", "012/2025/qd-ubnd", "12/2025/qd-ubnd", "12/2025/qd", "12", "12/2025", "415/snv-tcbc", "415/snv", "415", "60-nq/tw", "60-nq", "8.250", "nghi quyet"],
)  # fmt: skip
def test_a_number_is_written_however_it_is_spaced_and_by_its_first_parts(written: Library, form: str) -> None:
    assert written.understanding.is_written(form, None)
    assert written.understanding.is_written(form, ["default"])
    assert not written.understanding.is_written(form, ["another"])


@pytest.mark.parametrize(
    "form",
    ["2/2025/qd-ubnd", "12/2024/qd-ubnd", "12/2025/qd-u", "12/2025/qd-hdnd", "41", "15/snv-tcbc", "415/tcbc", "60-nq/u", "60/nq-cp", "77"],
)  # fmt: skip
def test_another_number_is_not(written: Library, form: str) -> None:
    assert not written.understanding.is_written(form, None)


@pytest.mark.parametrize("form", ["0", "0" * 2_000, "9" * 2_000, "1/" * 500 + "1", "1-a" * 30, "12/2025" + "/x" * 900])
def test_what_is_no_number_is_not_looked_for(written: Library, form: str) -> None:
    assert not written.understanding.is_written(form, None)


def test_every_number_that_the_samples_write_is_written(sample_library: Library) -> None:
    numbers = {fold(found[0]) for report in sample_library.reports.all() for found in re.finditer(NUMBER, report.text)}
    assert len(numbers) > 10
    assert [each for each in sorted(numbers) if not sample_library.understanding.is_written(each, None)] == []
