"""Reports that contradict each other are both shown and said to; figures of different things are not called a contradiction."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answered
from bot.answerer import Answerer
from bot.quoting.disagreement import figure_about, figures_in
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.measures.gold import GOLD
from tests.measures.year_aspect import QUESTIONS as YEAR_ASPECT

QUESTION = "Năm 2024 toàn tỉnh trồng mới bao nhiêu ha rừng phòng hộ?"


def report(number: str, day: str, told: str, agency: str = "SỞ NÔNG NGHIỆP") -> str:
    return f"""UBND TỈNH LAM GIANG
{agency}
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Bình, {day}
BÁO CÁO
Kết quả công tác trồng rừng năm 2024
I. KẾT QUẢ NĂM 2024
{told}
Công tác tuyên truyền được thực hiện thường xuyên tại các xã vùng cao.
"""


def answered(folder: Path, *reports: str) -> Answered:
    for index, text in enumerate(reports):
        (folder / f"{index}.txt").write_text(text, encoding="utf-8")
    with Library(folder / "library", ChosenEncoder()) as library:
        assert sync(library, sorted(folder.glob("*.txt"))).failed == []
        answer = Answerer(library).answer(QUESTION)
    assert isinstance(answer, Answered)
    return answer


OLDER = report("11/BC-SNN", "ngày 05 tháng 01 năm 2025", "Năm 2024, toàn tỉnh trồng mới 1.250 ha rừng phòng hộ.")


def test_both_are_shown_newest_first_and_said_to_disagree(tmp_path: Path) -> None:
    newer = report(
        "47/BC-SNN", "ngày 20 tháng 3 năm 2025", "Trong năm 2024 toàn tỉnh đã trồng mới 1.180 ha rừng phòng hộ."
    )
    answer = answered(tmp_path, OLDER, newer)
    assert [each.number for each in answer.citations][:2] == ["47/BC-SNN", "11/BC-SNN"]
    said = "Các văn bản nêu số liệu khác nhau về cùng một nội dung: 1.180 ha rừng; 1.250 ha rừng."
    assert answer.notes == (f"{said} Văn bản mới nhất được nêu trước.",)
    assert answer.text.startswith(answer.notes[0])


@pytest.mark.parametrize(
    "told",
    [
        "Trong năm 2024 toàn tỉnh đã trồng mới 1.250 ha rừng phòng hộ.",
        "Trong năm 2024 toàn tỉnh đã trồng mới 1.180 ha rừng sản xuất.",
        "Trong năm 2024 toàn tỉnh đã trồng mới thêm 300 ha rừng phòng hộ so với năm trước.",
        "Năm 2024, trên địa bàn huyện Yên Hoài, toàn tỉnh hỗ trợ trồng mới 210 ha rừng phòng hộ.",
        "Năm 2023, toàn tỉnh trồng mới 990 ha rừng phòng hộ.",
    ],
)
def test_figures_of_different_things_do_not_disagree(tmp_path: Path, told: str) -> None:
    assert answered(tmp_path, OLDER, report("47/BC-SNN", "ngày 20 tháng 3 năm 2025", told)).notes == ()


def test_no_question_over_the_samples_is_said_to_disagree(sample_answerer: Answerer) -> None:
    for path in (GOLD, YEAR_ASPECT):
        for line in path.read_text(encoding="utf-8").splitlines():
            answer = sample_answerer.answer(json.loads(line)["question"])
            assert not isinstance(answer, Answered) or answer.notes == ()


@given(st.integers(1, 999_999), st.sampled_from(["ha", "%", "tỷ đồng", "hồ sơ"]))
def test_a_figure_is_read_as_it_is_written(value: int, unit: str) -> None:
    written = f"{value:,}".replace(",", ".")
    [figure] = figures_in(f"đã đạt {written} {unit}")
    assert figure.readings == {value * 10**9 if unit.startswith("tỷ") else value * 10**4 if unit == "ha" else value}


def test_years_and_numbers_of_articles_are_no_figures() -> None:
    assert list(figures_in("khoản 2 Điều 5, năm 2024, ngày 12 tháng 3")) == []
    assert figure_about("đạt 3 xã, 5 xã, 7 xã", {"xa"}) is None


def test_one_amount_in_two_scales_is_one_figure() -> None:
    for tenths in range(1, 1_000):
        [billions] = figures_in(f"đã chi {tenths // 10},{tenths % 10} tỷ đồng cho việc này")
        [millions] = figures_in(f"đã chi {tenths * 100:,}".replace(",", ".") + " triệu đồng cho việc này")
        assert (billions.readings, billions.unit) == (millions.readings, millions.unit), tenths


@given(st.decimals("0.1", "99.9", places=1))
def test_one_share_is_of_one_unit(share: Decimal) -> None:
    written = str(share).replace(".", ",")
    told = [figures_in(f"đạt {written}{unit} kế hoạch") for unit in ("%", " %", " phần trăm")]
    assert {(figure.readings, figure.unit) for [figure] in told} == {(frozenset((share,)), "%")}
