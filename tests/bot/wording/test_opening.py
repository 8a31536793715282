"""Three ways to answer are told apart in words, the same at every door, in the language of the answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.answer import Answer, Short, SmallTalk
from bot.api.answer_json import answer_json
from bot.export.plain import plain_answer
from bot.terminal import answer_view, console, told_view
from bot.wording.opening import opening_of, whole_text
from tests.bot.export.kept_answers import ANSWERED, ASKED, DECLINED, LINE, OPENING, SHORT, TENTATIVE


def shown_on_the_terminal(answer: Answer) -> str:
    terminal = console()
    with terminal.capture() as shown:
        terminal.print(answer_view(answer))
    return " ".join(shown.get().split())


def test_a_firm_answer_says_nothing_extra() -> None:
    assert opening_of(ANSWERED) == ()
    assert whole_text(ANSWERED) == answer_json(ANSWERED).answer == ANSWERED.text
    assert shown_on_the_terminal(ANSWERED).startswith("Theo Kế hoạch:")


def test_a_tentative_answer_begins_with_saying_so_then_what_is_missing() -> None:
    assert opening_of(TENTATIVE) == OPENING
    noted = replace(TENTATIVE, notes=("Hai văn bản khác nhau.",))
    assert whole_text(noted) == "\n\n".join([*OPENING, noted.text])
    assert shown_on_the_terminal(noted).startswith(" ".join([*OPENING, "Hai văn bản khác nhau. Theo Kế hoạch:"]))


def test_the_line_comes_first_whatever_opens_an_answer() -> None:
    noted = replace(TENTATIVE, notes=("Hai văn bản khác nhau.",), short=LINE)
    assert whole_text(noted) == answer_json(noted).answer == "\n\n".join([LINE.text, *OPENING, noted.text])
    assert shown_on_the_terminal(noted).startswith(f"{LINE.text} {OPENING[0]}")
    assert plain_answer(SHORT, "vi").startswith(f"{LINE.text}\n\nTheo Kế hoạch:")


@pytest.mark.parametrize("is_asked_of_a_server", [False, True])
def test_the_line_is_bold_on_the_terminal(is_asked_of_a_server: bool) -> None:
    view = told_view(answer_json(SHORT)) if is_asked_of_a_server else answer_view(SHORT)
    terminal = Console(width=200, force_terminal=True, color_system="standard")
    with terminal.capture() as shown:
        terminal.print(view)
    assert shown.get().startswith("\x1b[1m" + LINE.words)


@given(st.text(), st.lists(st.integers(0, 12)), st.sets(st.integers(1, 9)))
def test_a_line_is_cut_at_its_markers_alone(words: str, numbers: list[int], markers: set[int]) -> None:
    line = Short("".join([words, *(f"[{number}]{words}" for number in numbers)]), tuple(markers), ())
    assert "".join(piece if isinstance(piece, str) else f"[{piece}]" for piece in line.pieces) == line.text
    assert [piece for piece in line.pieces if isinstance(piece, int)].count(0) == 0
    assert {piece for piece in line.pieces if isinstance(piece, int)} >= markers & set(numbers)


def test_a_firm_answer_to_a_part_says_what_is_missing_alone() -> None:
    part = replace(TENTATIVE, certainty="firm")
    assert opening_of(part) == OPENING[1:]
    assert answer_json(part).answer == f"{OPENING[1]}\n\n{part.text}"


def test_an_english_answer_opens_in_english() -> None:
    opening = opening_of(replace(TENTATIVE, asked=replace(ASKED, language="en")))
    assert opening[0].startswith("The passages below may answer the question")
    assert opening[1] == "Not found in the documents: Sở Du lịch; năm 2031."


@pytest.mark.parametrize(
    ("answer", "certainty", "missing"),
    [
        (ANSWERED, "firm", ()),
        (TENTATIVE, "tentative", TENTATIVE.missing),
        (replace(DECLINED, missing=("năm 2031",)), None, ("năm 2031",)),
        (SmallTalk(ASKED, "Xin chào."), None, ()),
    ],
)
def test_json_always_has_both_fields(answer: Answer, certainty: str | None, missing: tuple[str, ...]) -> None:
    record = answer_json(answer)
    assert (record.certainty, record.missing) == (certainty, missing)
    assert record.answer == whole_text(answer)


def test_a_declined_answer_is_its_reason_on_the_terminal_too() -> None:
    assert whole_text(DECLINED) == DECLINED.reason
    assert shown_on_the_terminal(replace(DECLINED, missing=("năm 2031",))).startswith(DECLINED.reason)
