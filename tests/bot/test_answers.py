"""The main job on the sample reports with the real encoder, and the laws of every answer."""

from dataclasses import fields

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.wording.wording import Wording, wording
from index.library import Library
from tests.bot.lawful import check_short
from tests.measures.gold import measure

RIGHT_FIRST, AMONG_THREE, CITED, NOT_FIRM = 0.78, 0.82, 0.75, 3


def test_gold_questions(sample_library: Library, sample_answerer: Answerer) -> None:
    figures = measure(sample_library, sample_answerer)
    assert figures.verbatim == 1.0
    assert figures.within(1) >= RIGHT_FIRST
    assert figures.within(3) >= AMONG_THREE
    assert figures.cited >= CITED
    assert figures.not_firm >= NOT_FIRM


def test_both_languages_cite_the_merger_plan(sample_answerer: Answerer) -> None:
    merged = "Trong năm 2025, tỉnh Lam Giang hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ"
    for question in (
        "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
        "ke hoach nam 2025 noi gi ve viec hop nhat cac so?",
        "What did the 2025 plan say about merging the departments?",
    ):
        answer = sample_answerer.answer(question)
        assert isinstance(answer, Answered), question
        cited = [each for each in answer.citations if merged in " ".join(each.quote.split())]
        assert cited, question
        assert (cited[0].number, cited[0].pages) == ("19/KH-UBND", ("1",))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=300) | st.sampled_from(["", "???", "a" * 20_000, "\x00\u200b", "sở " * 4_000]))
def test_any_question_gets_a_lawful_answer(sample_library: Library, sample_answerer: Answerer, question: str) -> None:
    answer = sample_answerer.answer(question)
    citations = answer.citations if isinstance(answer, Answered) else answer.nearest
    for each in citations:
        report = sample_library.reports.get(each.report_id)
        assert report is not None
        assert report.text[each.start : each.end] == each.quote
        assert each.page_numbers == tuple(page.number for page in report.pages_of(each.start, each.end))
    if isinstance(answer, Answered):
        markers = {each.marker for each in answer.citations}
        assert all(set(statement.markers) <= markers for statement in answer.statements)
        check_short(answer, sample_library)
    else:
        assert isinstance(answer, Declined)
        assert answer.reason


def test_json_has_the_fields_of_the_contract(sample_answerer: Answerer) -> None:
    record = answer_json(sample_answerer.answer("Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?")).model_dump()
    wanted = "id question searched_as status language short answer statements citations filters searched reason nearest timings_ms"
    assert set(wanted.split()) <= set(record)
    cited = (
        "marker report_id title kind number agency issued years aspect pages page_numbers path confidence quote start "
        "end url notices"
    )
    assert set(record["citations"][0]) == set(cited.split())
    assert record["filters"]["inferred"] == {"years": [2025], "aspect": "plan", "kinds": ["kế hoạch"]}
    assert record["filters"]["stated"] == ["aspect", "years"]
    assert all(set(each) == {"term", "other", "kind"} for each in record["expansions"])


def test_every_string_in_both_languages() -> None:
    for field in fields(Wording):
        assert getattr(wording("vi"), field.name), field.name
        assert getattr(wording("en"), field.name) or field.name == "gradio", field.name  # Gradio's own are English
