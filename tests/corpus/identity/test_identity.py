from datetime import date
from pathlib import Path

import pytest

from corpus.read import read
from corpus.report import Report
from tests.corpus.small_reports import report_from


def test_all_of_a_report(bao_cao: Report) -> None:
    assert bao_cao.kind == "báo cáo"
    assert bao_cao.title == "Tổng kết công tác năm 2024, nhiệm vụ năm 2025"
    assert bao_cao.number == "12/BC-SNV"
    assert bao_cao.agency == "Sở Nội vụ tỉnh Lam Giang"
    assert bao_cao.place == "Lam Bình"
    assert bao_cao.issued == date(2025, 1, 9)
    assert bao_cao.years == (2024, 2025)
    assert bao_cao.signer == "Trần Văn Bình"
    assert bao_cao.effective is None
    assert bao_cao.language == "vi"


def with_head(*head: str, body: str = "Căn cứ Quyết định số 99/QĐ-UBND ngày 02/3/2023;") -> Report:
    return report_from("\n".join([*head, body, "Điều 1. Phê duyệt.", "Điều 2. Thi hành."]))


MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def test_blank_number_and_date_are_none() -> None:
    report = with_head(
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "Số:    /QĐ-UBND",
        *MOTTO,
        "Lam Bình, ngày   tháng   năm 2025",
        "QUYẾT ĐỊNH",
        "Về việc treo cờ",
    )
    assert (report.number, report.issued, report.place) == (None, None, "Lam Bình")
    assert report.agency == "Ủy ban nhân dân tỉnh Lam Giang"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("TP. Lam Bình, ngày 05 tháng 01 năm 2024",), "TP. Lam Bình"),
        (("Tp.Lam Bình, ngày 5 tháng 1 năm 2024",), "Tp.Lam Bình"),
        (("Phường 12, ngày 05 tháng 01 năm 2024",), "Phường 12"),
        (("Lam Bình, ngày 05/01/2024",), "Lam Bình"),
        (("Lam Bình, ngày 05 tháng 1, năm 2024",), "Lam Bình"),
        (("Thành phố Lam Bình,", "ngày 05 tháng 01 năm 2024"), "Thành phố Lam Bình"),
        (("Thành phố Lam Bình, ngày 05", "tháng 01 năm 2024"), "Thành phố Lam Bình"),
        (("Thành phố Lam Bình, ngày 05 tháng 01", "năm 2024"), "Thành phố Lam Bình"),
    ],
)
def test_place_and_date_as_offices_write_and_break_them(lines: tuple[str, ...], place: str) -> None:
    report = with_head(
        "ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "Số: 5/QĐ-UBND", *MOTTO, *lines, "QUYẾT ĐỊNH", "Về việc treo cờ"
    )
    assert (report.place, report.issued, report.number) == (place, date(2024, 1, 5), "5/QĐ-UBND")
    assert (report.agency, report.title) == ("Ủy ban nhân dân tỉnh Lam Giang", "Về việc treo cờ")


def test_what_stands_above_the_letterhead_hides_no_agency() -> None:
    report = with_head(
        "Báo cáo công tác năm 2024",
        "SỞ Y TẾ",
        "Số: 5/BC-SYT",
        *MOTTO,
        "Lam Bình, ngày 05 tháng 01 năm 2024",
        "BÁO CÁO",
        "Công tác năm 2024",
    )
    assert (report.agency, report.number) == ("Sở Y tế", "5/BC-SYT")


def test_an_annex_by_itself_has_not_the_date_of_what_it_is_attached_to() -> None:
    report = report_from(
        "Phụ lục 01\nTổng hợp số liệu năm 2023\n(Kèm theo Báo cáo số 71/BC-STC ngày 15/01/2024)\nThu ngân sách 900 tỷ đồng."
    )
    assert (report.issued, report.kind) == (None, None)


