"""What is told must be told of the thing that the question names, and not of another one beside it."""

import pytest

from bot.answerer import Answerer
from bot.quoting.missing import identity_of
from bot.quoting.tied import is_tied
from index.question.named_things import names_written_in

STATION = "Trạm quan trắc phóng xạ tại thành phố Lam Bình lắp đặt xong ngày 30 tháng 5 năm 2025; trạm tại huyện Thạch Lĩnh đang giải phóng mặt bằng."
TRACED = "Có 132 sản phẩm được cấp mã truy xuất nguồn gốc, vượt 12 sản phẩm so với kế hoạch; riêng huyện Tân Khuê có 41 sản phẩm."
VILLAGES = "Đến hết năm 2023 còn 41 thôn lõm sóng, tập trung tại huyện Yên Hoài. Tỷ lệ hộ có kết nối Internet cáp quang đạt 78,4%."
ROW = "TT: 8; Địa phương: Huyện Yên Hoài; Tỷ lệ hồ sơ nộp trực tuyến 2023 (%): 31,7; Tỷ lệ hồ sơ nộp trực tuyến 2024 (%): 51,3"


@pytest.mark.parametrize(
    ("question", "text", "tied"),
    [
        ("Trạm phóng xạ ở thành phố Lam Bình xong ngày nào?", STATION, True),
        ("Trạm phóng xạ ở huyện Thạch Lĩnh xong ngày nào?", STATION, False),
        ("tram phong xa o huyen thach linh xong ngay nao", STATION, False),
        ("When was the radiation station in Thạch Lĩnh finished?", STATION, False),
        ("Huyện Tân Khuê có bao nhiêu sản phẩm có mã truy xuất?", TRACED, True),
        ("huyen tan khue co bao nhieu san pham co ma truy xuat", TRACED, True),
        ("Huyện Yên Hoài có bao nhiêu phần trăm hộ có cáp quang?", VILLAGES, False),
        ("Huyện Yên Hoài nộp hồ sơ trực tuyến bao nhiêu phần trăm?", ROW, True),
        ("huyện Sơn Khê nộp hồ sơ trực tuyến bao nhiêu phần trăm?", ROW, False),
        ("Toàn tỉnh nộp hồ sơ trực tuyến bao nhiêu phần trăm?", ROW, True),
    ],
)
def test_a_figure_is_tied_to_what_is_named(sample_answerer: Answerer, question: str, text: str, tied: bool) -> None:
    found = sample_answerer.find(question)
    hit = next(each for each in found.hits if "Yên Hoài" not in each.chunk.path)
    assert is_tied([(hit, text)], found.hits, found.inquiry) is tied


def test_what_stands_over_it_names_it_too(sample_answerer: Answerer) -> None:
    found = sample_answerer.find("Sở Khoa học và Công nghệ có bao nhiêu biên chế?")
    own = next(each for each in found.hits if " so khoa hoc va cong nghe " in identity_of(each, found.inquiry.register))
    assert is_tied([(own, "Được giao 57 biên chế.")], found.hits, found.inquiry)


def test_names_are_told_by_their_capitals() -> None:
    text = "UBND huyện Yên Hoài và bà Đinh Thị Lụa. QUYẾT ĐỊNH BAN HÀNH. Hợp tác xã Thượng Lĩnh (VNPT Lam Giang)."
    assert list(names_written_in(text)) == ["yen hoai", "dinh thi lua", "thuong linh", "lam giang"]
