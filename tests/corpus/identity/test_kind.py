"""Kinds by the name that a document bears, whatever its language, its letters and the marks that OCR put on them."""

import pytest

from corpus.identity.kind import kind_at


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("BÁO CÁO", "báo cáo"), ("BÁO CAO", "báo cáo"), ("KÉ HOẠCH", "kế hoạch"), ("QUYẾT ĐINH CỦA ỦY BAN", "quyết định"),
        ("THÔNG BẢO", "thông báo"), ("B Á O  C Á O", "báo cáo"), ("Bản Quy định", "quy định"), ("BÁ0 CÁ0", "báo cáo"),
        ("REPORT", "báo cáo"), ("Minutes", "biên bản"), ("GIẤY PHÉP", "giấy phép"),
    ],
)  # fmt: skip
def test_is_told(line: str, kind: str) -> None:
    found = kind_at(line)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("line", ["Bao cao", "ĐỂ AN TOÀN GIAO THÔNG", "Reports", "BÁOCÁOVIÊN", "A B C D E"])
def test_is_not_told(line: str) -> None:
    assert kind_at(line) is None
