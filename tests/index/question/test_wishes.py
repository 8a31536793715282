"""A question as a whole: what it wants, what it costs to tell, and that it never hides the right passage."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.datasets.gold_place import GoldPlace
from corpus.language.detect import language_of
from index.library import Library
from index.question import wishes
from index.question.agencies import agency_names
from index.question.period import Period
from index.question.topic import cleaned, is_broad, topic_of
from index.question.wishes import Wanted
from tests.calls import calls_of
from tests.measures.gold import GOLD, gold_places

TODAY = date(2026, 8, 1)
AGENCIES = ("Sở Nội vụ tỉnh Lam Giang", "Ủy ban nhân dân tỉnh Lam Giang")
CASES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
OPPOSITE = {"plan": ("result", "estimate"), "result": ("plan",)}
PHRASES = (
    "kế hoạch", "báo cáo", "năm", "2025", "2024", "từ", "đến", "2021-2025", "ngoái", "quý III", "/", "-", "số 57", "57/QĐ-UBND",
    "Sở Nội vụ", "của", "theo", ",", "6 tháng", "đầu năm", "ngày 26/4/2024", "so với", "luật", "đạt", "kết quả", "3 năm qua",
    "the 2025 plan", "report", "last year", "Department of Home Affairs", "???", "№", "\x00",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PHRASES), max_size=40).map(" ".join)


def wanted(question: str, agencies: Sequence[str] = ()) -> Wanted:
    text = cleaned(question)
    return wishes.wanted(text, today=TODAY, named=agency_names(text, agencies))


def test_what_is_wanted() -> None:
    question = "Báo cáo 6 tháng đầu năm ngoái của Sở Nội vụ và Quyết định 57 nêu kết quả gì?"
    assert wanted(question, AGENCIES) == Wanted(
        years=(2025,),
        period=Period(1, 6),
        aspect="result",
        agencies=("Sở Nội vụ tỉnh Lam Giang",),
        kinds=("báo cáo", "quyết định"),
        numbers=("57",),
        hard=frozenset(("years", "agencies")),
    )


def test_nothing_is_wanted_of_a_field_that_was_removed() -> None:
    of_2025 = wanted("Kế hoạch năm 2025 nói gì?")
    assert of_2025 == Wanted((2025,), None, "plan", (), ("kế hoạch",), (), frozenset(("years", "aspect")))
    assert of_2025.without("years", "kinds") == Wanted(aspect="plan", hard=frozenset(("aspect",)))


@given(question=st.text(max_size=300) | SENTENCES)
def test_laws(question: str) -> None:
    found = wanted(question, AGENCIES)
    assert list(found.years) == sorted(set(found.years))
    assert all(getattr(found, wish) for wish in found.hard)
    assert found.hard <= {each.name for each in fields(Wanted)} - {"hard", "period", "numbers"}
    assert set(found.agencies) <= set(AGENCIES)
    assert cleaned(cleaned(question)) == cleaned(question)
    assert wanted(cleaned(question), AGENCIES) == found
    assert topic_of(cleaned(question)) == cleaned(question) or topic_of(cleaned(question)).strip()


@pytest.mark.parametrize(
    "question",
    [
        "a" * 20_000,
        "sở " * 4_000,
        "năm 2024 " * 2_000,
        "luật " * 4_000,
        "2024 và " * 2_500,
        "1/" * 10_000,
        "kế hoạch " * 2_000,
        "so với " * 3_000,
        "báo cáo số " * 2_000,
        "theo quyết định " * 1_500,
        "what plan " * 2_000,
        "kết quả công tác " * 1_500,
        "the plan target " * 1_500,
        " " * 20_000,
        "trọng tâm " * 2_000,
        "từ năm 2021 đến " * 1_500,
    ],
)
def test_a_longer_question_costs_no_more(question: str) -> None:
    def understood(text: str) -> None:
        wanted(text, AGENCIES)
        topic_of(cleaned(text))
        is_broad(cleaned(text))

    understood(question)
    cost = calls_of(lambda: understood(question))
    assert cost == calls_of(lambda: understood(question * 3))
    assert cost < 5_000


def test_an_ordinary_question_costs_little() -> None:
    agencies = [f"Sở Nội vụ tỉnh {number}" for number in range(100)]
    for case in CASES:
        wanted(case["question"], agencies)
    costs = [calls_of(lambda said=case["question"]: wanted(said, agencies)) for case in CASES]
    assert sum(costs) / len(CASES) < 10_000


def test_nothing_hard_hides_a_gold_passage(sample_library: Library) -> None:
    library = sample_library
    reports = {Path(report.source).name: report for report in library.reports.all()}
    checked = 0
    for case in CASES:
        question = case["question"]
        text = library.understanding.restored(question) if language_of(question) == "vi" else question
        found = wanted(text, library.reports.register().agencies(None))
        for place in gold_places(case["gold"], reports):
            agency = next(report.agency for report in reports.values() if report.id == place.report_id)
            for stored in library.reports.passages.chunks(place.report_id):
                chunk = stored.chunk
                if place.overlaps(GoldPlace(chunk.report_id, chunk.start, chunk.end)):
                    checked += 1
                    if "years" in found.hard and chunk.years:
                        assert set(found.years) & set(chunk.years), (question, chunk.years)
                    if "aspect" in found.hard:
                        assert chunk.aspect not in OPPOSITE[str(found.aspect)], (question, chunk.aspect)
                    if "agencies" in found.hard and agency:
                        assert agency in found.agencies, question
    assert checked > 50
