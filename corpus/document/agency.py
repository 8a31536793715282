"""The name of the issuing body (cơ quan ban hành), out of the capitals of a letterhead."""

import re

from corpus.text.letters import fold

_LOCALITIES = (
    "TỈNH",
    "THÀNH PHỐ",
    "HUYỆN",
    "QUẬN",
    "THỊ XÃ",
    "THỊ TRẤN",
    "PHƯỜNG",
    "XÃ",
    "ĐẶC KHU",
    "TP.",
    "TP",
)
_LOCALITY = re.compile(rf"(?:{'|'.join(map(re.escape, _LOCALITIES))})(?=\s)")
_ABBREVIATION = re.compile(r"(?:UBND|HĐND|UBMTTQ|MTTQ|BCĐ|BQL|TTDL|CNTT|VPCP|BCH|UBMTTQVN|ĐBQH)$")
_PROPER_PREFIX = re.compile(r"(?:SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|VỤ|THANH TRA|NGÂN HÀNG)\s+")
_OFFICE = re.compile(
    r"(?:(?:PHÓ\s+)?CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỐNG ĐỐC|(?:TỔNG\s+)?GIÁM ĐỐC|(?:TỔNG\s+|CHI\s+)?CỤC TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|CHỦ NHIỆM)\s+(?!NƯỚC\b)"
)
"""Who issues in person; the name of the body follows ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH")."""
BEGINS = re.compile(
    r"(?:UBND|HĐND|ỦY BAN|UỶ BAN|HỘI ĐỒNG|ĐOÀN|SỞ|BỘ|BAN|CỤC|CHI CỤC|TỔNG CỤC|VỤ|PHÒNG|TRUNG TÂM|VĂN PHÒNG|THANH TRA|TỈNH ỦY|TỈNH UỶ|"
    r"THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|ĐẢNG|VIỆN|HỌC VIỆN|TRƯỜNG|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|BỆNH VIỆN|LIÊN|HỘI|TÒA ÁN|TOÀ ÁN|CÔNG AN|"
    r"THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|CHỦ TỊCH|BỘ TRƯỞNG|THỐNG ĐỐC|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|CỤC TRƯỞNG|CHÁNH ÁN|CHỦ NHIỆM|KHO BẠC|NGÂN HÀNG|ĐÀI|BÁO|QUỸ|BẢO HIỂM|KIỂM TOÁN|NHÀ|THE|DEPARTMENT|MINISTRY|PEOPLE)(?![\w-])",
    re.IGNORECASE,
)
"""The first word of an agency's name; a line that begins otherwise carries on the one above it."""
_LOCAL_BODY = re.compile(r"(?:SỞ|BAN|VĂN PHÒNG|THANH TRA|CHI CỤC|TRUNG TÂM|PHÒNG|TRƯỜNG|BỆNH VIỆN)\b", re.IGNORECASE)


def agency_of(lines: list[str], body: str) -> str | None:
    """The issuing agency named by the left column of a letterhead, `lines` from the top down.

    The superior stands above the issuing agency; its locality is added where the agency's own name has
    none ("UBND TỈNH LAM GIANG", "SỞ NỘI VỤ" → "Sở Nội vụ tỉnh Lam Giang"). Capitals follow the way that
    `body`, the text of the report, writes the name.
    """
    names: list[str] = []
    for line in lines:
        if names and not BEGINS.match(line):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    if not names:
        return None
    own = names[-1]
    superior = names[-2] if len(names) > 1 else ""
    locality = _LOCALITY.search(superior.upper())
    if locality and _LOCAL_BODY.match(own) and not _LOCALITY.search(own.upper()):
        return f"{with_usual_capitals(own, body)} {_by_rule(superior[locality.start() :].upper())}"
    return with_usual_capitals(own, body)


_FIXED = {"THỦ TƯỚNG CHÍNH PHỦ": "Thủ tướng Chính phủ", "QUỐC HỘI": "Quốc hội", "CHÍNH PHỦ": "Chính phủ",
          "VĂN PHÒNG CHÍNH PHỦ": "Văn phòng Chính phủ", "ỦY BAN THƯỜNG VỤ QUỐC HỘI": "Ủy ban Thường vụ Quốc hội",
          "BỘ QUỐC PHÒNG": "Bộ Quốc phòng", "BỘ CÔNG AN": "Bộ Công an", "BỘ CÔNG THƯƠNG": "Bộ Công Thương",
          "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM": "Ngân hàng Nhà nước Việt Nam"}  # fmt: skip


def with_usual_capitals(name: str, body: str) -> str:
    """`name` as `body` writes it in running text; else by the rules for names of agencies (Phụ lục II of the decree)."""
    if name.upper() in _FIXED:
        return _FIXED[name.upper()]
    if not name.isupper() and not name[1:].islower():
        return _with_capital_locality(name)
    if _by_rule(name.upper()) == name:
        return name
    folded, haystack = fold(name), fold(body)
    for found in re.finditer(rf"\b{re.escape(folded)}\b", haystack):
        written = body[found.start() : found.end()]
        if written.lower() == name.lower() and not written.isupper() and not written[1:].islower():
            return written[0].upper() + written[1:]
    return _by_rule(name.upper())


def _with_capital_locality(name: str) -> str:
    """Names of places typed small ("tỉnh lâm đồng") with their capitals."""
    locality = _LOCALITY.search(name.upper())
    if locality is None or not name[locality.end() :].strip()[:1].islower():
        return name
    return f"{name[: locality.start()]}{_by_rule(name[locality.start() :].upper())}"


def _by_rule(name: str) -> str:
    if name in _FIXED:
        return _FIXED[name]
    office = _OFFICE.match(name)
    if office is not None:
        return f"{_sentence(office.group())} {_by_rule(name[office.end() :])}"
    locality = _LOCALITY.search(name)
    if locality and locality.start() == 0:
        return f"{locality.group().lower()} {_title(name[locality.end() :].strip())}"
    head, tail = (name, "") if locality is None else (name[: locality.start()].strip(), name[locality.start() :])
    prefix = _PROPER_PREFIX.match(head)
    if prefix:
        field = re.split(r"(\s*,\s*|\s+VÀ\s+|\s+-\s+)", head[prefix.end() :])
        head = (
            prefix.group().strip().capitalize()
            + " "
            + "".join(part.lower() if index % 2 else _sentence(part) for index, part in enumerate(field))
        )
    else:
        head = _sentence(head)
    return f"{head} {_by_rule(tail)}".strip() if tail else head


def _sentence(words: str) -> str:
    """Only the first letter large; abbreviations kept."""
    spelled = [word if _ABBREVIATION.match(word) else word.lower() for word in words.split()]
    text = " ".join(spelled)
    return text[:1].upper() + text[1:]


def _title(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split())
