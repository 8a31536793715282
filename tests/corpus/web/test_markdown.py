from datetime import date

from corpus.web.markdown import read_markdown


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_markdown(text).paragraphs]


def test_front_matter_and_comments_are_no_text() -> None:
    parsed = read_markdown(
        '---\ntitle: "Báo cáo"\ndate: 2025-03-12\nauthor: x\n---\n\nCó 44 việc.\n\n<!-- ẩn 33 -->\n\nHết.\n'
    )
    assert [paragraph.text for paragraph in parsed.paragraphs] == ["Có 44 việc.", "Hết."]
    assert (parsed.headline, parsed.published) == ("Báo cáo", date(2025, 3, 12))


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts("---\n\nĐoạn một.\n\n---\n\nĐoạn hai.") == ["Đoạn một.", "Đoạn hai."]


def test_underlined_heads() -> None:
    parsed = read_markdown("Tiêu đề hai\n===========\nDòng một\n\nMục\n---\nDòng hai")
    assert [(paragraph.text, paragraph.level) for paragraph in parsed.paragraphs] == [
        ("Tiêu đề hai", 1), ("Dòng một", None), ("Mục", 2), ("Dòng hai", None),
    ]  # fmt: skip


def test_struck_out_text_is_left_out_and_escaped_signs_are_kept() -> None:
    assert texts(r"Thu ~~500~~ 600 đồng. a\*b 5 < 6 & 7, ~50 và ~60.") == ["Thu 600 đồng. a*b 5 < 6 & 7, ~50 và ~60."]


def test_lists_keep_their_numbers_and_tasks_their_boxes() -> None:
    source = "3. Ba\n4. Bốn\n   - con\n     1. cháu\n\n- [x] Xong\n- [ ] Chưa\n\nGồm:\na) Ý một\nb) Ý hai\n"
    assert texts(source) == [
        "3. Ba",
        "4. Bốn",
        "- con",
        "1. cháu",
        "- ☑ Xong",
        "- ☐ Chưa",
        "Gồm:",
        "a) Ý một",
        "b) Ý hai",
    ]


def test_notes_links_and_cells() -> None:
    source = "Có 900[^1] hồ sơ, xem [biểu][b].\n\n| A | B |\n|---|---|\n| x \\| y | 2 |\n\n[b]: b.html\n[^1]: Số ước.\n"
    assert texts(source) == ["Có 900 [1] hồ sơ, xem biểu.", "A: x | y; B: 2", "1. Số ước."]
