from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.plaintext import read_plaintext
from corpus.read import report_of
from corpus.report import Report, Section
from tests.corpus.small_reports import LINES, report_from


def paths(report: Report) -> list[str]:
    return [section.path for section in report.sections[1:]]


def test_headings_of_a_report(bao_cao: Report) -> None:
    assert paths(bao_cao) == [
        "I. KẾT QUẢ THỰC HIỆN NĂM 2024",
        "I. KẾT QUẢ THỰC HIỆN NĂM 2024 › 1. Cải cách hành chính",
        "I. KẾT QUẢ THỰC HIỆN NĂM 2024 › 2. Biên chế",
        "II. NHIỆM VỤ NĂM 2025",
        "II. NHIỆM VỤ NĂM 2025 › 1",
        "II. NHIỆM VỤ NĂM 2025 › 2",
        "III. KIẾN NGHỊ",
    ]


def test_the_signature_block_lies_in_no_section_but_the_root(bao_cao: Report) -> None:
    recipients = bao_cao.text.index("Nơi nhận")
    assert [section.level for section in bao_cao.sections if section.start <= recipients < section.end] == [0]


def test_units_of_a_decision() -> None:
    report = report_from(
        "QUYẾT ĐỊNH\nBan hành Quy chế\nCăn cứ Luật Tổ chức;\nQUYẾT ĐỊNH:\nChương I\nQUY ĐỊNH CHUNG\n"
        "Điều 1. Phạm vi\n1. Quy chế này quy định:\na) Việc thứ nhất;\nb) Việc thứ hai.\nĐiều 2. Hiệu lực\nTừ ngày ký."
    )
    assert [(section.unit, section.path) for section in report.sections[1:]] == [
        ("chapter", "Chương I QUY ĐỊNH CHUNG"),
        ("article", "Chương I QUY ĐỊNH CHUNG › Điều 1. Phạm vi"),
        ("clause", "Chương I QUY ĐỊNH CHUNG › Điều 1. Phạm vi › 1. Quy chế này quy định"),
        ("point", "Chương I QUY ĐỊNH CHUNG › Điều 1. Phạm vi › 1. Quy chế này quy định › a"),
        ("point", "Chương I QUY ĐỊNH CHUNG › Điều 1. Phạm vi › 1. Quy chế này quy định › b"),
        ("article", "Chương I QUY ĐỊNH CHUNG › Điều 2. Hiệu lực"),
    ]


def test_numbers_outside_articles_are_headings(bao_cao: Report) -> None:
    assert {section.unit for section in bao_cao.sections[1:]} == {"heading"}


def test_quoted_amendments_are_not_articles_of_the_report() -> None:
    report = report_from(
        "THÔNG TƯ\nSửa đổi một số điều\nĐiều 1. Sửa đổi Điều 3 như sau:\n“Điều 3. Hồ sơ\n1. Hồ sơ gồm đơn.\n2. Lệ phí.”\nĐiều 2. Hiệu lực"
    )
    assert [section.heading for section in report.sections[1:]] == [
        "Điều 1. Sửa đổi Điều 3 như sau:",
        "Điều 2. Hiệu lực",
    ]


def test_letters_below_roman_numbers_where_the_document_orders_them_so() -> None:
    report = report_from("BÁO CÁO\nTình hình\nI. KẾT QUẢ\nA. Kinh tế\nTăng.\nB. Xã hội\nTốt.\nII. NHIỆM VỤ\nLàm.")
    assert [section.level for section in report.sections] == [0, 1, 2, 2, 1]


def units(text: str) -> list[tuple[str | None, str]]:
    return [(section.unit, section.heading[:12]) for section in report_from(text).sections if section.level]


def test_marks_without_a_space_and_quotes_behind_as_follows_are_read_as_meant() -> None:
    assert units(
        "NGHỊ ĐỊNH\nSửa đổi một số điều\nĐiều 1. Sửa đổi, bổ sung Điều 5 như sau:\n“Đồn Biên phòng có một trong các tiêu chí:\n"
        "1. Ở vùng sâu;\na) Hiểm trở.”.\nĐiều 2. Trách nhiệm\n1.Bộ Công an:\na)Chủ trì;\nb) Phối hợp."
    ) == [
        ("article", "Điều 1. Sửa "),
        ("article", "Điều 2. Trác"),
        ("clause", "1.Bộ Công an"),
        ("point", "a)Chủ trì;"),
        ("point", "b) Phối hợp."),
    ]  # fmt: skip


def test_a_long_first_article_is_no_line_of_the_letterhead() -> None:
    article = (
        f"Điều 1. Sửa đổi Nghị định số 34/2014/NĐ-CP {'về biên giới ' * 20}của Chính phủ, ngày 29 tháng 4 năm 2014"
    )
    report = report_of(
        read_plaintext(f"NGHỊ ĐỊNH\nSửa đổi\n{article}\nĐiều 2. Hiệu lực"), source="x", sha256="0", collection="c"
    )
    assert article in report.text


def assert_nested(sections: tuple[Section, ...], length: int) -> None:
    assert (sections[0].level, sections[0].start, sections[0].end, sections[0].path) == (0, 0, length, "")
    open_: list[Section] = []
    for section in sections:
        while open_ and open_[-1].end <= section.start:
            open_.pop()
        assert section.start <= section.end
        if open_:
            assert open_[-1].start <= section.start
            assert section.end <= open_[-1].end
            assert section.level > open_[-1].level
        open_.append(section)


@given(st.lists(LINES, min_size=1, max_size=25))
def test_children_lie_inside_parents_and_the_root_holds_all(lines: list[str]) -> None:
    report = report_from("\n".join(lines))
    assert_nested(report.sections, len(report.text))
    assert [section.start for section in report.sections] == sorted(section.start for section in report.sections)
