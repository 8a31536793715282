import unicodedata

import pytest

from corpus.text.decode import decode
from corpus.web.webpage import read_webpage

TEXT = "Ủy ban nhân dân tỉnh báo cáo Thủ tướng.\r\nSở tiếp nhận 1.350 hồ sơ.\rHết\n"


def as_1258(text: str) -> bytes:
    """`text` in Vietnamese Windows, which writes most letters with their tone behind them."""
    letters = []
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        hats = "".join(mark for mark in marks if mark in "\u0302\u0306\u031b")
        letters.append(unicodedata.normalize("NFC", base + hats) + "".join(mark for mark in marks if mark not in hats))
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", [TEXT, "12 items in the report\n"])
def test_wide_characters_with_a_mark_and_without(encoding: str, form: str, text: str) -> None:
    assert unicodedata.normalize("NFC", decode(unicodedata.normalize(form, text).encode(encoding))) == text


def test_vietnamese_windows_is_told_by_few_words() -> None:
    assert decode(as_1258("Sở mở 12 lớp.")) == "Sở mở 12 lớp."


def test_a_letter_cut_in_half_does_not_spoil_the_others() -> None:
    assert decode((TEXT * 20).encode().replace("Thủ".encode(), b"Th\xe1\xbb", 1)).count("Thủ") == 19


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("iso-8859-1", "utf-8"), ("windows-1252", "cp1258"), ("utf-8", "cp1258"), ("gb2312", "utf-8"),
        ("windows-1258", "cp1258"), ("utf-8", "utf-16"), ("utf-16", "utf-16-be"), ("windows-1258", "utf-8-sig"),
    ],
)  # fmt: skip
def test_the_text_of_a_page_is_believed_before_what_it_declares(declared: str, written: str) -> None:
    page = f"<html><head><!-- <meta charset='x-none'> {'-' * 3000} --><meta charset='{declared}'></head><p>Sở tiếp nhận 1.350 hồ sơ.</p>"
    content = as_1258(page) if written == "cp1258" else page.encode(written)
    assert [paragraph.text for paragraph in read_webpage(content).paragraphs] == ["Sở tiếp nhận 1.350 hồ sơ."]
