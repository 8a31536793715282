"""Kept answers of every kind, with texts of one's choosing: what is exported."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.answer import (
    Answer,
    Answered,
    Asked,
    Cell,
    Citation,
    Declined,
    Searched,
    Short,
    ShortValue,
    SmallTalk,
    Statement,
    Table,
)
from bot.conversation.history import Kept
from index.question.filters import Filters
from index.question.wishes import Wanted

ASKED = Asked("a" * 32, "Hợp nhất sở nào?", "Hợp nhất sở nào?", "vi", Filters(), Wanted(), (), Searched(12, 340), 0.9)
CITATION = Citation(
    marker=1,
    report_id="r",
    title="Kế hoạch hợp nhất",
    kind="kế hoạch",
    number="19/KH-UBND",
    agency="Ủy ban nhân dân tỉnh Lam Giang",
    issued=date(2025, 1, 20),
    years=(2025,),
    aspect="plan",
    pages=("1",),
    page_numbers=(1,),
    path="I. MỤC ĐÍCH, YÊU CẦU › 1. Mục đích",
    confidence=None,
    quote="Hợp nhất hai sở.\nHoàn thành trước ngày 01/3/2025.",
    start=10,
    end=58,
    url="/reports/r?start=10&end=58#passage",
    notices=("đã bị thay thế bởi văn bản số 20/KH-UBND",),
)
FORM = "Kế hoạch số 19/KH-UBND ngày 20/1/2025 của Ủy ban nhân dân tỉnh Lam Giang, mục I.1, tr. 1"


def every_kind(text: str) -> list[Kept]:
    """Answered with a table, declined and small talk, the text wherever a text of a report or a reader may stand."""
    asked = replace(ASKED, question=text, searched_as=f"{text} a")
    cited = replace(CITATION, quote=text, title=text, number=None, notices=(text,))
    quote = Statement(text, (1,), 1.0, lead=text)
    written = Statement(f"{text}.", (1,), 0.9)
    table = Table((text, "b"), ((Cell(text), Cell(text, (1,))),))
    line = Short(f"{text} [1]", (1,), (ShortValue(text, 1, 10, 10 + len(text)),), "highest")
    return [
        kept(Answered(asked, (quote, written), (cited,), DECLINED.timings, notes=(text,), table=table, short=line)),
        kept(replace(DECLINED, asked=asked, reason=text, nearest=(cited,))),
        kept(SmallTalk(asked, text, (text,))),
    ]


def kept(answer: Answer) -> Kept:
    return Kept(answer, "c" * 32, "lan", datetime(2026, 11, 25, 2, 30, tzinfo=UTC))


DECLINED = Declined(ASKED, "Không tìm thấy nội dung trả lời.", (CITATION,))
ANSWERED = Answered(ASKED, (Statement(CITATION.quote, (1,), 1.0, "Theo Kế hoạch:"),), (CITATION,), DECLINED.timings)
TENTATIVE = replace(ANSWERED, certainty="tentative", missing=("Sở Du lịch", "năm 2031"))
DAY = ShortValue("01/3/2025", 1, CITATION.start + CITATION.quote.index("01/3/2025"), CITATION.end - 1)
LINE = Short("Chậm nhất: 01/3/2025 [1]", (1,), (DAY,), "lowest")
SHORT = replace(ANSWERED, short=LINE)
OPENING = (
    "Các đoạn dưới đây có thể trả lời câu hỏi, nhưng chưa đủ căn cứ để khẳng định; đề nghị đọc kỹ trước khi sử dụng.",
    "Không tìm thấy trong các văn bản: Sở Du lịch; năm 2031.",
)
