"""Days and moments as readers see them, against the parts of the date itself."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.wording.dates import local_date, local_time, short_date


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_day_month_and_year_without_leading_zeros(day: date) -> None:
    assert short_date(day) == f"{day.day}/{day.month}/{day.year}"


@given(st.integers(0, 4_000_000_000))
def test_moment_is_by_the_clock_here(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    here = moment.astimezone()
    assert local_date(moment) == f"{here.day}/{here.month}/{here.year}"
    assert local_time(moment) == f"{here:%H:%M}, {local_date(moment)}"
