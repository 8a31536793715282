"""Fonts that tell the truth, that lie or have no name, encodings and languages side by side: each paragraph comes out as it was meant."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.pdf.glyph_font import in_unicode
from corpus.printed.glyph import Glyphs
from corpus.text.encodings import ENCODINGS, Encoding, _table, to_unicode
from corpus.text.legacy import unicode_of_runs

VIETNAMESE = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Nghị định của Chính phủ về công tác văn thư.",
    "Sở Nội vụ đã số hóa 1.350 hồ sơ, đạt 92% kế hoạch; các huyện, thị xã tiếp tục rà soát, bổ sung dữ liệu còn thiếu.",
    "Giao thủ trưởng các cơ quan, đơn vị chịu trách nhiệm thi hành; kinh phí thực hiện được bố trí từ nguồn ngân sách.",
    "Trường hợp vướng mắc, phản ánh kịp thời để xem xét, sửa đổi cho phù hợp với tình hình thực tế của từng xã, phường.",
)
FOREIGN = (
    "Le rapport a été présenté à l'Assemblée générale, où il fut très discuté; né à Orléans, élevé à Hué.",
    "Dans la forêt, l'élève français préfère ses propres idées à celles de la société.",
    "The café’s résumé covers a naïve approach to public administration reform in Vietnam.",
    "Ministry of Planning and Investment",
)
OLD_FONTS = (".VnTime", "VNI-Times", "VPS Times", "VI Times")
ORDINARY = ("Times New Roman", "Arial", "Calibri", "T3", None)


def typed(text: str, encoding: Encoding) -> str:
    """How the text was typed in the encoding."""
    keys: dict[str, str] = {}
    for key, letter in _table(encoding).items():
        keys.setdefault(letter, key)
    return "".join(keys.get(letter, letter) for letter in text)


def texts(lines: Sequence[str], fewest: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(lines), min_size=fewest, max_size=6, unique=True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_typed_is_read(encoding: Encoding) -> None:
    for text in VIETNAMESE:
        assert to_unicode(typed(text, encoding), encoding) == text


@given(texts((*VIETNAMESE, *FOREIGN)), st.sampled_from(ORDINARY))
def test_unicode_and_other_languages_are_not_touched(lines: list[str], font: str | None) -> None:
    assert unicode_of_runs([[(line, font)] for line in lines]) == ([[line] for line in lines], ())


@given(texts(VIETNAMESE, 1), st.sampled_from(OLD_FONTS))
def test_unicode_in_a_font_of_before_is_not_touched(lines: list[str], font: str) -> None:
    assert unicode_of_runs([[(line, font)] for line in lines]) == ([[line] for line in lines], ())


@given(texts(VIETNAMESE, 2), st.sampled_from(ENCODINGS), st.sampled_from((*OLD_FONTS, *ORDINARY)), texts(FOREIGN))
def test_whatever_the_font_says(lines: list[str], encoding: Encoding, font: str | None, foreign: list[str]) -> None:
    paragraphs = [*((typed(line, encoding), font) for line in lines), *((line, "Georgia") for line in foreign)]
    found, used = unicode_of_runs([[run] for run in paragraphs])
    assert found == [[line] for line in (*lines, *foreign)]
    assert used == (encoding,)


@given(
    st.permutations(range(6)),
    st.sampled_from(ENCODINGS[:4]),
    st.sampled_from(ENCODINGS[:4]),
    st.permutations(OLD_FONTS),
)
def test_two_fonts_of_two_encodings(order: list[int], one: Encoding, other: Encoding, fonts: list[str]) -> None:
    runs = [(typed(line, one), fonts[0]) for line in VIETNAMESE[:3]] + [
        (typed(line, other), fonts[1]) for line in VIETNAMESE[:3]
    ]
    found, _ = unicode_of_runs([[runs[place]] for place in order])
    assert found == [[VIETNAMESE[place % 3]] for place in order]


@given(st.lists(st.booleans(), min_size=4, max_size=4), st.sampled_from(ENCODINGS[:4]), st.sampled_from(ORDINARY))
def test_a_font_that_is_half_old_half_unicode(old: list[bool], encoding: Encoding, font: str | None) -> None:
    paragraphs = [
        [(typed(line, encoding) if is_old else line, font)] for line, is_old in zip(VIETNAMESE, old, strict=True)
    ]
    assert unicode_of_runs(paragraphs)[0] == [[line] for line in VIETNAMESE]


@given(st.sampled_from(ENCODINGS[:4]))
def test_cells_of_a_few_words_without_a_font(encoding: Encoding) -> None:
    words = " ".join(VIETNAMESE).split()
    cells = [" ".join(words[first : first + 2]) for first in range(0, len(words), 2)]
    found, _ = unicode_of_runs([[(typed(cell, encoding), None)] for cell in [*cells, "Đ/C"]] + [[("Café", None)]])
    assert found == [[cell] for cell in [*cells, "Đ/C", "Café"]]


@pytest.mark.parametrize("font", ["Times New Roman", "VNI-Times", ".VnTime"])
def test_glyphs_of_a_page_by_what_they_say(font: str) -> None:
    line = typed(VIETNAMESE[0], "tcvn3")
    count = len(line)
    glyphs = Glyphs(
        line, np.zeros((count, 4)), np.full(count, 12.0), np.zeros(count, dtype=bool), np.zeros(count), 595, 842
    )
    converted, used = in_unicode(glyphs, [font] * count)
    assert (converted.characters, used) == (VIETNAMESE[0], {"tcvn3"})


def test_a_page_of_few_words_is_read_as_those_before_it() -> None:
    before: dict[str | None, str] = {}
    for text in VIETNAMESE[:2], ("Đắk Lắk",):
        line = typed(" ".join(text), "tcvn3")
        count = len(line)
        glyphs = Glyphs(
            line, np.zeros((count, 4)), np.full(count, 12.0), np.zeros(count, dtype=bool), np.zeros(count), 595, 842
        )
        converted, _ = in_unicode(glyphs, ["F1"] * count, before)
        assert converted.characters == " ".join(text)


def test_an_initial_minus_is_the_letter_that_its_glyph_is() -> None:
    assert to_unicode("Trung \u2212¬ng", "tcvn3") == "Trung ương"
