"""Numbers of official documents (số, ký hiệu): "173/KH-UBND", "30/2020/NĐ-CP", "57-NQ/TW"."""

import re

from corpus.text.letters import CAPITAL, SMALL, fold

_LETTERS = f"[{CAPITAL}{SMALL}]"
NUMBER = rf"\d{{1,5}}(?:\.\d{{1,3}})?[a-zA-ZđĐ]?\s?(?:/\s?\d{{4}}\s?)?[/-]\s?{_LETTERS}[\w&.]*(?:\s?[-/]\s?{_LETTERS}[\w&.]*)*"
"""A pattern for one number as people write it, also in lower case and with stray spaces."""

PREFIX = r"(?:(?:Luật|Nghị quyết|Pháp lệnh)\s+)?(?:S[oóòỏõọôốồổỗộơớờởỡợ](?:\s*/\s*No\.?)?|No\.?)(?![^\W\d_])"
"""What stands before a document's own number; OCR misreads the marks of "Số"."""

# Abbreviations that Nghị định 30/2020/NĐ-CP, appendix III, writes in mixed case.
_MIXED_CASE = {"ttg": "TTg", "ttr": "TTr", "ctr": "CTr", "tttlbc": "TTTLBC", "gm": "GM"}


def normalise_number(number: str) -> str:
    """The number without spaces and in the usual capitals: "30/2020/nđ-cp" → "30/2020/NĐ-CP"."""
    compact = re.sub(r"\s+", "", number).strip(".,;:").replace("–", "-")
    parts = re.split(r"([/-])", compact)
    return "".join(_capitalised(part) for part in parts)


def _capitalised(part: str) -> str:
    folded = fold(part)
    if folded in _MIXED_CASE:
        return _MIXED_CASE[folded]
    return part.upper() if part.islower() else part
