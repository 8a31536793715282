"""The text of a message: what an answer says, in the order in which it may be said, and nothing that is markup."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.answer import Answer, Answered, Asked, Citation, Declined, Short, ShortValue, SmallTalk, Statement
from bot.api.openai_door.message import Message
from bot.conversation.converse import Reply
from bot.events import Event, Stage, in_order
from index.question.filters import Filters

ADDRESS = "https://hoidap.tinh.example"


def citation(marker: int, quote: str = "Hợp nhất 5 sở.") -> Citation:
    return Citation(
        marker=marker, report_id="r", title="Kế hoạch", kind="kế hoạch", number="19/KH-UBND", agency="UBND tỉnh", issued=date(2025, 1, 20),
        years=(2025,), aspect=None, pages=("4",), page_numbers=(4,), path="", confidence=None, quote=quote, start=marker, end=marker + len(quote),
        url=f"/reports/r?start={marker}&end={marker + len(quote)}#passage",
    )  # fmt: skip


def answered(*statements: Statement, notes: tuple[str, ...] = (), certainty: str = "firm") -> Answered:
    markers = sorted({marker for each in statements for marker in each.markers})
    asked = Asked.unsearched("?", Filters(), "vi")
    return Answered(asked, statements, tuple(map(citation, markers)), timings=None, notes=notes, certainty=certainty)  # type: ignore[arg-type]


def grown(events: Sequence[Event | Reply], address: str = ADDRESS) -> tuple[Message, list[str]]:
    message = Message(address)
    return message, [piece for event in events for piece in message.grown_by(event)]


def told(answer: Answer) -> Message:
    return grown([Reply(answer, "c")])[0]


def shown(markdown: str, bold: Sequence[str] = ()) -> str:
    """What a reader of Markdown sees of it, as lines of text; no markup but the tokens in `bold`."""
    lines: list[str] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        for part in token.children or ():
            assert part.type in ("text", "softbreak", "hardbreak", "text_special", *bold), part
        if token.children:
            lines += "".join("\n" if part.type.endswith("break") else part.content for part in token.children).split(
                "\n"
            )
    return "\n".join(lines)


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
def test_what_a_report_says_is_shown_as_it_stands(text: str) -> None:
    message = told(answered(Statement(text, (), 1.0)))
    assert shown(message.text) == text


@pytest.mark.parametrize("text", ["3. Ba\n7. Bảy", "- a\n- b", "# a", "> a", "1) a", "![x](http://evil.example/x.png)", "<img src=x>", "| a | b |\n|---|---|",
                                  "[1] chú thích", "&lt; &#91; &TT;", "\\[x\\]", "$5 và $6", "http://evil.example", "www.evil.example", "*a* _b_ `c` ~~d~~"])  # fmt: skip
def test_nothing_that_a_report_says_is_markup(text: str) -> None:
    message = told(answered(Statement(text, (1,), 1.0)))
    said = message.text.split("\n\n**")[0]
    assert shown(said) == f"{text} [1]"
    assert "\\[" not in said
    assert "![" not in said


def test_a_name_stays_as_everybody_writes_it() -> None:
    assert told(answered(Statement("Sở TT&TT, Sở KH&CN", (1,), 1.0))).text.startswith("Sở TT&TT, Sở KH&CN [1]")


def test_a_mark_is_where_its_marker_stands() -> None:
    message = told(answered(Statement("Hai.", (2,), 1.0), Statement("Một và hai.", (1, 2), 1.0, lead="Theo Kế hoạch:")))
    assert [message.text[each.start : each.end] for each in message.marks] == ["[1]", "[2]", "[2]"]
    assert [each.marker for each in message.marks] == [1, 2, 2]
    assert all(message.text[: each.start].endswith((". ", "] ")) for each in message.marks)


def test_sources_stand_below_in_official_form_and_open_where_the_address_is_known() -> None:
    answer = answered(Statement("Hợp nhất 5 sở.", (1,), 1.0))
    name = "Kế hoạch số 19/KH-UBND ngày 20/1/2025 của UBND tỉnh, tr. 4"
    assert told(answer).text.endswith(f"\n\n**Nguồn:**\n\n- [1] [{name}]({ADDRESS}/reports/r?start=1&end=15#passage)")
    relative = grown([Reply(answer, "c")], "")[0]
    assert relative.text.endswith(f"- [1] {name}")
    assert relative.address(answer.citations[0]) == "/reports/r?start=1&end=15#passage"


def test_who_is_not_sure_says_so_first() -> None:
    message = told(answered(Statement("Có thể.", (1,), 1.0), notes=("Hai báo cáo khác nhau.",), certainty="tentative"))
    opening, note, statement, *_ = message.text.split("\n\n")
    assert opening.startswith("Các đoạn dưới đây có thể trả lời")
    assert (note, statement) == ("Hai báo cáo khác nhau.", "Có thể. [1]")


@pytest.mark.parametrize("words", ["Từ 11", "*a* _b_", "3. Ba", "- a [1] $5", "(b)"])
def test_the_line_comes_first_and_its_markers_are_marks(words: str) -> None:
    """Whatever it says: what is no marker of it is text."""
    answer = answered(Statement("Một.", (2,), 1.0), Statement("Hai.", (3,), 1.0), certainty="tentative")
    line = Short(f"{words} [2] còn 07 [2][3]", (2, 3), (ShortValue("07", 2, 2, 4),), "difference")
    message, pieces = grown([Reply(replace(answer, short=line), "c")])
    first = pieces[0]
    assert first.startswith("**")
    assert first.endswith("**")
    assert shown(first, ("strong_open", "strong_close")) == line.text
    assert [each.marker for each in message.marks] == [2, 2, 2, 3, 3]
    assert all(message.text[each.start : each.end] == f"[{each.marker}]" for each in message.marks)


def test_in_quotes_a_stream_says_the_same_in_the_same_order() -> None:
    answer = answered(
        Statement("Một.", (1,), 1.0), Statement("Hai.", (2,), 1.0), notes=("Ghi chú.",), certainty="tentative"
    )
    steps = [Stage("searching"), Stage("found", 2, 1), *in_order(answer.statements, answer.citations)]
    message, pieces = grown([*steps, Reply(answer, "c")])
    assert "".join(pieces) == message.text == told(answer).text
    assert [piece.strip() for piece in pieces][1:4] == ["Ghi chú.", "Một. [1]", "Hai. [2]"]
    assert grown(steps)[1] == []


def test_what_a_model_writes_is_said_as_it_comes_and_once() -> None:
    answer = answered(Statement("Một.", (1,), 0.9), Statement("Hai.", (2,), 0.9), notes=("Mô hình dừng giữa chừng.",))
    steps = [Stage("searching"), Stage("writing"), *in_order(answer.statements, answer.citations)]
    message, pieces = grown([*steps, Reply(answer, "c")])
    assert grown(steps)[1] == ["Một. [1]", "\n\nHai. [2]"]
    assert message.text.count("Một.") == 1
    assert message.text.index("Hai.") < message.text.index("Mô hình dừng") < message.text.index("**Nguồn:**")
    assert [message.text[each.start : each.end] for each in message.marks] == ["[1]", "[2]"]
    assert "".join(pieces) == message.text


def test_who_declines_cites_nothing_and_shows_what_is_near_as_such() -> None:
    near = (citation(1, "Dòng một\n2. Dòng hai"),)
    message = told(Declined(Asked.unsearched("?", Filters(), "vi"), "Trong các báo cáo không có.", near))
    assert (message.cited, message.marks) == ((), [])
    assert message.text.startswith("Trong các báo cáo không có.\n\n**Những đoạn gần nhất, để tham khảo:**\n\n- [1] ")
    assert message.text.endswith(":  \n  “Dòng một  \n  2\\. Dòng hai”")


def test_small_talk_has_no_sources() -> None:
    message = told(SmallTalk(Asked.unsearched("Chào", Filters(), "vi"), "Xin chào!", ("Ai ký?",)))
    assert (message.text, message.cited) == ("Xin chào!\n- Ai ký?", ())
