from corpus.notice import Notice
from corpus.read import report_of
from tests.corpus.word.word_files import p, read_word, tbl, tc, texts, tr

HEADS = tr("Xã", "Năm 2023", "Năm 2024")


def row(text: str) -> list[str]:
    return texts(tbl(HEADS, text, tr("Bản Mây", "1", "2")))[1:2]


def wrapped(inner: str, wrapper: str) -> str:
    if wrapper == "sdt":
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    return f'<w:{wrapper} w:element="x">{inner}</w:{wrapper}>'


def test_cells_and_rows_in_wrappers_keep_their_places() -> None:
    for wrapper in ("sdt", "customXml"):
        assert row(tr("Thôn Đông", wrapped(tc("41"), wrapper), "42")) == ["Xã: Thôn Đông; Năm 2023: 41; Năm 2024: 42"]
        assert row(wrapped(tr("Thôn Đông", "41", "42"), wrapper)) == ["Xã: Thôn Đông; Năm 2023: 41; Năm 2024: 42"]


def test_paragraphs_and_runs_in_wrappers_are_read() -> None:
    for wrapper in ("sdt", "customXml", "smartTag"):
        assert texts(wrapped(p("Khối"), wrapper)) == ["Khối"]
        assert texts(p("<w:r><w:t>trong </w:t></w:r>" + wrapped("<w:r><w:t>dòng</w:t></w:r>", wrapper))) == [
            "trong dòng"
        ]


def test_a_row_that_starts_late_leaves_its_first_columns_empty() -> None:
    late = tr("41", "42", properties='<w:gridBefore w:val="1"/>')
    assert row(late) == ["Năm 2023: 41; Năm 2024: 42"]


def test_a_cell_that_is_merged_down_stands_in_each_row() -> None:
    first = tr("Thôn Đông", "41", tc("55", '<w:vMerge w:val="restart"/>'))
    second = tr("Thôn Tây", "51", tc("", "<w:vMerge/>"))
    assert texts(tbl(HEADS, first, second))[1:] == [
        "Xã: Thôn Đông; Năm 2023: 41; Năm 2024: 55",
        "Xã: Thôn Tây; Năm 2023: 51; Năm 2024: 55",
    ]


def test_a_cell_of_the_row_above_goes_on_where_its_column_is() -> None:
    first = tr(tc("Huyện A", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), "42")
    second = tr(tc("", '<w:gridSpan w:val="2"/><w:vMerge/>'), "52")
    assert texts(tbl(HEADS, first, second))[2].endswith("Năm 2024: 52")


def test_a_deleted_row_is_not_read() -> None:
    assert row(tr("Thôn Đông", "41", "42", properties="<w:del/>")) == ["Xã: Bản Mây; Năm 2023: 1; Năm 2024: 2"]


def test_a_text_box_in_a_cell_is_read_once_and_joins_no_figure() -> None:
    box = f"<w:txbxContent>{p('chưa kiểm toán')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    cell = f"<w:tc>{p(f'<w:r><w:t>41</w:t></w:r><w:r>{both}</w:r>')}</w:tc>"
    read = texts(tbl(HEADS, tr("Thôn Đông", cell, "42")))
    assert read[1:] == ["Xã: Thôn Đông; Năm 2023: 41; Năm 2024: 42", "chưa kiểm toán"]


def test_rows_of_a_table_in_a_cell_stay_rows() -> None:
    inner = tbl(tr("a", "b"), tr("c", "d"))
    read = texts(tbl(HEADS, tr("Thôn Đông", f"<w:tc>{inner}{p()}</w:tc>", "42")))
    assert read[1] == "Xã: Thôn Đông; Năm 2023: a: b; c: d; Năm 2024: 42"


def test_automatic_numbers_stand_in_their_cells() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = p(properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    number = f"<w:tc>{numbered}</w:tc>"
    rows = (tr("TT", "Xã"), tr(number, "Thôn Đông"), tr(number, "Thôn Tây"))
    assert texts(tbl(*rows), numbering=numbering)[1:] == ["TT: 1; Xã: Thôn Đông", "TT: 2; Xã: Thôn Tây"]


def test_a_table_of_doubtful_heads_claims_none_and_says_so() -> None:
    heads = [tr("", "2023", "", "2024", "", ""), tr("", "a", "b", "c", "d", "e")]
    parsed = read_word(tbl(*heads, tr("Lúa", "1", "2", "4", "7", "5")))
    assert parsed.paragraphs[-1].text == "Lúa; 1; 2; 4; 7; 5"
    assert [paragraph.heads_doubtful for paragraph in parsed.paragraphs] == [True, False, False]
    report = report_of(parsed, source="a.docx", sha256="", collection="default")
    assert report.warnings == (Notice("heads_doubtful", where="“2023; 2024”"),)


def test_bold_type_of_a_style_tells_the_row_of_heads() -> None:
    bold = '<w:style w:type="paragraph" w:styleId="Heads"><w:rPr><w:b/></w:rPr></w:style>'
    style = '<w:pStyle w:val="Heads"/>'
    heads = tr(*(f"<w:tc>{p(text, style)}</w:tc>" for text in ("Tên", "Chức vụ")))
    assert (
        texts(tbl(heads, tr("An", "Giám đốc"), tr("Bình", "Phó Giám đốc")), bold)[-1]
        == "Tên: Bình; Chức vụ: Phó Giám đốc"
    )
