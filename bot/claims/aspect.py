"""Whether a claim turns a plan into a result, or a result into a plan."""

import re
from typing import Literal

from corpus.chunk import Aspect

Told = Literal["result", "plan"]

_DONE = re.compile(
    r"\bđã\s+(?!(?:được\s+)?(?:giao|đề ra|nêu|đặt ra|phê duyệt|ban hành|xác định|quy định))|\bđạt được\b|\bhoàn thành được\b|\bthực hiện được\b|"
    r"\b(?:has|have|had)\s+(?:been\s+)?(?:\w+ly\s+)?\w+(?:ed|ne|lt|de|un)\b|\b(?:achieved|completed|reached|accomplished|fulfilled)\b",
    re.IGNORECASE,
)
"""Said only of what was done; "đã giao" and the like are said of the plan itself."""
_FIGURE = re.compile(
    r"\b(?:đạt|vượt|tăng|giảm)\s+(?:khoảng\s+|trên\s+|hơn\s+|gần\s+)?\d|\b(?:was|were)\b|\b(?:increased|decreased|rose|fell)\b",
    re.IGNORECASE,
)
"""Said of results, and of targets under a heading that calls them so."""
_TO_COME = re.compile(
    r"\bsẽ\b|phấn đấu|\bdự kiến\b|\bđặt mục tiêu|\bmục tiêu\s+(?:là|đến|năm|đề ra)|\bthời gian tới\b|\b(?:năm|tháng|quý) tới\b|"
    r"\b(?:theo\s+)?kế hoạch\s+(?:là|sẽ|năm|đặt ra|đề ra|của năm)|\bnhiệm vụ\s+(?:trọng tâm\s+)?(?:năm|trong năm)|\bhướng tới\b|"
    r"\b(?:will|shall)\b|\b(?:plan(?:s|ned)?|aim(?:s|ed)?|intend(?:s|ed)?|strives?|expect(?:s|ed)?|scheduled)\s+to\b|\btargets?\b|\bgoals?\b",
    re.IGNORECASE,
)
_INTENDED = re.compile(r"\bsẽ\b|phấn đấu|\bdự kiến\b|\bwill\b|\b(?:plans|aims|intends) to\b", re.IGNORECASE)
"""Never said of what is reported as done."""
_MEASURE = re.compile(
    r"(?:so với|đạt|vượt|bằng|hoàn thành|thực hiện|%|phần trăm)\s+(?:các\s+|mức\s+)?(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)(?:\s+năm)?(?:\s+\d{4})?|"
    r"\b(?:against|of|above|below|met|exceed(?:ed|ing)?|miss(?:ed|ing)?)\s+(?:the\s+|its\s+)?(?:\w+\s+)?(?:plan|targets?|goals?)\b",
    re.IGNORECASE,
)
"""A plan as the measure of a result."""


def is_exchanged(claim: str, sentence: str, aspect: Aspect | None) -> bool:
    """Whether the claim tells as done what the cited sentence plans, or as planned what it reports.

    `aspect` is that of the passage, for a sentence that by itself tells neither.
    """
    if aspect == "result" and _INTENDED.search(claim) and not _TO_COME.search(_bare(sentence)):
        return True
    told = told_in(claim)
    if told is None:
        return False
    source = _told_outright(sentence)
    if source is not None:
        return told != source
    spoken: Told | None = "result" if _FIGURE.search(sentence) and aspect != "plan" else None
    if told == "plan":
        return spoken == "result" or aspect == "result"
    if aspect == "plan":
        return not (_FIGURE.search(sentence) and not _DONE.search(claim))
    return False


def told_in(text: str) -> Told | None:
    """What the text tells outright or by its figures; None where it tells neither or both."""
    outright = _told_outright(text)
    if outright is None and _FIGURE.search(text) and not _TO_COME.search(_bare(text)):
        return "result"
    return outright


def _told_outright(text: str) -> Told | None:
    done, to_come = bool(_DONE.search(text)), bool(_TO_COME.search(_bare(text)))
    if done == to_come:
        return None
    return "result" if done else "plan"


def _bare(text: str) -> str:
    return _MEASURE.sub(" ", text)
