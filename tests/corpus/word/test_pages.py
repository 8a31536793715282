from corpus.word.docx import read_docx
from tests.corpus.word.word_files import p, r, read_word, tbl, tc, tr, word_file

BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
PAGE = '<w:r><w:br w:type="page"/></w:r>'


def places(body: str, *, pages: int | None = None) -> list[tuple[str, str]]:
    """(text, label of its page) of each paragraph."""
    read = read_docx(word_file(body, pages=pages))
    labels = {leaf.number: leaf.label for leaf in read.leaves}
    return [(each.text, labels[each.page]) for each in read.paragraphs]


def section(more: str) -> str:
    return f"<w:sectPr>{more}</w:sectPr>"


def test_breaks_of_the_author_alone_prove_no_page() -> None:
    body = p("Một", section("")) + p(r("Hai") + PAGE + r("Ba")) + p("Bốn", "<w:pageBreakBefore/>") + section("")
    assert {label for _, label in places(body)} == {""}


def test_a_break_of_the_author_and_its_mark_are_one() -> None:
    body = p(r("Một") + PAGE) + p(BREAK + r("Hai")) + p("Ba", "<w:pageBreakBefore/>") + p(BREAK + r("Bốn"))
    assert places(body) == [("Một", "1"), ("Hai", "2"), ("Ba", "3"), ("Bốn", "4")]


def test_a_page_without_text_counts() -> None:
    assert places(p("Một") + p(BREAK + "<w:r><w:drawing/></w:r>") + p(BREAK + r("Hai"))) == [("Một", "1"), ("Hai", "3")]


def test_no_page_is_claimed_where_the_file_states_another_number_of_them() -> None:
    body = p("Một") + p(BREAK + r("Hai"))
    assert places(body, pages=5) == [("Một", ""), ("Hai", "")]
    assert places(body, pages=2) == [("Một", "1"), ("Hai", "2")]


def test_rows_of_a_table_stand_on_their_pages() -> None:
    heads = tr("Xã", "Số")
    first = tr("A", "1")
    second = tr(f"<w:tc>{p(BREAK + r('B'))}</w:tc>", f"<w:tc>{p(BREAK + r('2'))}</w:tc>")
    body = tbl(heads, first, second) + p("Sau")
    assert places(body)[1:] == [("Xã: A; Số: 1", "1"), ("Xã: B; Số: 2", "2"), ("Sau", "2")]


def test_a_row_that_runs_over_a_page_begins_on_the_first() -> None:
    torn = tr(tc("A"), f"<w:tc>{p('một')}{p(BREAK + r('hai'))}</w:tc>")
    assert places(tbl(tr("Xã", "Việc"), torn, tr("B", "ba")))[1:] == [
        ("Xã: A; Việc: một hai", "1"),
        ("Xã: B; Việc: ba", "2"),
    ]


def test_pages_bear_the_numbers_of_their_sections() -> None:
    roman = section('<w:pgNumType w:fmt="lowerRoman"/>')
    body = p("Tựa") + p(BREAK + r("Mục lục"), roman) + p(BREAK + r("Chương")) + section('<w:pgNumType w:start="1"/>')
    assert places(body) == [("Tựa", "i"), ("Mục lục", "ii"), ("Chương", "1")]


def test_the_type_of_a_section_says_how_it_begins_itself() -> None:
    body = p("Một", section("")) + p("Hai") + p(BREAK + r("Ba")) + section('<w:type w:val="continuous"/>')
    assert places(body) == [("Một", "1"), ("Hai", "1"), ("Ba", "2")]


def test_the_number_of_a_paragraph_stands_on_the_page_of_its_text() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("Một") + p(BREAK + r("Hai"), '<w:numPr><w:numId w:val="1"/></w:numPr>')
    read = read_word(body, numbering=numbering).paragraphs[1]
    assert (read.text, read.page, read.turns) == ("1. Hai", 2, ())
