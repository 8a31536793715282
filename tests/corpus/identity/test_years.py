import pytest

from corpus.identity.years import aspect_of_heading, aspect_of_sentence, years_by_aspect, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Báo cáo tổng kết năm 2024, nhiệm vụ năm 2025", (2024, 2025)),
        ("giai đoạn 2021-2025", (2021, 2022, 2023, 2024, 2025)),
        ("giai đoạn 2021 – 2023", (2021, 2022, 2023)),
        ("các năm 2022, 2023 và 2024", (2022, 2023, 2024)),
        ("quý I/2025", (2025,)),
        ("6 tháng đầu năm 2025", (2025,)),
        ("Thực hiện 2024", (2024,)),
        ("what did the plan for 2025 say", (2025,)),
        ("Nghị định số 30/2020/NĐ-CP", ()),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", ()),
        ("ngày 22 tháng 12 năm 2024", ()),
        ("Căn cứ Luật Đất đai năm 2013", ()),
        ("Năm 2024 tăng 8,5% so với năm 2023", (2024,)),
        ("nhiệm kỳ 2021-2026", ()),
        ("khóa XV, 2021-2026", ()),
        ("năm 2024 và nhiệm vụ 2025", (2024, 2025)),
        ("quý III/2025", (2025,)),
        ("năm học 2023-2024", (2023, 2024)),
        ("từ năm 2021 đến năm 2023", (2021, 2022, 2023)),
        ("Kế hoạch phổ biến, giáo dục pháp luật năm 2025", (2025,)),
        ("Xử lý kỷ luật năm 2024", (2024,)),
        ("theo Luật Đất đai 2024", ()),
        ("Quyết định số 12/QĐ-UBND năm 2020 của UBND tỉnh", ()),
        ("Năm 2024 tăng 2% so cùng kỳ 2023", (2024,)),
        ("bằng 98% năm 2023", ()),
        ("đạt 105% kế hoạch năm 2024", (2024,)),
        ("Chỉ tiêu: Thu ngân sách; Năm 2023: 100; Năm 2024: 120", (2023, 2024)),
        ("tiêu chuẩn ISO 9001:2015", ()),
        ("đường dài 2.024 m", ()),
    ],
)
def test_reporting_years(text: str, years: tuple[int, ...]) -> None:
    assert years_of(text) == years


@pytest.mark.parametrize(
    ("heading", "aspect"),
    [
        ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024", "result"),
        ("II. Phương hướng, nhiệm vụ năm 2025", "plan"),
        ("Kế hoạch năm 2025", "plan"),
        ("Ước thực hiện năm 2024", "estimate"),
        ("III. KIẾN NGHỊ, ĐỀ XUẤT", "direction"),
        ("II. HẠN CHẾ, NGUYÊN NHÂN", "result"),
        ("I. MỤC ĐÍCH, YÊU CẦU", None),
        ("1. Chính quyền số", None),
    ],
)
def test_aspect_of_heading(heading: str, aspect: str | None) -> None:
    assert aspect_of_heading(heading) == aspect


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("Trong năm 2024, Sở đã tham mưu 12 kế hoạch.", "result"),
        ("Triển khai nhiệm vụ năm 2025, ngành đề ra các mục tiêu.", "plan"),
        ("Thu ngân sách ước đạt 3.245 tỷ đồng.", "estimate"),
        ("Phó Chủ tịch phát biểu chỉ đạo tại hội nghị.", "direction"),
        ("Thu ngân sách vượt 3% so với kế hoạch năm 2024.", "result"),
        ("Tỉnh có 8 huyện.", None),
    ],
)
def test_aspect_of_sentence(sentence: str, aspect: str | None) -> None:
    assert aspect_of_sentence(sentence) == aspect


def test_a_title_may_announce_two() -> None:
    assert years_by_aspect("Tổng kết năm 2024, nhiệm vụ năm 2025") == {"result": (2024,), "plan": (2025,)}
