"""Administrative English to the Vietnamese that reports use, so that an English question also searches by words.

Only terms with a settled translation: what is missing is left to the encoder, what is wrong would mislead.
"""

import re
from dataclasses import dataclass

_VIETNAMESE: dict[str, tuple[str, ...]] = {
    "merge": ("hợp nhất", "sáp nhập"),
    "merger": ("hợp nhất", "sáp nhập"),
    "merging": ("hợp nhất", "sáp nhập"),
    "reorganisation": ("sắp xếp",),
    "reorganization": ("sắp xếp",),
    "rearrangement": ("sắp xếp",),
    "restructuring": ("sắp xếp",),
    "dissolve": ("giải thể",),
    "department": ("sở",),
    "ministry": ("bộ",),
    "division": ("phòng",),
    "people's committee": ("ủy ban nhân dân", "UBND"),
    "people's council": ("hội đồng nhân dân", "HĐND"),
    "party committee": ("đảng ủy", "cấp ủy"),
    "province": ("tỉnh",),
    "provincial": ("tỉnh",),
    "district": ("huyện",),
    "commune": ("xã",),
    "commune-level": ("cấp xã",),
    "ward": ("phường",),
    "town": ("thị xã", "thị trấn"),
    "village": ("thôn",),
    "hamlet": ("thôn",),
    "civil servant": ("công chức",),
    "public employee": ("viên chức",),
    "cadre": ("cán bộ",),
    "staff": ("biên chế", "nhân sự"),
    "payroll": ("biên chế",),
    "recruit": ("tuyển dụng",),
    "recruitment": ("tuyển dụng",),
    "director": ("giám đốc",),
    "chairman": ("chủ tịch",),
    "home affairs": ("nội vụ",),
    "internal affairs": ("nội vụ",),
    "science and technology": ("khoa học và công nghệ", "KH&CN"),
    "information and communications": ("thông tin và truyền thông", "TT&TT"),
    "information technology": ("công nghệ thông tin", "CNTT"),
    "digital transformation": ("chuyển đổi số",),
    "digital signature": ("chữ ký số",),
    "digital economy": ("kinh tế số",),
    "digitise": ("số hóa",),
    "digitize": ("số hóa",),
    "digitisation": ("số hóa",),
    "digitization": ("số hóa",),
    "archive": ("lưu trữ",),
    "database": ("cơ sở dữ liệu",),
    "data": ("dữ liệu",),
    "shared data": ("dữ liệu dùng chung",),
    "open data": ("dữ liệu mở",),
    "online public service": ("dịch vụ công trực tuyến",),
    "public service": ("dịch vụ công",),
    "online": ("trực tuyến",),
    "administrative procedure": ("thủ tục hành chính", "TTHC"),
    "administrative reform": ("cải cách hành chính", "CCHC"),
    "application": ("hồ sơ",),
    "cybersecurity": ("an toàn thông tin", "an ninh mạng"),
    "information security": ("an toàn thông tin",),
    "telecommunications": ("viễn thông",),
    "base station": ("trạm thu phát sóng",),
    "press": ("báo chí",),
    "innovation": ("đổi mới sáng tạo",),
    "intellectual property": ("sở hữu trí tuệ",),
    "patent": ("sáng chế",),
    "enterprise": ("doanh nghiệp",),
    "business": ("doanh nghiệp",),
    "startup": ("khởi nghiệp",),
    "investment": ("đầu tư",),
    "budget": ("ngân sách", "kinh phí"),
    "funding": ("kinh phí",),
    "money": ("kinh phí",),
    "cost": ("kinh phí",),
    "expenditure": ("chi ngân sách",),
    "revenue": ("thu ngân sách",),
    "disbursement": ("giải ngân",),
    "public investment": ("đầu tư công",),
    "poverty": ("nghèo",),
    "poor household": ("hộ nghèo",),
    "education": ("giáo dục",),
    "health": ("y tế",),
    "agriculture": ("nông nghiệp",),
    "forest": ("rừng",),
    "tourism": ("du lịch",),
    "transport": ("giao thông",),
    "land": ("đất đai",),
    "environment": ("môi trường",),
    "inspection": ("thanh tra", "kiểm tra"),
    "complaint": ("khiếu nại",),
    "emulation": ("thi đua",),
    "reward": ("khen thưởng",),
    "training": ("đào tạo", "bồi dưỡng"),
    "plan": ("kế hoạch",),
    "scheme": ("đề án",),
    "project": ("dự án",),
    "programme": ("chương trình",),
    "program": ("chương trình",),
    "report": ("báo cáo",),
    "decision": ("quyết định",),
    "resolution": ("nghị quyết",),
    "directive": ("chỉ thị",),
    "decree": ("nghị định",),
    "circular": ("thông tư",),
    "regulation": ("quy định",),
    "target": ("chỉ tiêu", "mục tiêu"),
    "task": ("nhiệm vụ",),
    "result": ("kết quả",),
    "deadline": ("thời hạn",),
    "time limit": ("thời hạn",),
    "working day": ("ngày làm việc",),
    "replace": ("thay thế",),
    "in force": ("hiệu lực",),
    "growth": ("tăng trưởng",),
    "index": ("chỉ số",),
    "ranking": ("xếp hạng",),
    "satisfaction": ("hài lòng",),
    "unit": ("đơn vị",),
    "agency": ("cơ quan",),
    "headquarters": ("trụ sở",),
}

_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""))
_LONGEST = max(len(term.split()) for term in _VIETNAMESE)
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about after against all also am an and any are as at be been before being between both but by can could did "
        "do does  doing during each every for from had has have having he her his how i if in into is it its let many "
        "may me might more  most much must my no not of off on once one only or other our out over please say said "
        "shall she should show so some  such tell than that the their them then there these they this those to too two "
        "under until up us very was we were what  when where which while who whom whose why will with within without "
        "would you your ",
    )
)


@dataclass(frozen=True, slots=True)
class Translation:
    """What is known in Vietnamese of an English question."""

    terms: tuple[str, ...]
    """Vietnamese terms, for the longest English ones first, each once."""
    untranslated: tuple[str, ...]
    """Words that carry meaning and have no settled translation, in lower case, in order."""
    alternatives: tuple[tuple[str, ...], ...] = ()
    """The same terms, those together that translate one English term."""


def translate(question: str) -> Translation:
    """The administrative English of the question in Vietnamese, and what is left of it."""
    words = _WORD.findall(question.lower().replace("’", "'"))
    found: dict[str, None] = {}
    alternatives: dict[tuple[str, ...], None] = {}
    taken: set[int] = set()
    for length in range(_LONGEST, 0, -1):
        for first in range(len(words) - length + 1):
            places = range(first, first + length)
            terms = _lookup(" ".join(words[first : first + length]))
            if terms and not taken.intersection(places):
                taken.update(places)
                found.update(dict.fromkeys(terms))
                alternatives[terms] = None
    left = (word for place, word in enumerate(words) if place not in taken and word not in _FUNCTION_WORDS)
    return Translation(tuple(found), tuple(dict.fromkeys(left)), tuple(alternatives))


def _lookup(phrase: str) -> tuple[str, ...]:
    """A term as listed, or in its singular or base form."""
    forms = [phrase, *(phrase.removesuffix(end) + base for end, base in _ENDINGS if phrase.endswith(end))]
    return next((_VIETNAMESE[form] for form in forms if form in _VIETNAMESE), ())
