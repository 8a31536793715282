"""Whether a question asks for results, estimates, plans or instructions, and how plainly."""

import re

from corpus.chunk import Aspect
from corpus.language.number_words import count_in_any_language

_WHEN = (
    r"(?:(?:của|cho|trong)\s+)?(?:cả\s+)?(?:năm\s+(?:(?:học|tài chính|ngân sách)\s+)?(?:20\d\d|nay|ngoái|tới|sau|trước|kia)|20\d\d|sang năm|"
    rf"(?:5 năm\s+)?(?:giai đoạn\s+)?20\d\d\s*[-–]\s*20\d\d|giai đoạn\s+20\d\d|{count_in_any_language()}\s+tháng\s+(?:đầu|cuối)|quý\s+[ivx\d]+)(?!\w)"
)
_YEAR_EN = r"(?:20\d\d(?:['’]s)?|(?:this|last|next) year['’]s)"
_OF_YEAR_EN = r"(?:for|of|in)\s+(?:the\s+)?(?:year\s+|(?:first|second|third|fourth)\s+(?:half|quarter)\s+of\s+|first\s+\w+\s+months\s+of\s+)?(?:20\d\d|(?:this|last|next) year)"
_QUALIFIED = r"(?:\s+(?:công tác|trọng tâm|chủ yếu|chính|cụ thể|phát triển|kinh tế|xã hội|kinh tế - xã hội|và giải pháp|, nhiệm vụ|, giải pháp|-|,))*"
_NO_CUE = re.compile(
    # Names that only sound like a plan, a result or an instruction.
    r"(?:sở|bộ|ngành|phòng|ban)\s+kế hoạch|kế hoạch hóa|kế hoạch hoá|mục tiêu quốc gia|national target programmes?"
    r"|nhiệm vụ\s+(?:khoa học|kh&cn|nghiên cứu)|trả kết quả|ban chỉ đạo|(?:công tác|sự)\s+chỉ đạo|mục đích,?\s+yêu cầu"
    r"|(?:nhận|theo|văn bản|hồ sơ|người)\s+(?:được\s+)?(?:đề nghị|yêu cầu)|(?:đáp ứng|đủ|các)\s+yêu cầu|steering committee|on request|at the request"
)
_MEASURED = re.compile(
    # A plan as the measure of a result: "không đạt kế hoạch", "so với kế hoạch", "58% of the plan", "was the target met".
    r"(?:đạt|vượt|so với|hoàn thành|thấp hơn|cao hơn|%|phần trăm)\s+(?:được\s+)?(?:so với\s+)?(?:các\s+|mức\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)"
    r"|(?:có|đã|không|chưa)\s+(?:đạt|hoàn thành|vượt)(?:\s+(?:được|hay|kế hoạch|chỉ tiêu))*\s*(?:không|chưa|\?|$)"
    r"|(?:thực hiện|triển khai|hoàn thành|đạt)\s+(?:được\s+)?(?:đến đâu|tới đâu)|(?:thực hiện|triển khai|hoàn thành)\s+(?:được\s+)?bao nhiêu"
    r"|(?:kết quả|tình hình|tiến độ)\s+(?:thực hiện|triển khai|hoàn thành)\s+(?:các\s+)?(?:kế hoạch|nhiệm vụ|chỉ tiêu|mục tiêu|dự toán)"
    r"|\b(?:meet|meets|met|hit|reach(?:ed)?|achieved?|exceed(?:ed)?|miss(?:ed)?|against|compared (?:with|to)|(?:percent|per cent|%) of)\s+(?:the\s+|its\s+|their\s+)?"
    r"(?:\w+\s+){0,2}?(?:plans?|targets?|goals?)\b|\b(?:plans?|targets?|goals?)\s+(?:\w+\s+){0,3}?(?:met|reached|achieved|exceeded|missed|hit|fulfilled)\b"
)
_NOT_OBJECT = r"(?<!ban hành )(?<!xây dựng )(?<!phê duyệt )(?<!trình )(?<!lập )(?<!thực hiện )(?<!triển khai )"
_TIED_PLAN = re.compile(
    # What is drawn up, approved or carried out is spoken of by others too.
    rf"{_NOT_OBJECT}\b(?:kế hoạch|nhiệm vụ|phương hướng|mục tiêu|chỉ tiêu|dự toán|chương trình công tác){_QUALIFIED}\s+{_WHEN}"
    rf"|\b{_YEAR_EN}\s+(?:(?:work|action|annual|budget|development|provincial)\s+){{0,2}}(?:plans?|targets?|objectives|goals|tasks)\b(?!\s+to\b)"
    rf"|{_WHEN},?\s+(?:kế hoạch|chỉ tiêu|mục tiêu|nhiệm vụ)\b"
    rf"|\b(?:plans?|targets?|objectives|goals|tasks)\s+{_OF_YEAR_EN}"
    rf"|\b(?:are|is|be)\s+planned(?:\s+\w[\w-]*){{0,8}}?\s+{_OF_YEAR_EN}|\btargets?\s+for\s+(?:\w[\w-]*\s+){{1,6}}?{_OF_YEAR_EN}"
)
_TIED_RESULT = re.compile(
    rf"\b(?:kết quả|tổng kết|sơ kết)(?:\s+(?:thực hiện|hoạt động|công tác|đạt được)){{0,3}}{_QUALIFIED}\s+{_WHEN}"
    r"|\bbáo cáo\s+(?:kết quả|tổng kết|sơ kết)\b"
    rf"|\b{_YEAR_EN}\s+(?:\w+\s+)?(?:results?|achievements?|outcomes?)\b|\b(?:results?|achievements?|outcomes?)\s+{_OF_YEAR_EN}"
)
_PLAN_NOUN = re.compile(r"\bkế hoạch\b|\bphương hướng\b|\bnhiệm vụ\b|\bmục tiêu\b|\bplans?\b(?! to\b)|\btargets?\b")
_PLAN = re.compile(
    r"\b(?:kế hoạch|nhiệm vụ|phương hướng|mục tiêu|chỉ tiêu|dự kiến|định hướng|phấn đấu|sẽ|dự toán)\b|\b(?:phải|cần)\s+(?:\w+\s+){0,4}?(?:để\s+)?đạt\b"
    r"|\b(?:plans?|planned|targets?|will|going to|to be|aims?|intends?|expected to|upcoming|objectives|goals)\b"
)
_RESULT = re.compile(
    r"(?:\b(?:kết quả|đạt được|tổng kết|sơ kết|thực hiện được|hoàn thành được|(?<!phải )(?<!phấn đấu )(?<!sẽ )(?<!cần )(?<!dự kiến )(?<!để )đạt bao nhiêu|results?|achieved?|achievements?|actual(?:ly)?|outcomes?)\b)"
)
_DONE = re.compile(
    r"\bđã\s+(?:\w+\s+){0,2}?(?:hoàn thành|thực hiện|triển khai|giải ngân|xong|đạt|làm)\b|(?:thực hiện|triển khai)\s+(?:như\s+)?(?:thế nào|ra sao)"
    r"|được\s+(?:ban hành|phê duyệt|thông qua)|\b(?:was|were|been|has|have|had)\s+(?:\w+\s+){0,2}?(?:completed|done|fulfilled|implemented|carried|delivered|disbursed|finished)\b|\bprogress\b"
)
"""What became of a plan."""
_PAST = re.compile(
    # Said of what was decided or set aside, the past tense tells no result.
    r"\bđã\b|\bđược (?:bao nhiêu|mấy)\b|\bdid\b|\b(?:was|were)\b(?!\s+(?:\w+\s+)?(?:set|allocated|planned|assigned|required|asked|approved|expected|supposed|to)\b)|\b(?:has|have|had)\s+(?:\w+\s+){0,5}?(?:had|been|\w+ed)\b"
)
_ESTIMATE = re.compile(r"\bước\s+(?:thực hiện|đạt|tính|cả năm|giá trị)|\bdự ước\b|\bestimate[sd]?\b")
_DIRECTION = re.compile(
    r"\b(?:chỉ đạo|yêu cầu|đề nghị|kiến nghị)\b|(?<!được )\bgiao\s+(?:cho\s+)?(?:sở|các|ubnd|ủy ban|cơ quan|đơn vị|ai|nhiệm vụ)\b|\b(?:instruct(?:s|ed|ions?)?|direct(?:s|ed|ives?)|requested|ordered|require[sd]?)\b(?! by\b)"
)


