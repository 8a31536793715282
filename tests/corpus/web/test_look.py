"""What of a page is text: what a browser paints of it, and nothing else."""

import pytest

from corpus.web.webpage import read_webpage


def texts(body: str, head: str = "") -> list[str]:
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><p>Thấy.</p>{body}</body></html>'
    return [paragraph.text for paragraph in read_webpage(page.encode()).paragraphs][1:]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<style>div.a > .b {display:none}</style>", "<div class='a'><p class='b'>Ẩn</p></div>"),
        ("<style>.a {display:none !important}</style>", "<p class='a' style='display:block'>Ẩn</p>"),
        ("<style>#q {visibility:hidden} p {visibility:visible}</style>", "<p id='q'>Ẩn</p>"),
        ("<style>[data-x='1'] {DISPLAY: NONE}</style>", "<p data-x='1'>Ẩn</p>"),
        ("<style>@media screen {.m {display:none}}</style>", "<p class='m'>Ẩn</p>"),
        ("<style>:root {--d: none} .v {display: var(--d)}</style>", "<p class='v'>Ẩn</p>"),
        (
            "<style>.s {position:absolute; width:1px; overflow:hidden; clip:rect(0,0,0,0)}</style>",
            "<b class='s'>Ẩn</b>",
        ),
        ("", "<p style='clip-path: inset(50%)'>Ẩn</p>"),
        ("", "<p style='text-indent:-9999px'>Ẩn</p>"),
        ("", "<p style='position:absolute; left:-100em'>Ẩn</p>"),
        ("", "<p style='transform: translate(-9999px, 0)'>Ẩn</p>"),
        ("", "<p style='transform: scale(0)'>Ẩn</p>"),
        ("", "<div style='opacity:0'><p>Ẩn</p></div>"),
        ("", "<p style='color:rgba(0,0,0,0)'>Ẩn</p>"),
        ("", "<font color='white'>Ẩn</font>"),
        ("", "<div style='background:#036'><p style='color:rgb(0 51 102)'>Ẩn</p></div>"),
        ("", "<div style='font-size:0'><p>Ẩn</p></div>"),
        ("", "<p style='font:0/0 a'>Ẩn</p>"),
        ("", "<div style='height:0; overflow:hidden'>Ẩn</div>"),
        ("", "<template><p>Ẩn</p></template><noscript>Ẩn</noscript><select><option>Ẩn</option></select>"),
    ],
)
def test_what_is_not_painted_is_no_text(head: str, body: str) -> None:
    assert texts(body, head) == []


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<style>.a {display:none} .a {display:block}</style>", "<p class='a'>Rõ</p>"),
        (
            "<style>@media print {.p {display:none}} p:hover {display:none} p::before {display:none}</style>",
            "<p>Rõ</p>",
        ),
        ("<style>[hidden] {display:block}</style>", "<p hidden>Rõ</p>"),
        ("", "<p aria-hidden='true'>Rõ</p>"),
        ("", "<details><p>Rõ</p></details>"),
        ("", "<div style='visibility:hidden'>Ẩn<p style='visibility:visible'>Rõ</p></div>"),
        ("", "<div style='font-size:0'>Ẩn<p style='font-size:14px'>Rõ</p></div>"),
        ("", "<table bgcolor='navy'><tr><td><font color='white'>Rõ</font></td></tr></table>"),
        ("", "<div style='background:url(a.png)'><p style='color:#fff'>Rõ</p></div>"),
        ("<link rel='stylesheet' href='a.css'>", "<p style='color:#fff'>Rõ</p>"),
        ("", "<div style='color:#fff'><a href='b.html'>Rõ</a></div>"),
        ("", "<p style='margin-left:36pt; text-indent:-18pt'>Rõ</p>"),
    ],
)
def test_what_is_painted_is_text(head: str, body: str) -> None:
    assert texts(body, head) == ["Rõ"]


def test_struck_out_text_is_left_out() -> None:
    head = "<style>.bo {text-decoration: line-through}</style>"
    body = "<p>Thu <del>500</del> <ins>600</ins> đồng<s> bỏ</s> <span class='bo'>bỏ</span><u style='text-decoration:underline'>nay</u>.</p>"
    assert texts(body, head) == ["Thu 600 đồng nay."]


def test_raised_and_lowered_figures_make_no_figure_longer() -> None:
    head = "<style>.n {vertical-align:super}</style>"
    body = (
        "<p>1.350<sup><a href='#1'>2</a></sup> hồ sơ, 640<span class='n'>3</span> xã, 5 km<sup>2</sup>, H<sub>2</sub>O, "
        "<math><msup><mn>10</mn><mn>6</mn></msup> <mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>"
    )
    assert texts(body, head) == ["1.350 [2] hồ sơ, 640 [3] xã, 5 km², H2O, 10⁶ 1/2"]


def test_lines_end_where_the_browser_ends_them() -> None:
    body = (
        "<p>Quyết<wbr> định số<br>tiếp theo<br>Nơi nhận</p><dl><dt>Dân số</dt><dd>1,2 triệu</dd></dl>"
        "<p>báo&shy;cáo <ruby>漢<rt>hán</rt></ruby>.</p><pre>Dòng A\nDòng B</pre><span style='display:block'>Riêng</span>ra"
    )
    assert texts(body) == [
        "Quyết định số tiếp theo", "Nơi nhận", "Dân số", "1,2 triệu", "báocáo 漢 hán .", "Dòng A", "Dòng B", "Riêng", "ra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "tags", [("<div>", "</div>"), ("<font>", ""), ("<table><tr><td>", ""), ("<ul><li>", ""), ("<p><b>", "</p>")]
)
def test_no_page_is_too_deep(tags: tuple[str, str]) -> None:
    before, behind = tags
    found = " ".join(texts(f"<nav><a href='/'>Trang chủ</a></nav>Đầu {before * 2500}giữa {behind * 2500} cuối"))
    assert all(word in found for word in ("Đầu", "giữa", "cuối"))


def test_the_marks_of_lists_are_those_that_are_printed() -> None:
    body = """
    <ol type="A" start="3"><li>ba</li><li><p>bốn</p><ol type="i"><li>con</li><li value="7">bảy</li></ol></li></ol>
    <ol class="r"><li>một</li></ol><ol reversed><li>hai</li><li>một</li></ol><ol start="26" type="a"><li>z</li><li>aa</li></ol>
    <ol style="list-style:decimal-leading-zero inside"><li style="display:none">ẩn</li><li>đầu</li></ol>
    <ul><li>gạch</li><li>– có sẵn</li></ul><ul style="list-style:none"><li>trơn</li></ul>"""
    head = "<style>ol.r {list-style-type: upper-roman}</style>"
    assert texts(body, head) == [
        "C. ba", "D. bốn", "i. con", "vii. bảy", "I. một", "2. hai", "1. một", "z. z", "aa. aa", "01. đầu",
        "- gạch", "– có sẵn", "trơn",
    ]  # fmt: skip


def test_a_caption_stands_before_its_table_and_the_foot_last() -> None:
    body = """<table><tfoot><tr><td>Cộng</td><td>30</td></tr></tfoot><tbody><tr><td>Sở A</td><td>10</td></tr></tbody>
    <thead><tr><th>Đơn vị</th><th>2024</th></tr></thead><caption>Biểu 3. Kết quả</caption></table>"""
    assert texts(body) == ["Biểu 3. Kết quả", "Đơn vị: Sở A; 2024: 10", "Đơn vị: Cộng; 2024: 30"]
