"""What people say in the words that offices write: "nhập làm một" is "hợp nhất", "sổ đỏ" is a certificate.

One way only: who writes as an office does means it.
"""

import re

from index.glossary.glossary import Expansion

OFFICIAL: dict[str, str] = {
    # organisation and staff
    "nhập làm một": "hợp nhất",
    "gộp làm một": "hợp nhất",
    "gộp lại": "hợp nhất",
    "gộp": "hợp nhất",
    "nhập lại": "hợp nhất",
    "sát nhập": "sáp nhập",
    "người đứng đầu sở": "giám đốc sở",
    "đứng đầu sở": "giám đốc sở",
    "người đứng đầu ủy ban": "chủ tịch ủy ban",
    "người đứng đầu UBND": "chủ tịch UBND",
    "người đứng đầu tỉnh": "chủ tịch UBND tỉnh",
    "sếp sở": "giám đốc sở",
    "lên chức": "bổ nhiệm",
    "giảm người": "tinh giản biên chế",
    "cắt giảm nhân sự": "tinh giản biên chế",
    "nghỉ hưu sớm": "nghỉ hưu trước tuổi",
    "xã, phường": "đơn vị hành chính cấp xã",
    "phường, xã": "đơn vị hành chính cấp xã",
    "xã phường": "đơn vị hành chính cấp xã",
    "phường xã": "đơn vị hành chính cấp xã",
    # money
    "bao nhiêu tiền": "kinh phí bao nhiêu",
    "tiền thuê": "kinh phí thuê",
    "tiền mua": "kinh phí mua sắm",
    "tiêu tiền": "sử dụng kinh phí",
    "tiền phạt": "mức xử phạt",
    # procedures
    "giấy tờ": "hồ sơ",
    "qua mạng": "trực tuyến",
    "trên mạng": "trực tuyến",
    "trễ hẹn": "quá hạn",
    "trễ hạn": "quá hạn",
    "hạn chót": "thời hạn",
    "làm xong": "hoàn thành",
    "sổ đỏ": "giấy chứng nhận quyền sử dụng đất",
    "sổ hồng": "giấy chứng nhận quyền sở hữu nhà ở",
    "hộ khẩu": "đăng ký thường trú",
    "khai sinh": "đăng ký khai sinh",
    # land, works, life
    "đền bù": "bồi thường",
    "giải tỏa": "giải phóng mặt bằng",
    "làm đường": "xây dựng đường giao thông",
    "đường sá": "đường giao thông",
    "mưa bão": "thiên tai",
    "lũ lụt": "thiên tai",
    "nhà nghèo": "hộ nghèo",
    "người nghèo": "hộ nghèo",
    "dạy nghề": "đào tạo nghề",
    "bằng khen": "khen thưởng",
    "con heo": "lợn",
    "nuôi heo": "chăn nuôi lợn",
    "thịt heo": "thịt lợn",
    "dịch tả heo": "dịch tả lợn",
    # information
    "bị hack": "bị tấn công mạng",
    "tin tặc": "tấn công mạng",
    "sóng điện thoại": "sóng thông tin di động",
    "loa phường": "đài truyền thanh",
    "loa xã": "đài truyền thanh",
    "đứng thứ mấy": "xếp hạng",
    "hạng mấy": "xếp hạng",
}

_SAID = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, OFFICIAL), key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_MEANT = {said.lower(): official for said, official in OFFICIAL.items()}


def everyday_words(question: str) -> list[Expansion]:
    """The everyday words of a Vietnamese question with their official ones, in its order."""
    return [Expansion(found[0], _MEANT[found[0].lower()], "everyday") for found in _SAID.finditer(question)]


def officially(text: str, said: list[Expansion]) -> str:
    """The text with these everyday words in official ones."""
    for each in said:
        text = text.replace(each.term, each.other, 1)
    return text