def aspect_in(text: str) -> tuple[Aspect | None, bool]:
    """The aspect asked for, and whether a noun tied to a year or a document states it outright.

    `text` is the question with "№" for document numbers. None where the question is ambiguous, because the wrong
    aspect hides the right passage.
    """
    lowered = _NO_CUE.sub(" ", text.lower())
    if _MEASURED.search(lowered):
        return "result", False
    tied_plan, tied_result = _TIED_PLAN.search(lowered), _TIED_RESULT.search(lowered)
    if tied_plan:
        return (None, False) if _any(lowered, _RESULT, _DONE, _ESTIMATE) else ("plan", True)
    if tied_result:
        return (None, False) if _any(lowered, _PLAN, _ESTIMATE) else ("result", True)
    return _leaning(lowered), False


def _leaning(lowered: str) -> Aspect | None:
    """What single words tell: the noun before the verb, the verb before the tense."""
    if _ESTIMATE.search(lowered):
        return "estimate"
    if _PLAN.search(lowered):
        told_twice = _RESULT.search(lowered) or (_PAST.search(lowered) and not _PLAN_NOUN.search(lowered))
        return None if told_twice else "plan"
    if _RESULT.search(lowered):
        return None if _DIRECTION.search(lowered) else "result"
    if _DIRECTION.search(lowered):
        return "direction"
    return "result" if _PAST.search(lowered) else None


def _any(text: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for pattern in patterns)