def test_a_cited_number_is_never_the_own_one() -> None:
    report = report_from(
        "QUYẾT ĐỊNH\nVề việc treo cờ\nCăn cứ Quyết định số 99/QĐ-UBND ngày 02/3/2023;\nĐiều 1. Treo cờ."
    )
    assert report.number is None
    assert report.kind == "quyết định"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 729/qđ-ttg", "729/QĐ-TTg"),
        ("Số 15-BC/TU", "15-BC/TU"),
        ("Số: 66.9/2025/NQ-CP", "66.9/2025/NQ-CP"),
        ("Luật số: 63/2025/QH15", "63/2025/QH15"),
    ],
)
def test_numbers(line: str, number: str) -> None:
    assert with_head("CHÍNH PHỦ", line, *MOTTO, "NGHỊ QUYẾT", "Về việc A").number == number


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("SỞ THÔNG TIN VÀ TRUYỀN", "THÔNG"), "Sở Thông tin và Truyền thông"),
        (("UBND TỈNH LAM GIANG", "VĂN PHÒNG"), "Văn phòng tỉnh Lam Giang"),
        (("THỦ TƯỚNG CHÍNH PHỦ",), "Thủ tướng Chính phủ"),
        (("BỘ GIÁO DỤC VÀ ĐÀO TẠO",), "Bộ Giáo dục và Đào tạo"),
        (("UBND HUYỆN THẠCH LĨNH",), "UBND huyện Thạch Lĩnh"),
        (("HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ HÀ NỘI"), "Hội đồng nhân dân thành phố Hà Nội"),
        (("ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "SỞ NỘI VỤ"), "Sở Nội vụ tỉnh Lam Giang"),
        (("UBND TỈNH LAM GIANG SỞ NỘI VỤ",), "Sở Nội vụ tỉnh Lam Giang"),
        (("UBND TỈNH LAM GIANG - SỞ NỘI VỤ",), "Sở Nội vụ tỉnh Lam Giang"),
        (("BỘ CÔNG THƯƠNG CỤC HÓA CHẤT",), "Cục Hóa chất"),
        (("HUYỆN UỶ THẠCH LĨNH", "ĐẢNG UỶ XÃ SÔNG BỒI"), "Đảng uỷ xã Sông Bồi"),
        (("TỈNH ỦY LAM GIANG", "BAN TỔ CHỨC"), "Ban Tổ chức Tỉnh ủy Lam Giang"),
        (("VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"), "Văn phòng Ủy ban nhân dân tỉnh Lam Giang"),
        (("BỘ TÀI CHÍNH", "BỘ CÔNG AN"), "Bộ Tài chính - Bộ Công an"),
        (("BỘ TÀI CHÍNH", "MINISTRY OF FINANCE"), "Bộ Tài chính"),
        (("BẢO HIỂM XÃ HỘI VIỆT NAM", "BẢO HIỂM XÃ HỘI TỈNH LAM GIANG"), "Bảo hiểm xã hội tỉnh Lam Giang"),
        (("UBND TP. LAM BÌNH", "PHÒNG Y TẾ"), "Phòng Y tế thành phố Lam Bình"),
        (("UBND TỈNH LAM GIANG", "SỞ TÀI NGUYÊN VÀ MÔI", "TRƯỜNG"), "Sở Tài nguyên và Môi trường tỉnh Lam Giang"),
        (
            ("UBND TỈNH LAM GIANG", "CHI CỤC BẢO VỆ MÔI TRƯỜNG VÀ XÃ", "HỘI"),
            "Chi cục Bảo vệ môi trường và Xã hội tỉnh Lam Giang",
        ),
        (("UBND TỈNH LAM GIANG", "SỞ GD&ĐT"), "Sở GD&ĐT tỉnh Lam Giang"),
        (("UBND HUYỆN SÔNG BỒI", "PHÒNG TN&MT"), "Phòng TN&MT huyện Sông Bồi"),
        (("Mẫu số 5", "TÊN ĐƠN VỊ"), None),
        (("TÊN TỔ CHỨC (1)",), None),
    ],
)
def test_capitals_of_agencies(lines: tuple[str, ...], agency: str | None) -> None:
    assert with_head(*lines, "Số: 1/QĐ-X", *MOTTO, "QUYẾT ĐỊNH", "Về việc A").agency == agency


def test_an_official_letter_has_its_subject_for_a_title() -> None:
    report = with_head(
        "SỞ NỘI VỤ",
        "Số: 5/SNV-VP",
        "V/v báo cáo tiến độ",
        "hợp nhất các sở",
        *MOTTO,
        "Lam Bình, ngày 3 tháng 2 năm 2025",
        "Kính gửi: UBND tỉnh",
    )
    assert (report.kind, report.title) == ("công văn", "báo cáo tiến độ hợp nhất các sở")


def test_kind_and_title_on_one_line() -> None:
    report = report_from(
        "Quyết định về mức thu phí tham quan\nỦy ban nhân dân tỉnh lâm đồng\nCăn cứ Luật Phí;\nĐiều 1. Thu 10.000 đồng."
    )
    assert (report.kind, report.title) == ("quyết định", "Quyết định về mức thu phí tham quan")
    assert report.agency == "Ủy ban nhân dân tỉnh Lâm Đồng"


@pytest.mark.parametrize(
    ("clause", "effective"),
    [
        ("Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 3 năm 2025.", date(2025, 3, 25)),
        ("Quyết định này có hiệu lực từ ngày 01/4/2025.", date(2025, 4, 1)),
        ("Quyết định này có hiệu lực kể từ ngày ký.", date(2025, 3, 14)),
        ("Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký ban hành.", date(2025, 3, 24)),
        ("Quyết định này có hiệu lực sau mười (10) ngày, kể từ ngày ký.", date(2025, 3, 24)),
        ("Luật Đất đai có hiệu lực từ ngày 01/8/2024.", None),
    ],
)
def test_effective_date(clause: str, effective: date | None) -> None:
    head = (
        "UBND TỈNH LAM GIANG",
        "Số: 12/QĐ-UBND",
        *MOTTO,
        "Lam Bình, ngày 14 tháng 3 năm 2025",
        "QUYẾT ĐỊNH",
        "Về việc A",
    )
    assert with_head(*head, body=clause).effective == effective


