"""Result, estimate, plan or instruction: stated outright, leaning, or ambiguous."""

import pytest

from index.question.aspect import aspect_in
from index.question.numbers import without_numbers

PLAN_STATED = [
    "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
    "Kế hoạch 2025 có gì?",
    "Kế hoạch năm 2025 đã đề ra những gì?",
    "Nhiệm vụ năm 2025 là gì?",
    "Nhiệm vụ trọng tâm năm 2025",
    "Phương hướng, nhiệm vụ năm 2024",
    "Mục tiêu 2025 về chuyển đổi số",
    "Chỉ tiêu năm 2025 về số doanh nghiệp là bao nhiêu?",
    "Kế hoạch 5 năm 2021-2025",
    "Kế hoạch giai đoạn 2021-2025 nêu gì?",
    "Nhiệm vụ 6 tháng cuối năm 2025",
    "Kế hoạch sang năm của tỉnh?",
    "Nhiệm vụ năm 2025 phải hoàn thành trước khi nào?",
    "what did the 2025 plan say about merging departments",
    "the 2025 work plan",
    "targets for 2025",
    "this year's plan",
    "How much is planned to be spent on science and technology in 2025?",
    "How many tasks are planned for 2025?",
    "What is the target for the administrative reform index in 2025?",
]
PLAN_STATED += ["năm 2025 kế hoạch kiểm định bao nhiêu phương tiện đo"]
RESULT_STATED = [
    "Kết quả năm 2024",
    "Kết quả công tác năm 2024 thế nào?",
    "Tổng kết năm 2024",
    "Báo cáo kết quả của Sở Nội vụ",
    "Báo cáo tổng kết nói gì về biên chế?",
    "Kết quả 6 tháng đầu năm 2025",
    "results of 2024",
    "the 2024 results",
]
LEANING = [
    ("đạt bao nhiêu phần trăm kế hoạch năm 2024", "result"),
    ("Vì sao năm 2024 không đạt kế hoạch?", "result"),
    ("Năm 2024 vượt kế hoạch bao nhiêu?", "result"),
    ("tăng bao nhiêu so với kế hoạch?", "result"),
    ("Kế hoạch năm 2024 có đạt không?", "result"),
    ("Nhiệm vụ năm 2024 đã hoàn thành chưa?", "result"),
    ("Kế hoạch năm 2025 thực hiện đến đâu?", "result"),
    ("Kết quả thực hiện kế hoạch năm 2024", "result"),
    ("Was the 2024 plan met?", "result"),
    ("How many percent of the 2024 target was reached?", "result"),
    ("Năm 2024 đã trồng bao nhiêu cây?", "result"),
    ("Kết quả tinh giản biên chế năm 2024 ra sao?", "result"),
    ("Which product was granted an indication?", "result"),
    ("What did the province do?", "result"),
    ("Năm 2025 dự kiến giảm bao nhiêu biên chế?", "plan"),
    ("Tỉnh sẽ làm gì?", "plan"),
    ("Năm 2025 tỉnh đặt mục tiêu gì?", "plan"),
    ("Kế hoạch tuyển dụng công chức năm 2025", "plan"),
    ("Tỉnh ban hành kế hoạch năm 2025 khi nào?", "plan"),
    ("Kế hoạch hợp nhất yêu cầu bàn giao trước ngày nào?", "plan"),
    ("Kế hoạch số 19 năm 2025", "plan"),
    ("How many pages are to be digitised in 2025?", "plan"),
    ("What will the department do?", "plan"),
    ("Ước thực hiện năm 2024 là bao nhiêu?", "estimate"),
    ("Ước đạt bao nhiêu?", "estimate"),
    ("What is the estimated revenue?", "estimate"),
    ("Năm 2025 tỷ lệ phải đạt bao nhiêu?", "plan"),
    ("Năm 2025 kho dữ liệu phải kết nối thêm để đạt bao nhiêu nguồn?", "plan"),
    ("Số hóa được bao nhiêu trang tài liệu?", "result"),
    ("UBND tỉnh chỉ đạo gì?", "direction"),
    ("Quyết định 57 yêu cầu gì?", "direction"),
    ("Sở đề nghị UBND tỉnh điều gì?", "direction"),
    ("Tỉnh đã chỉ đạo các sở làm gì?", "direction"),
]
AMBIGUOUS = [
    "Năm 2024 có bao nhiêu hồ sơ?",
    "Kết quả năm 2024 và nhiệm vụ năm 2025",
    "Which tasks in the 2025 plan were completed?",
    "Kế hoạch năm 2025 được phê duyệt khi nào?",
    "Bộ phận tiếp nhận và trả kết quả ở đâu?",
    "Sở Kế hoạch và Đầu tư ở đâu?",
    "Có bao nhiêu nhiệm vụ khoa học và công nghệ cấp tỉnh?",
    "chương trình mục tiêu quốc gia",
    "Ban Chỉ đạo gồm những ai?",
    "thời hạn bao lâu sau khi nhận đề nghị?",
    "How much money was set aside for the merger?",
]


@pytest.mark.parametrize(
    ("question", "aspect", "stated"),
    [(case, "plan", True) for case in PLAN_STATED]
    + [(case, "result", True) for case in RESULT_STATED]
    + [(*case, False) for case in LEANING]
    + [(case, None, False) for case in AMBIGUOUS],
)
def test_aspect(question: str, aspect: str | None, stated: bool) -> None:
    assert aspect_in(without_numbers(question)) == (aspect, stated)
