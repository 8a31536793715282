"""Lengths of time in digits and in words, and the day that they lead to."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.language.duration import durations_in
from tests.corpus.language.spelling import english, vietnamese

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@given(st.integers(1, 999), DAYS)
def test_days_are_counted_however_they_are_written(days: int, day: date) -> None:
    spelled = vietnamese(days)
    for text in (
        f"{days} ngày",
        f"{days:02} ({spelled}) ngày",
        f"{spelled} ngày",
        f"{spelled} ({days}) ngày",
        f"{english(days)} days",
        f"{days} working days",
    ):
        [found] = durations_in(f"sau {text} kể")
        assert found.after(day) == day + timedelta(days=days), text


@given(st.integers(1, 99), DAYS)
def test_months_lead_to_the_same_day_or_the_last(months: int, day: date) -> None:
    for text in (f"{months} tháng", f"{vietnamese(months)} tháng", f"{english(months)} months"):
        [found] = durations_in(text)
        then = found.after(day)
        assert then is not None
        assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
        assert then.day == day.day or (then + timedelta(days=1)).day == 1


def test_the_calendar_ends() -> None:
    assert [found.after(date.max) for found in durations_in("1 ngày, 1 năm")] == [None, None]
