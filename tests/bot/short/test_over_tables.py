"""Lines over a table of a report: one cell, what is worked out of several, and none where the question does not say what is chosen."""

from collections.abc import Iterator

import pytest

from bot.answer import Answered, Short
from bot.answerer import Answerer
from bot.assemble import open_library
from index.sync import sync

REPORT = """# ỦY BAN NHÂN DÂN HUYỆN BẮC HƯƠNG

Số: 41/BC-UBND

Bắc Hương, ngày 12 tháng 01 năm 2024

# BÁO CÁO Kết quả sản xuất lâm nghiệp năm 2023

Kết quả trồng rừng và khai thác gỗ của các xã như sau:

| TT | Đơn vị | Diện tích trồng mới (ha) | Gỗ khai thác (m3) | Số hộ nhận khoán |
|---|---|---|---|---|
| 1 | Xã Lũng Pa | 214 | 3.150 | 87 |
| 2 | Xã Tân Mai | 96 | 1.420 | 41 |
| 3 | Xã Phúc Sen | 305 | 2.075 | 129 |
| 4 | Xã Hòa Cư | 58 | 960 | 23 |
|  | Tổng cộng | 673 | 7.605 | 280 |

Công tác phòng cháy, chữa cháy rừng được duy trì thường xuyên ở các xã.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("over_tables")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "lam-nghiep-2023.md").write_text(REPORT, encoding="utf-8")
    with open_library(folder / "data") as library:
        sync(library, [reports])
        yield Answerer(library)


def short_of(answerer: Answerer, question: str) -> Short | None:
    answer = answerer.answer(question)
    return answer.short if isinstance(answer, Answered) else None


@pytest.mark.parametrize(
    ("question", "said", "operation"),
    [
        ("Xã Lũng Pa có số hộ nhận khoán là bao nhiêu?", ["Xã Lũng Pa: 87"], None),
        ("go khai thac cua xa tan mai la bao nhieu", ["Xã Tân Mai: 1.420 m3"], None),
        ("Xã nào có diện tích trồng mới lớn nhất?", ["Xã Phúc Sen", "305 ha"], "highest"),
        ("Xã nào có gỗ khai thác thấp nhất?", ["Xã Hòa Cư", "960 m3"], "lowest"),
        ("Cộng diện tích trồng mới của xã Lũng Pa với xã Hòa Cư được bao nhiêu?", ["214 + 58 = 272 ha"], "sum"),
        (
            "Diện tích trồng mới của xã Phúc Sen và xã Tân Mai chênh lệch nhau bao nhiêu?",
            ["305 ha", "96 ha", "209 ha"],
            "difference",
        ),
    ],
)
def test_a_line_over_what_the_question_says(
    answerer: Answerer, question: str, said: list[str], operation: str | None
) -> None:
    short = short_of(answerer, question)
    assert short is not None
    assert all(each in short.text for each in said), short.text
    assert short.operation == operation


@pytest.mark.parametrize(
    "question",
    [
        "Xã Lũng Pa được mấy hộ nhận khoán, gỗ khai thác bao nhiêu?",
        "Cho biết diện tích trồng mới và số hộ nhận khoán của xã Lũng Pa",
        "Năm 2021 xã Lũng Pa có số hộ nhận khoán là bao nhiêu?",
        "Ai ký hợp đồng với số hộ nhận khoán của xã Lũng Pa?",
        "Xã Lũng Pa có bao nhiêu hộ bị thiệt hại do cháy rừng?",
        "Xã Đông Thịnh có số hộ nhận khoán là bao nhiêu?",
    ],
    ids=["two things", "two heads", "another year", "no person in the column", "no such column", "no such row"],
)
def test_none_where_a_cell_is_not_what_is_asked(answerer: Answerer, question: str) -> None:
    assert short_of(answerer, question) is None
