"""The deadlines of a library: by day, each word for word, for each what they may see; the page and the files of them."""

import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.deadlines.page import Chosen, deadlines_page
from bot.deadlines.timeline import Timeline
from bot.html.kept_look import KEPT_LOOK
from bot.settings import Settings
from bot.wording.official_form import source_form
from index.library import Library

NOI_VU = "Sở Nội vụ"


@pytest.fixture(scope="module")
def timeline(sample_library: Library) -> Timeline:
    return Timeline(sample_library)


@pytest.fixture(scope="module")
def client(sample_library: Library, sample_answerer: Answerer) -> Iterator[TestClient]:
    app = api_of(sample_answerer, sample_library, Settings(public_url="https://kho.example/hoidap"))
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as found:
        yield found


def test_by_day_and_word_for_word(timeline: Timeline, sample_library: Library) -> None:
    found = timeline.deadlines(None, "vi")
    assert found.count == len(found.shown) > 20
    assert [each.day for each in found.shown] == sorted(each.day for each in found.shown)
    assert found.years == tuple(sorted({each.day.year for each in found.shown}))
    for each in found.shown:
        report = sample_library.reports.get(each.citation.report_id)
        assert report is not None
        assert each.citation.quote == report.text[each.citation.start : each.citation.end]
        assert report.issued is None or each.day >= report.issued


def test_limited_by_year_and_by_who_sets_them_or_is_named(timeline: Timeline) -> None:
    found = timeline.deadlines(None, "vi", years=(2025,), agencies=(NOI_VU,), limit=3)
    assert found.count > len(found.shown) == 3
    assert all(each.day.year == 2025 for each in found.shown)
    everything = timeline.deadlines(None, "vi", years=(2025,), agencies=(NOI_VU,)).shown
    own = [each for each in everything if NOI_VU in (each.citation.agency or "")]
    assert own
    assert all(NOI_VU in each.citation.quote for each in everything if each not in own)
    assert len(own) < len(everything) < timeline.deadlines(None, "vi", years=(2025,)).count


def test_what_is_replaced_says_so(timeline: Timeline) -> None:
    [old] = [each for each in timeline.deadlines(None, "vi").shown if each.citation.number == "31/2023/QĐ-UBND"]
    assert "12/2025/QĐ-UBND" in old.citation.notices[0]


def test_nothing_of_collections_that_one_may_not_see(timeline: Timeline) -> None:
    found = timeline.deadlines((), "vi")
    assert (found.shown, found.count, found.years) == ((), 0, ())


def test_json_page_and_files_say_the_same(client: TestClient, timeline: Timeline) -> None:
    query = {"year": 2025, "agency": NOI_VU}
    told = client.get("/api/v1/deadlines", params=query).json()
    expected = timeline.deadlines(None, "vi", years=(2025,), agencies=(NOI_VU,))
    assert told["count"] == expected.count
    assert [each["day"] for each in told["deadlines"]] == [str(each.day) for each in expected.shown]
    assert told["deadlines"][0]["citation"]["url"].startswith("https://kho.example/hoidap/reports/")
    page = client.get("/deadlines", params=query).text
    assert all(source_form(each.citation, "vi") in page for each in expected.shown)
    rows = openpyxl.load_workbook(io.BytesIO(client.get("/deadlines.xlsx", params=query).content)).active
    assert [row[1].value for row in rows.iter_rows(min_row=2)] == [each.citation.quote for each in expected.shown]
    calendar = client.get("/deadlines.ics", params=query)
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert calendar.text.count("BEGIN:VEVENT") == expected.count
    assert "URL:https://kho.example/hoidap/reports/" in calendar.text.replace("\r\n ", "")


def test_a_form_that_chooses_nothing_shows_all(client: TestClient, timeline: Timeline) -> None:
    shown = client.get("/deadlines?lang=en&year=&agency=")
    assert shown.status_code == 200
    assert f"{timeline.deadlines(None, 'en').count} deadlines." in shown.text
    assert client.get("/deadlines?year=x").status_code == 422
    assert client.get("/deadlines?year=1900").text.count("<blockquote>") == 0


def test_text_of_a_report_and_of_an_address_is_never_markup(timeline: Timeline) -> None:
    chosen = Chosen((2025,), ("<script>alert(1)</script>",))
    page = deadlines_page(timeline.deadlines(None, "vi"), chosen, ["<b>Sở</b>"], "vi", date(2026, 1, 1))
    assert "<script>" not in page.replace(KEPT_LOOK, "", 1)
    assert "<b>" not in page
