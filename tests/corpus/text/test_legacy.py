import io
import os
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.xlsx import read_xlsx
from corpus.pdf.glyph_font import in_unicode
from corpus.printed.glyph import Glyphs
from corpus.read import read
from corpus.text.decode import decode
from corpus.text.encodings import to_unicode
from corpus.text.font_name import encoding_of_font
from corpus.text.legacy import encoding_of_text, unicode_of, unicode_of_runs
from corpus.word.docx import read_docx
from tests.measures.legacy import accuracies, measure

SAMPLE = "Căn cứ Luật Tổ chức Chính phủ, uỷ ban nhân dân tỉnh báo cáo kết quả thực hiện nhiệm vụ năm 2024."
TYPED = {
    "tcvn3": "C¨n cø LuËt Tæ chøc ChÝnh phñ, uû ban nh©n d©n tØnh b¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô n¨m 2024.",
    "vni": "Caên cöù Luaät Toå chöùc Chính phuû, uyû ban nhaân daân tænh baùo caùo keát quaû thöïc hieän nhieäm vuï naêm 2024.",
    "viscii": "Cån cÑ Lu§t T± chÑc Chính phü, uÖ ban nhân dân tïnh báo cáo k\xaat quä thñc hi®n nhi®m vø nåm 2024.",
}
OTHERS = [
    "El niño español está aquí; mañana habrá más información según la Constitución.",
    "Le rapport a été présenté à l'Assemblée générale où il fut discuté; né à Orléans, élevé à Hué.",
    "Die größte Straße für Fußgänger in München wäre schön.",
    "São Paulo não é a capital; informação pública à população.",
    "The café’s résumé — a naïve façade.",
    "El niño español",
    SAMPLE,
    "",
]


@pytest.mark.parametrize("encoding", sorted(TYPED))
def test_the_words_tell_the_encoding(encoding: str) -> None:
    assert encoding_of_text(TYPED[encoding]) == encoding
    assert unicode_of(TYPED[encoding]) == (SAMPLE, (encoding,))
    assert decode(TYPED[encoding].encode("latin-1")) == TYPED[encoding]


@pytest.mark.parametrize("text", OTHERS)
def test_unicode_and_other_languages_come_through_untouched(text: str) -> None:
    assert unicode_of(text) == (text, ())
    assert unicode_of_runs([[(text, "Times New Roman")], [("2024", None)]]) == ([[text], ["2024"]], ())
    assert decode(text.encode("utf-8")) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"), (".vnarial narrow", "tcvn3"), ("ABCDEF+VnTimeHBold", "tcvn3"), ("VNI-Times", "vni"),
        ("vni-times", "vni"), ("VPS Times", "vps"), ("Times New Roman", None), ("Vniversity", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_the_font_tells_the_encoding(font: str | None, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


def test_each_run_is_converted_by_its_own_font() -> None:
    runs = [
        ("C«ng ty ", ".VnTime"),
        ("São Paulo ®, ủy ban", "Arial"),
        ("b", "VNI-Times"),
        ("a", "VNI-Times"),
        ("ùo", "VNI-Times"),
    ]
    assert unicode_of_runs([runs]) == ([["Công ty ", "São Paulo ®, ủy ban", "b", "á", "o"]], ("tcvn3", "vni"))


def test_unicode_text_in_a_font_of_before_is_left_alone() -> None:
    assert unicode_of_runs([[("Kế hoạch và báo cáo", ".VnTime")]]) == ([["Kế hoạch và báo cáo"]], ())


def test_half_capitals_are_meant_as_capitals() -> None:
    assert to_unicode("QUYÕT ®ÞNH cña Tæ CHøC", "tcvn3") == "QUYẾT ĐỊNH của TỔ CHỨC"
    assert to_unicode("Sè 5/Q§-TTg", "tcvn3") == "Số 5/QĐ-TTg"


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from([".VnTime", "VNI-Times", "Arial", None])), max_size=6))
def test_runs_keep_their_places(runs: list[tuple[str, str | None]]) -> None:
    texts, _ = unicode_of_runs([runs])
    assert len(texts[0]) == len(runs)
    for text, (before, _) in zip(texts[0], runs, strict=True):
        assert text == before or not before.isascii() or any(not other.isascii() for other, _ in runs)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_letters_are_the_same_in_every_encoding(text: str) -> None:
    for encoding in ("tcvn3", "vni"):
        assert to_unicode(text, encoding) == text  # type: ignore[arg-type]


def test_word_text_by_fonts_of_runs_and_styles() -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    document.add_paragraph().add_run("Café São Paulo").font.name = "Arial"
    parsed = read_docx(saved(document))
    assert [paragraph.text for paragraph in parsed.paragraphs] == [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Café São Paulo",
    ]
    assert parsed.warnings == ("the text was converted from TCVN3 to Unicode",)


def test_cells_by_their_fonts() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A1"], sheet["B1"] = "Tªn ®¬n vÞ", "Café"
    sheet["A1"].font = openpyxl.styles.Font(name=".VnTime")
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert "Tên đơn vị" in read_xlsx(buffer.getvalue()).paragraphs[0].text
    assert any("Café" in paragraph.text for paragraph in read_xlsx(buffer.getvalue()).paragraphs)


def test_a_web_page_by_its_style_sheet(tmp_path: Path) -> None:
    page = f'<html><head><style>p.Mso{{font-family:".VnTime"}}</style></head><body><p class=Mso>{TYPED["tcvn3"]}</p><p style="font-family:Arial">Café São Paulo</p>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    report = read(tmp_path / "a.html")
    assert report.text == f"{SAMPLE}\nCafé São Paulo"
    assert report.warnings == ("the text was converted from TCVN3 to Unicode",)


def test_glyphs_of_a_letter_and_its_mark_become_one() -> None:
    boxes = np.array([(at, 0, at + 5, 9) for at in range(4)], dtype=float)
    glyphs = Glyphs("baùo", boxes, np.full(4, 12.0), np.zeros(4, dtype=bool), np.zeros(4), 595, 842)
    converted, used = in_unicode(glyphs, ["VNI-Times"] * 4)
    assert (converted.characters, used) == ("báo", {"vni"})
    assert converted.boxes[1].tolist() == [1, 0, 7, 9]
    assert in_unicode(glyphs, ["Arial"] * 4) == (glyphs, frozenset())


def test_the_measure_counts_marks_alone() -> None:
    assert accuracies("Bao cao", "Báo cáo") == (0.0, 5 / 7)
    assert accuracies("STT: 1; Báo cáo", "1 Báo cáo")[0] == 1.0
    assert accuracies("", "Báo") == (0.0, 0.0)


@pytest.mark.skipif(
    not os.environ.get("HOIDAP_BENCH_DATA"), reason="HOIDAP_BENCH_DATA names no folder with legacy files"
)
@pytest.mark.parametrize("every", [pytest.param(6, marks=pytest.mark.quick), pytest.param(1, marks=pytest.mark.slow)])
def test_real_files_are_read_to_the_letter(bench_data: Path, every: int) -> None:
    for figure in measure(bench_data, every):
        assert figure.is_met, str(figure)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
