"""A claim laid to its quote: what it turns round, exchanges, or takes from elsewhere is told; what it only says otherwise is not."""

import pytest

from bot.claims.comparison import compared
from bot.claims.facts import claim_language, facts_of
from bot.claims.signals import Signals
from bot.claims.source import facts_of_quote

FLOOD = "Hệ thống cảnh báo lũ quét đã phát cảnh báo trước 47 phút, giúp sơ tán an toàn 86 hộ dân; trận lũ làm hư hỏng 37 trạm và 64 km cáp."
DUTY = "Phòng Bưu chính - Viễn thông chủ trì, chịu trách nhiệm trước Giám đốc Sở về tiến độ."
LOG = "Nhật ký khai thác dữ liệu được lưu tối thiểu 12 tháng. Toàn tỉnh có 214 doanh nghiệp, tăng 27 doanh nghiệp."
DATA = "Cơ quan chủ quản chia sẻ dữ liệu trong thời hạn 05 ngày. Thanh tra Sở kiểm tra việc thực hiện Quy chế hằng năm."
HOTEL = "Khách sạn Lạng Sơn có quy mô 120 giường, 70 phòng họp."
TABLE = (
    "TT: 1; Địa phương: Thành phố Lam Bình; Tỷ lệ nộp trực tuyến 2024 (%): 82,6; Cơ quan chủ trì: Sở TT&TT\n"
    "TT: 2; Địa phương: Thị xã Vân Trạch; Tỷ lệ nộp trực tuyến 2024 (%): 79,8; Cơ quan chủ trì: Sở Nội vụ"
)


def signals_of(claim: str, quote: str) -> Signals:
    return compared(facts_of(claim, claim_language(claim)), [facts_of_quote(quote)]).signals


@pytest.mark.parametrize(
    ("signal", "quote", "true", "false"),
    [
        ("displaced", FLOOD, "Cảnh báo được phát trước 47 phút, nhờ vậy 86 hộ dân sơ tán an toàn", "Trận lũ làm hư hỏng 86 trạm"),
        ("displaced", FLOOD, "Trận lũ làm hỏng 37 trạm và 64 km cáp", "Trận lũ làm hư hỏng 64 trạm và 37 km cáp"),
        ("displaced", TABLE, "Năm 2024, tỷ lệ nộp trực tuyến của thị xã Vân Trạch là 79,8%", "Tỷ lệ nộp trực tuyến của thị xã Vân Trạch là 82,6%"),
        ("opposed_role", LOG, "Nhật ký được lưu ít nhất 12 tháng", "Nhật ký được lưu tối đa 12 tháng"),
        ("opposed_role", LOG, "Số doanh nghiệp tăng thêm 27", "Số doanh nghiệp tăng lên 27"),
        ("other_agent", DATA, "Mỗi năm Thanh tra Sở kiểm tra việc thực hiện Quy chế", "Cơ quan chủ quản kiểm tra việc thực hiện Quy chế"),
    ],
)  # fmt: skip
def test_a_near_miss_has_the_signal_of_its_kind(signal: str, quote: str, true: str, false: str) -> None:
    assert signals_of(false, quote)[signal] > signals_of(true, quote)[signal] == 0.0


def test_nothing_shared_has_no_signal() -> None:
    found = compared(facts_of("Bão đổ bộ", "vi"), [facts_of_quote(DUTY)])
    assert found.text == ""
    assert not any(found.signals.values())


def test_the_quote_with_most_of_the_claim_is_compared() -> None:
    found = compared(facts_of("Nhật ký được lưu tối đa 12 tháng", "vi"), list(map(facts_of_quote, (DUTY, LOG, HOTEL))))
    assert found.text.startswith("Nhật ký")
    assert found.signals["opposed_role"]
