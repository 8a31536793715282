from datetime import date

import pytest

from corpus.web.webpage import read_webpage

ARTICLE = "".join(
    f"<p>Đoạn {number}: hội nghị bàn việc hợp nhất hai sở trong năm 2025, giao việc cho từng phòng.</p>"
    for number in range(1, 9)
)
NEWS = f"""<html><head><meta charset="utf-8"><title>Hợp nhất hai sở - Báo Lam Giang</title></head><body>
<header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/ct">Chính trị</a></li></ul></nav></header>
<article><h1>Hợp nhất hai sở</h1><p class="date"><time>Thứ Sáu, ngày 28/02/2025, 16:45</time></p>{ARTICLE}</article>
<aside><ul><li><a href="/x">Bão số 3 đổ bộ vào đất liền</a></li></ul></aside>
<footer><p>Giấy phép số 12/GP-BTTTT</p></footer></body></html>"""


def test_a_news_page_gives_headline_date_and_body_without_menus() -> None:
    pytest.importorskip("lxml_html_clean", reason="trafilatura needs lxml_html_clean")
    parsed = read_webpage(NEWS.encode())
    found = [paragraph.text for paragraph in parsed.paragraphs]
    assert parsed.headline == found[0] == "Hợp nhất hai sở"
    assert parsed.published == date(2025, 2, 28)
    assert len([text for text in found if text.startswith("Đoạn")]) == 8
    assert not any(word in text for text in found for word in ("Trang chủ", "Bão số 3", "Giấy phép"))


def test_a_document_saved_from_word_keeps_everything() -> None:
    html = """<html><head><meta charset=utf-8></head><body>
    <table><tr><td>UBND TỈNH LAM GIANG<br>SỞ NỘI VỤ<br>Số: 5/BC-SNV</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>
    <p><b>BÁO CÁO</b></p><p>Ngắn.</p><h2>I. Kết quả</h2><ol><li>Một</li><li>Hai</li></ol><ul><li>Ba</li></ul>
    <table><tr><th>Chỉ tiêu</th><th>2024</th></tr><tr><td>Hồ sơ</td><td>1.234</td></tr></table><div>Cuối</div></body></html>"""
    parsed = read_webpage(html.encode())
    assert [(p.text, p.role) for p in parsed.paragraphs] == [
        ("UBND TỈNH LAM GIANG", "body"), ("SỞ NỘI VỤ", "body"), ("Số: 5/BC-SNV", "body"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "body"), ("BÁO CÁO", "body"), ("Ngắn.", "body"), ("I. Kết quả", "body"),
        ("1. Một", "body"), ("2. Hai", "body"), ("- Ba", "item"), ("Chỉ tiêu: Hồ sơ; 2024: 1.234", "row"), ("Cuối", "body"),
    ]  # fmt: skip
    assert [p.level for p in parsed.paragraphs if p.level] == [2]
    assert [p.text for p in parsed.paragraphs if p.bold] == ["BÁO CÁO"]


def test_cells_that_span_rows_stand_in_each_row() -> None:
    html = "<table><tr><td>Xã</td><td>Việc</td></tr><tr><td rowspan=2>Bản Mây</td><td>Đường</td></tr><tr><td>Điện</td></tr></table>"
    assert [p.text for p in read_webpage(html.encode()).paragraphs] == [
        "Xã: Bản Mây; Việc: Đường",
        "Xã: Bản Mây; Việc: Điện",
    ]


def test_the_declared_encoding_is_used() -> None:
    html = '<meta charset="utf-16"><p>Báo cáo</p>'.replace("utf-16", "windows-1258")
    assert [p.text for p in read_webpage(html.encode("cp1258", errors="ignore")).paragraphs] == ["Báo cáo"]


def test_what_a_reader_of_the_page_does_not_see_is_not_read() -> None:
    page = (
        "<html><body><p>Thấy một.</p><p style='DISPLAY : none'>Ẩn</p><div hidden><p>Ẩn</p></div>"
        "<p>Thấy hai<span style='visibility:hidden'> ẩn</span>.<!-- ẩn --></p><p style='mso-hide:all'>Ẩn</p></body></html>"
    )
    assert [paragraph.text for paragraph in read_webpage(page.encode()).paragraphs] == ["Thấy một.", "Thấy hai."]


BODY = ARTICLE + "<p>Lưu ý: hạn cuối là ngày 31/12.</p>"
MENU = (
    "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/tin'>Tin tức</a></li><li><a href='/vb'>Văn bản</a></li></ul>"
)


def texts(page: str) -> str:
    return "\n".join(paragraph.text for paragraph in read_webpage(page.encode()).paragraphs)


@pytest.mark.parametrize("around", ["{}", "<nav>" + MENU + "</nav>{}", "<div>" + MENU + "</div><div>{}</div>"])
def test_a_page_that_is_one_form_is_read_without_its_controls(around: str) -> None:
    page = f"<form><input type='hidden' value='abc'>{around.format(BODY)}<select><option>Hà Nội</option></select><button>Gửi</button></form>"
    found = texts(f"<html><body>{page}</body></html>")
    assert found.count("Đoạn") == 8
    assert "Lưu ý: hạn cuối" in found
    assert not any(word in found for word in ("Trang chủ", "Hà Nội", "Gửi"))


def test_header_and_footer_of_the_article_are_its_text_and_those_of_the_site_are_not() -> None:
    article = f"<article><header><h1>Kết quả</h1><p>Số 77/BC</p></header><div>{BODY}</div><aside><p>Số liệu ước.</p></aside><footer><p>Nguồn: Sở.</p></footer></article>"
    found = texts(
        f"<html><body><header>{MENU}</header>{article}<aside><p>Quảng cáo</p></aside><footer><p>Bản quyền</p></footer></body></html>"
    )
    assert all(word in found for word in ("Số 77/BC", "Số liệu ước.", "Nguồn: Sở."))
    assert not any(word in found for word in ("Trang chủ", "Quảng cáo", "Bản quyền"))


def test_the_header_of_a_document_without_menus_is_its_text() -> None:
    assert (
        texts("<body><header><h1>Báo cáo</h1></header><p>Một.</p><footer><p>Nơi nhận</p></footer></body>")
        == "Báo cáo\nMột.\nNơi nhận"
    )


def test_links_that_a_sentence_leads_to_belong_to_the_article() -> None:
    links = MENU.replace("Trang chủ", "Quyết định 12/QĐ-UBND")
    told = f"<article>{ARTICLE}<p>Hội nghị thông qua các văn bản sau đây của Ủy ban nhân dân tỉnh:</p>{links}{ARTICLE}</article>"
    assert "Quyết định 12/QĐ-UBND" in texts(f"<html><body><nav>{MENU}</nav>{told}</body></html>")


def test_a_table_as_wide_as_no_page_is_read_in_bounds() -> None:
    rows = "".join(f"<tr>{'<td rowspan=1000 colspan=1000>x</td>' * 3}</tr>" for _ in range(60))
    assert (
        read_webpage(f"<html><body><p>Trước</p><table>{rows}</table></body></html>".encode()).paragraphs[0].text
        == "Trước"
    )
