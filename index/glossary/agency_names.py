"""English names of Vietnamese agencies, as the Ministry of Foreign Affairs lists them (Thông tư 03/2009/TT-BNG) and as they are met."""

import re
from functools import lru_cache

from corpus.text.letters import fold

FIELDS = {
    "nội vụ": ("home affairs", "internal affairs", "interior"),
    "khoa học và công nghệ": ("science and technology",),
    "thông tin và truyền thông": ("information and communications", "information and communication"),
    "tài chính": ("finance",),
    "kế hoạch và đầu tư": ("planning and investment",),
    "y tế": ("health",),
    "giáo dục và đào tạo": ("education and training", "education"),
    "nông nghiệp và phát triển nông thôn": ("agriculture and rural development",),
    "nông nghiệp và môi trường": ("agriculture and environment",),
    "tài nguyên và môi trường": ("natural resources and environment",),
    "giao thông vận tải": ("transport", "transportation"),
    "xây dựng": ("construction",),
    "tư pháp": ("justice",),
    "công thương": ("industry and trade",),
    "ngoại vụ": ("foreign affairs", "external affairs"),
    "lao động - thương binh và xã hội": ("labour, war invalids and social affairs", "labour", "labor, war invalids and social affairs", "labor"),
    "văn hóa, thể thao và du lịch": ("culture, sports and tourism", "culture"),
    "dân tộc và tôn giáo": ("ethnic and religious affairs",),
    "du lịch": ("tourism",),
}  # fmt: skip
"""Field of a sở or bộ to its English names."""
_BODIES = {
    "ủy ban nhân dân tỉnh": ("provincial people's committee", "people's committee of the province", "people's committee"),
    "hội đồng nhân dân tỉnh": ("provincial people's council", "people's council of the province", "people's council"),
    "ủy ban nhân dân thành phố": ("municipal people's committee", "city people's committee"),
    "hội đồng nhân dân thành phố": ("municipal people's council", "city people's council"),
    "tỉnh ủy": ("provincial party committee",),
    "thanh tra tỉnh": ("provincial inspectorate",),
    "văn phòng ủy ban nhân dân tỉnh": ("office of the provincial people's committee", "provincial people's committee office"),
    "thủ tướng chính phủ": ("prime minister",),
    "chính phủ": ("government of vietnam", "central government"),
    "quốc hội": ("national assembly",),
}  # fmt: skip
_HEADS = {"sở": ("department", "dept"), "bộ": ("ministry",)}
_NAME = re.compile(r"(so|bo)\s+(.+)")
_BY_FOLDED_FIELD = {fold(field): names for field, names in FIELDS.items()}
_BY_FOLDED_BODY = {fold(body): names for body, names in _BODIES.items()}
_FOLDED_HEADS = {fold(head): names for head, names in _HEADS.items()}


@lru_cache(maxsize=4096)
def english_names(name: str) -> tuple[str, ...]:
    """English names, lower case, of the agency with this folded name without its locality; none for an unknown one."""
    if name in _BY_FOLDED_BODY:
        return _BY_FOLDED_BODY[name]
    match = _NAME.fullmatch(name)
    fields = _BY_FOLDED_FIELD.get(match[2], ()) if match else ()
    heads = _FOLDED_HEADS[match[1]] if match else ()
    return tuple(form for each in fields for head in heads for form in (f"{head} of {each}", f"{each} {head}"))


@lru_cache(maxsize=1)
def agencies_by_english_name() -> dict[str, str]:
    """Every English name of a known agency, lower case, to its folded Vietnamese name without locality."""
    bodies = {english: body for body, names in _BY_FOLDED_BODY.items() for english in names}
    fields = (f"{head} {field}" for head in _FOLDED_HEADS for field in _BY_FOLDED_FIELD)
    return bodies | {english: name for name in fields for english in english_names(name)}