def test_a_news_article_has_a_date_and_no_letterhead() -> None:
    report = report_from(
        "Chiều 9/1/2025, Sở Nội vụ tổ chức hội nghị tổng kết năm 2024, triển khai nhiệm vụ năm 2025. Lãnh đạo tỉnh dự.\nTrong năm 2024, sở đã làm tốt."
    )
    assert (report.kind, report.issued, report.agency, report.number) == (
        "bài báo",
        date(2025, 1, 9),
        None,
        None,
    )
    assert report.title == "Chiều 9/1/2025, Sở Nội vụ tổ chức hội nghị tổng kết năm 2024, triển khai nhiệm vụ năm 2025"
    assert report.years == (2024, 2025)


def test_a_plain_note_has_no_identity_and_the_name_of_its_file() -> None:
    report = report_from(
        "Cuộc họp bàn việc sửa mái nhà kho, chia việc cho từng tổ và hẹn tuần sau xem lại kết quả.",
        name="x/ghi_chep.txt",
    )
    assert (report.kind, report.number, report.agency, report.issued) == (None, None, None, None)
    assert report.title == "ghi chep"


def test_the_real_article(bench_data: Path) -> None:
    report = read(bench_data / "reports" / "hoi-nghi-so-ttt-quang-tri-2025-01-09.txt")
    assert (report.kind, report.agency, report.number, report.issued) == (
        "bài báo",
        None,
        None,
        date(2025, 1, 9),
    )
    assert report.years == (2024, 2025)


def test_real_documents_whose_number_and_day_the_signing_software_wrote(bench_data: Path) -> None:
    plan = read(bench_data / "scans" / "pdf" / "hanoi_kh_173_festival.pdf")
    assert plan.title == "Tổ chức “Festival Thăng Long - Hà Nội lần thứ II, năm 2026”"
    assert (plan.kind, plan.agency) == ("kế hoạch", "Ủy ban nhân dân thành phố Hà Nội")
    assert (plan.number, plan.issued, plan.signer) == ("173/KH-UBND", date(2026, 4, 28), "Vũ Đại Thắng")
    assert [page.label for page in plan.pages][:11] == [str(number) for number in range(1, 12)]
    assert "5969/QĐ-UBND ngày 28/11/2025" in plan.text
    notice = read(bench_data / "scans" / "pdf" / "hanoi_tb_453_flag.pdf")
    assert (notice.kind, notice.title, notice.number) == ("thông báo", "Về việc treo cờ Tổ quốc", "453/TB-UBND")
    assert (notice.agency, notice.issued) == ("Ủy ban nhân dân thành phố Hà Nội", date(2026, 4, 29))


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Ủy ban nhân dân tỉnh lam giang", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("Chủ tịch ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Bộ trưởng bộ công thương", "Bộ trưởng Bộ Công Thương"),
        ("Tổng cục trưởng tổng cục hải quan", "Tổng cục trưởng Tổng cục Hải quan"),
        ("Hội đồng nhân dân huyện sông bồi khóa ix, kỳ họp thứ 5", "Hội đồng nhân dân huyện Sông Bồi"),
        ("Sở xây dựng tỉnh lam giang", "Sở Xây dựng tỉnh Lam Giang"),
        ("Về một việc khác", None),
    ],
)
def test_agency_named_below_the_title_of_a_file_without_letterhead(line: str, agency: str | None) -> None:
    text = (
        f"Quyết định về việc ban hành quy chế\n{line}\nCăn cứ Luật số 77/2015/QH13 ngày 19/6/2015;\nĐiều 1. Ban hành."
    )
    report = report_from(text)
    assert (report.agency, report.kind, report.number, report.issued) == (agency, "quyết định", None, None)


def test_agency_and_number_on_one_line_with_a_rule_between() -> None:
    text = (
        "BỘ XÂY DỰNG_______ Số: 41/2025/TT-BXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 28 tháng 11 năm 2025\n"
        "THÔNG TƯ\nQuy định thủ tục cấp giấy phép\nCăn cứ Bộ luật Hàng hải;\nĐiều 1. Phạm vi."
    )
    report = report_from(text)
    assert (report.agency, report.number) == ("Bộ Xây dựng", "41/2025/TT-BXD")


def test_a_form_with_a_heading_is_no_official_letter() -> None:
    report = with_head("TÊN TỔ CHỨC", "Số: …/…", *MOTTO, "ĐƠN ĐỀ NGHỊ", "Cấp giấy xác nhận", "Kính gửi: Sở Nội vụ")
    assert (report.kind, report.number) == (None, None)
    assert report.title == "ĐƠN ĐỀ NGHỊ Cấp giấy xác nhận"


@pytest.mark.parametrize(
    ("line", "number"),
    [("Số: 3070. /KH-UBND", "3070/KH-UBND"), ("Số: ……/KH-UBND", None), ("Số/No.: 12/BC-BTC", "12/BC-BTC")],
)
def test_numbers_with_dots_and_blanks(line: str, number: str | None) -> None:
    assert with_head("UBND TỈNH LAM GIANG", line, *MOTTO, "KẾ HOẠCH", "Về việc A").number == number
