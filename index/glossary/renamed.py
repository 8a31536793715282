"""The agencies and places that merged in Vietnam's reorganisation of 2025, under their old and new names.

Complete for provinces and ministries, and for those departments that merged in the same way everywhere; what
each province settled by itself (Sở Ngoại vụ, Sở Du lịch, the departments of Hà Nội and TP.HCM for transport
and planning) belongs in the administrator's file. Where only a part of the duties moved, nothing is listed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.text.letters import fold

_UNIT = re.compile(r"(?:tỉnh|thành phố) ")


@dataclass(frozen=True, slots=True)
class Renaming:
    """Bodies that became one, or went into one that was there already."""

    old: tuple[str, ...]
    """The names that came to an end."""
    new: str
    since: date
    """The day from which the new one works."""
    source: str
    """The act, by its number."""


_PROVINCES = {
    "tỉnh Tuyên Quang": ("tỉnh Hà Giang",),
    "tỉnh Lào Cai": ("tỉnh Yên Bái",),
    "tỉnh Thái Nguyên": ("tỉnh Bắc Kạn",),
    "tỉnh Phú Thọ": ("tỉnh Vĩnh Phúc", "tỉnh Hòa Bình"),
    "tỉnh Bắc Ninh": ("tỉnh Bắc Giang",),
    "tỉnh Hưng Yên": ("tỉnh Thái Bình",),
    "thành phố Hải Phòng": ("tỉnh Hải Dương",),
    "tỉnh Ninh Bình": ("tỉnh Hà Nam", "tỉnh Nam Định"),
    "tỉnh Quảng Trị": ("tỉnh Quảng Bình",),
    "thành phố Đà Nẵng": ("tỉnh Quảng Nam",),
    "tỉnh Quảng Ngãi": ("tỉnh Kon Tum",),
    "tỉnh Gia Lai": ("tỉnh Bình Định",),
    "tỉnh Khánh Hòa": ("tỉnh Ninh Thuận",),
    "tỉnh Lâm Đồng": ("tỉnh Đắk Nông", "tỉnh Bình Thuận"),
    "tỉnh Đắk Lắk": ("tỉnh Phú Yên",),
    "Thành phố Hồ Chí Minh": ("tỉnh Bình Dương", "tỉnh Bà Rịa - Vũng Tàu"),
    "tỉnh Đồng Nai": ("tỉnh Bình Phước",),
    "tỉnh Tây Ninh": ("tỉnh Long An",),
    "thành phố Cần Thơ": ("tỉnh Sóc Trăng", "tỉnh Hậu Giang"),
    "tỉnh Vĩnh Long": ("tỉnh Bến Tre", "tỉnh Trà Vinh"),
    "tỉnh Đồng Tháp": ("tỉnh Tiền Giang",),
    "tỉnh Cà Mau": ("tỉnh Bạc Liêu",),
    "tỉnh An Giang": ("tỉnh Kiên Giang",),
}
_MINISTRIES = {
    "Bộ Tài chính": ("Bộ Kế hoạch và Đầu tư",),
    "Bộ Xây dựng": ("Bộ Giao thông vận tải",),
    "Bộ Khoa học và Công nghệ": ("Bộ Thông tin và Truyền thông",),
    "Bộ Nông nghiệp và Môi trường": ("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tài nguyên và Môi trường"),
    "Bộ Nội vụ": ("Bộ Lao động - Thương binh và Xã hội",),
    "Bộ Dân tộc và Tôn giáo": ("Ủy ban Dân tộc",),
}
_DEPARTMENTS = {
    "Sở Tài chính": ("Sở Kế hoạch và Đầu tư",),
    "Sở Xây dựng": ("Sở Giao thông vận tải",),
    "Sở Khoa học và Công nghệ": ("Sở Thông tin và Truyền thông",),
    "Sở Nông nghiệp và Môi trường": ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường"),
    "Sở Nội vụ": ("Sở Lao động - Thương binh và Xã hội",),
    "Sở Dân tộc và Tôn giáo": ("Ban Dân tộc",),
}

AGENCIES: tuple[Renaming, ...] = (
    *(Renaming(old, new, date(2025, 3, 1), "Nghị quyết 176/2025/QH15") for new, old in _MINISTRIES.items()),
    *(Renaming(old, new, date(2025, 3, 1), "Nghị định 45/2025/NĐ-CP") for new, old in _DEPARTMENTS.items()),
)
PLACES: tuple[Renaming, ...] = (
    Renaming(("tỉnh Thừa Thiên Huế",), "thành phố Huế", date(2025, 1, 1), "Nghị quyết 175/2024/QH15"),
    *(Renaming(old, new, date(2025, 7, 1), "Nghị quyết 202/2025/QH15") for new, old in _PROVINCES.items()),
)
"""63 provinces to 34; the eleven that stayed as they were are not listed."""
_AS_THEY_WERE = (
    "Hà Nội", "Cao Bằng", "Điện Biên", "Lai Châu", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Huế",
)  # fmt: skip

ALSO_WORDS = frozenset(("Hòa Bình", "Hải Dương"))
"""Names that, without capitals, are words of the language (peace, ocean)."""
_NEED_UNIT = frozenset(("Thành phố Hồ Chí Minh", "thành phố Huế"))
"""Without "thành phố" these are a person, and a word that is too short to mean one place."""


def full_names() -> Iterator[tuple[str, str]]:
    """(old, new) for each name that came to an end, places with "tỉnh" or "thành phố"."""
    return ((old, renaming.new) for renaming in (*AGENCIES, *PLACES) for old in renaming.old)


def bare_names() -> Iterator[tuple[str, str]]:
    """(old, new) for each province that came to an end, without "tỉnh" and "thành phố" where that can be."""
    return ((bare(old), bare(place.new)) for place in PLACES for old in place.old)


@lru_cache(maxsize=1)
def _since() -> Mapping[frozenset[str], date]:
    found = {}
    for each in (*AGENCIES, *PLACES):
        for old in each.old:
            for pair in ((old, each.new), (bare(old), bare(each.new))):
                found[frozenset(map(fold, pair))] = each.since
    return found


def since(one: str, other: str) -> date | None:
    """The day from which two names are of one body or place; None where that is not known."""
    return _since().get(frozenset((fold(one), fold(other))))


def bare(place: str) -> str:
    """The name of a place without the kind of place before it."""
    return place if place in _NEED_UNIT else _UNIT.sub("", place, count=1)


PROVINCE_NAMES = tuple(
    sorted(
        {*_AS_THEY_WERE, *(_UNIT.sub("", name, count=1) for pair in full_names() for name in pair if _UNIT.match(name))}
    )
)
"""Every province before and after 2025, without the kind of place before it."""
