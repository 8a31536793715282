"""A conversation as Markdown says what was said, and nothing in it is markup but what the export wrote."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.answer import Statement
from bot.export.markdown import conversation_markdown, escaped
from tests.bot.export.kept_answers import ANSWERED, CITATION, DECLINED, FORM, LINE, OPENING, TENTATIVE, every_kind, kept
from tests.bot.hostile_reports import MARKUP, TEXTS

WRITTEN = {"h1", "h2", "p", "em", "strong", "blockquote", "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
PARSER = MarkdownIt("gfm-like", {"linkify": False})
HOSTILE = [
    MARKUP,
    *(text for title, text in TEXTS.values()),
    "[x](javascript:alert(1)) ![img](http://192.0.2.1/x.png) <http://192.0.2.1> [x]: http://192.0.2.1",
    "# đầu đề\n## nữa\n- mục\n+ mục\n* mục\n1. một\n2) hai\n> trích\n---\n===\n***",
    "a | b | c\n--- | --- | ---\n`|` \\| \\\\|",
    "```html\n<script>x</script>\n```\n~~~\n    bốn dấu cách\n\tmột dấu tab",
    "&lt;script&gt; &#60;b&#62; &amp; \\<b> ~~gạch~~ **đậm** __đậm__ *nghiêng*",
    "một dòng\n\n\n<div>\n\ndòng khác\n\n</div>",
    "cuối dòng hai dấu cách  \ndòng sau\\\nvà sau nữa #",
]


class Rendered(HTMLParser):
    """The tags and the words of some HTML."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[object] = []
        self.blocks: list[str] = [""]
        self.feed(PARSER.render(markdown))
        self.text = words(" ".join(self.blocks))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags += [tag] if tag != "br" else []
        self.attributes += [attrs] if attrs else []
        self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


def words(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x08\x0e-\x1b\x7f]", "", text).split())


def test_a_quote_that_is_rows_of_a_table_is_a_table() -> None:
    rows = "Địa phương: Yên Hoài; Đạt: 51,3%; Hạng: 9\nĐịa phương: Lam Sơn; Đạt: 88%; Hạng: 1"
    quote = Statement(rows, (1,), 1.0, lead="Theo Kế hoạch:")
    answer = replace(ANSWERED, statements=(quote,), citations=(replace(CITATION, quote=rows),))
    drawn = "| Địa phương | Đạt | Hạng |\n| --- | --- | --- |\n| Yên Hoài | 51,3% | 9 |\n| Lam Sơn | 88% | 1 |"
    markdown = conversation_markdown([kept(answer)], "vi")
    assert f"Theo Kế hoạch:\n\n{drawn}\n\n\\[1\\]" in markdown
    assert markdown.count(drawn) == 2


def test_answer_has_its_time_its_quotes_and_its_sources_in_official_form() -> None:
    markdown = conversation_markdown([kept(ANSWERED), kept(DECLINED)], "vi")
    assert markdown.startswith("# Hỏi đáp báo cáo\n\nCuộc hỏi đáp ngày 25/11/2026\n\n## Hợp nhất sở nào?\n\n*")
    assert "> “Hợp nhất hai sở.\\\n> Hoàn thành trước ngày 01/3/2025.” \\[1\\]\n\n**Nguồn:**" in markdown
    assert f"\\[1\\] {FORM} (đã bị thay thế bởi văn bản số 20/KH-UBND):\n\n> “Hợp nhất hai sở.\\\n" in markdown
    assert "Không tìm thấy nội dung trả lời.\n\n**Những đoạn gần nhất, để tham khảo:**\n\n\\[1\\]" in markdown
    assert "Đã tìm" not in markdown


def test_a_tentative_answer_says_so_before_its_quotes() -> None:
    markdown = conversation_markdown([kept(TENTATIVE)], "vi")
    assert "\n\n".join([*map(escaped, OPENING), "Theo Kế hoạch:"]) in markdown
    assert escaped(OPENING[0]) not in conversation_markdown([kept(ANSWERED)], "vi")


def test_the_line_stands_above_all_else_in_bold() -> None:
    markdown = conversation_markdown([kept(replace(TENTATIVE, short=LINE))], "vi")
    assert "\n\n".join([f"**{escaped(LINE.text)}**", *map(escaped, OPENING)]) in markdown


HARMLESS = Rendered(conversation_markdown(every_kind("chữ"), "vi"))


def check(text: str) -> None:
    """The export has the structure that it has of harmless text, without an attribute, and the text wherever it belongs."""
    rendered = Rendered(conversation_markdown(every_kind(text), "vi"))
    assert rendered.tags == HARMLESS.tags
    assert rendered.attributes == []
    assert rendered.text.count(words(text)) >= HARMLESS.text.count("chữ")


@pytest.mark.parametrize("text", [*HOSTILE, *(line for text in HOSTILE for line in text.split("\n") if words(line))])
def test_report_text_is_never_markup(text: str) -> None:
    assert set(HARMLESS.tags) <= WRITTEN
    check(text)


@given(text=st.text(max_size=80) | st.text("\\`*_{}[]<>|~$&#-+=.:!()\n 1a", max_size=40))
def test_any_text_survives(text: str) -> None:
    if words(text):
        check(text)
    assert words(Rendered(escaped(text)).text) == words(text)


def test_bare_addresses_make_no_link() -> None:
    assert escaped("http://a.vn, HTTPS://b.vn, www.c.vn") == r"http\://a.vn, HTTPS\://b.vn, www\.c.vn"


def test_table_is_a_table_with_markers() -> None:
    markdown = conversation_markdown(every_kind("năm 2024"), "vi")
    assert "| năm 2024 | b |\n| --- | --- |\n| năm 2024 | năm 2024 \\[1\\] |" in markdown
    assert "table" in Rendered(markdown).tags


def test_what_was_searched_is_told_where_it_differs() -> None:
    assert "Đã tìm: hop nhat a" in conversation_markdown(every_kind("hop nhat"), "vi")


def test_english_has_english_titles() -> None:
    assert conversation_markdown([kept(ANSWERED)], "en").startswith("# Ask the reports\n\nConversation of 25/11/2026\n")
    assert CITATION.quote.split("\n")[0] in conversation_markdown([kept(ANSWERED)], "en")
