from tests.corpus.word.word_files import p, r, tbl, texts, tr

STYLES = (
    '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Based"><w:basedOn w:val="Hidden"/></w:style>'
    '<w:style w:type="character" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="HiddenText"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Filled"><w:tblPr><w:shd w:val="clear" w:fill="1F3864"/></w:tblPr></w:style>'
)


def beside(*properties: str) -> list[str]:
    """What is read of "thấy" and, behind it, a run with each of the properties."""
    return texts(p(r("thấy") + "".join(r("ẩn", each) for each in properties)), STYLES)


def test_hidden_and_struck_out_runs_are_left_out() -> None:
    assert beside("<w:vanish/>", "<w:strike/>", "<w:dstrike/>") == ["thấy"]
    assert beside('<w:rStyle w:val="Hidden"/>', '<w:rStyle w:val="Based"/>', '<w:rStyle w:val="Struck"/>') == ["thấy"]


def test_hidden_by_paragraph_style_and_by_the_defaults() -> None:
    assert texts(p("ẩn", '<w:pStyle w:val="HiddenText"/>') + p("thấy"), STYLES) == ["thấy"]
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert texts(p("ẩn") + p("thấy", run='<w:vanish w:val="0"/>'), defaults) == ["thấy"]


def test_two_styles_that_hide_show() -> None:
    assert texts(p("thấy", '<w:pStyle w:val="HiddenText"/>', '<w:rStyle w:val="Hidden"/>'), STYLES) == ["thấy"]


def test_white_on_white_and_dots_are_not_seen() -> None:
    assert beside('<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>') == ["thấy"]


def test_white_on_a_ground_is_seen() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    assert beside(f'{white}<w:shd w:val="clear" w:fill="1F3864"/>') == ["thấyẩn"]
    assert texts(p("thấy", '<w:shd w:val="clear" w:fill="000000"/>', white)) == ["thấy"]
    table = tbl('<w:tblPr><w:tblStyle w:val="Filled"/></w:tblPr>', tr(f"<w:tc>{p('thấy', run=white)}</w:tc>"))
    assert texts(table, STYLES) == ["thấy"]


def test_moved_text_is_read_where_it_went() -> None:
    moved = f"<w:moveFrom>{r('cũ ')}</w:moveFrom>{r('giữa ')}<w:moveTo>{r('mới')}</w:moveTo>"
    assert texts(p(moved)) == ["giữa mới"]


def test_paragraphs_whose_parting_is_deleted_are_one() -> None:
    assert texts(p("Giao Sở ", "<w:rPr><w:del/></w:rPr>") + p("Nội vụ.")) == ["Giao Sở Nội vụ."]


def field(*inner: str) -> str:
    return "".join(
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' if each in ("begin", "separate", "end") else each
        for each in inner
    )


def test_instructions_of_fields_are_not_read_and_their_results_are() -> None:
    nested = field("begin", field("begin", "separate", r("trong lệnh"), "end"), "separate", r("kết quả"), "end")
    assert texts(p(r("Có ") + nested)) == ["Có kết quả"]
    assert texts(p(field("begin", r("lệnh không có kết thúc")))) == ["lệnh không có kết thúc"]


def test_form_fields_are_read_as_printed() -> None:
    def form(inner: str) -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
        return begin + field("separate", "end")

    assert texts(p(form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + r(" Có"))) == ["☒ Có"]
    assert texts(p(form('<w:checkBox><w:default w:val="0"/></w:checkBox>') + r(" Không"))) == ["☐ Không"]
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nam"/><w:listEntry w:val="Nữ"/></w:ddList>'
    assert texts(p(r("Giới tính: ") + form(entries))) == ["Giới tính: Nữ"]
