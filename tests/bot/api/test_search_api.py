"""`POST /api/search`: what it returns stands where it says, and reports that are excluded are passed over."""

import httpx
import pytest

from index.library import Library

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"


def searched(address: str, **body: object) -> httpx.Response:
    return httpx.post(f"{address}/api/search", json={"question": QUESTION, **body}, timeout=60, trust_env=False)


def test_every_span_is_the_text_of_its_report(address: str, sample_library: Library) -> None:
    found = searched(address, passages=12).json()
    assert len(found["passages"]) == 12
    assert 0 < found["confidence"] <= 1
    spans = [*found["passages"], *found["sentences"], *found["quotes"]]
    spans += [copy for each in found["passages"] for copy in each["copies"]]
    assert spans
    for each in spans:
        report = sample_library.reports.get(each["report_id"])
        assert report is not None
        assert report.text[each["start"] : each["end"]] == each["text"]


def test_excluded_reports_are_passed_over(address: str) -> None:
    first = {each["report_id"] for each in searched(address).json()["passages"]}
    left_out = min(first)
    again = {each["report_id"] for each in searched(address, exclude=[left_out]).json()["passages"]}
    assert left_out not in again
    assert again


@pytest.mark.parametrize("body", [{"passages": 0}, {"passages": 51}, {"question": 3}])
def test_what_cannot_be_searched_is_refused(address: str, body: dict[str, object]) -> None:
    assert searched(address, **body).status_code == 422
