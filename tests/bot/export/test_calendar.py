"""A calendar file that other programs read: events of whole days, any text in them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.export.calendar import CalendarEvent, calendar_file


def unfolded(content: bytes) -> list[str]:
    text = content.decode()
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def event(title: str, description: str = "") -> CalendarEvent:
    return CalendarEvent("a1", date(2025, 2, 28), title, description, "https://kho.example/reports/a1?start=1&end=2")


def test_an_event_of_a_whole_day() -> None:
    lines = unfolded(calendar_file("Thời hạn", [event("Hoàn thành, trước hạn; một \\ hai", "dòng 1\ndòng 2")]))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20250228" in lines
    assert "DTEND;VALUE=DATE:20250301" in lines
    assert r"SUMMARY:Hoàn thành\, trước hạn\; một \\ hai" in lines
    assert r"DESCRIPTION:dòng 1\ndòng 2" in lines


@given(st.text(max_size=300))
def test_no_text_makes_a_line_of_its_own_or_one_too_long(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    content = calendar_file(text, [event(text, text)])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert len(unfolded(content)) == len(unfolded(calendar_file("", [event("")])))
