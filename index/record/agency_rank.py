"""How high an agency stands: only who issued a document, or stands above, may put it out of force.

Article 12 of the law on the promulgation of legal documents (2015): a document is amended, replaced or repealed only by one
of the body that issued it, or suspended or repealed by one of a body above.
"""

import re

_CENTRAL = re.compile(
    r"(?:quoc hoi|uy ban thuong vu quoc hoi|chinh phu|thu tuong|chu tich nuoc|bo (?!chi huy)|bo truong|ban chap hanh trung uong|"
    r"ban bi thu|ngan hang nha nuoc|toa an nhan dan toi cao|kiem toan nha nuoc)"
)
_PROVINCIAL = re.compile(
    r"(?:(?:chu tich )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)|tinh uy|thanh uy|ban thuong vu)(?!.*\b(?:huyen|quan|thi xa|phuong|xa|thi tran|dac khu)\b)"
)
_COMMUNAL = re.compile(r".*\b(?:phuong|xa|thi tran|dac khu)\b")


def agency_rank(agency: str) -> int:
    """Of a folded name: 4 central, 3 provincial, 2 a department or a district, 1 a commune, 0 where none is named."""
    if not agency:
        return 0
    if _CENTRAL.match(agency):
        return 4
    if _PROVINCIAL.match(agency):
        return 3
    return (
        1
        if re.match(r"(?:chu tich )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b", agency)
        and _COMMUNAL.match(agency)
        else 2
    )
