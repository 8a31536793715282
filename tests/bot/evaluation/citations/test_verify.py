"""Answers made by hand, whose figures are worked out beside them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.errors import DatasetError
from bot.evaluation import Passage, check_citations
from bot.evaluation.citations.verify import verify
from bot.evaluation.datasets.answer_lines import AnswerLine, load_answers
from bot.evaluation.figures.interval import interval
from tests.bot.command_line import hoidap
from tests.bot.page.page_driver import MERGER, NOT_THERE

STATIONS = "Năm 2024, tỉnh có 71 trạm 5G, đạt 59,2% kế hoạch."
MERGED = "Năm 2025, tỉnh hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ."
OFFICE = "Trụ sở chính của sở mới đặt tại số 12 đường Bến Lam."
PASSAGES = [STATIONS, MERGED, OFFICE]
RIGHT = "Năm 2024 tỉnh có 71 trạm 5G"


@pytest.mark.parametrize(
    ("answer", "recall", "precision", "markers"),
    [
        pytest.param(f"{RIGHT} [1].", 1.0, 1.0, 1.0, id="one sentence, carried by its one citation"),
        pytest.param(
            f"{RIGHT} [1]. Trụ sở chính đặt tại số 12 đường Bến Lam [3].", 1.0, 1.0, 1.0, id="two sentences, both carried"
        ),
        pytest.param(f"{RIGHT} [1][3].", 1.0, 0.5, 1.0, id="carried, one of two citations superfluous: 1 of 2 right"),
        pytest.param(
            "Tỉnh có 71 trạm 5G và hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ [1][2].",
            1.0, 1.0, 1.0, id="carried only by both together: 2 of 2 right",
        ),
        pytest.param("Năm 2024 tỉnh có 72 trạm 5G [1].", 0.0, 0.0, 1.0, id="another figure: nothing carried, nothing right"),
        pytest.param(f"{RIGHT} [2].", 0.0, 0.0, 1.0, id="a right claim cited to the wrong report"),
        pytest.param(f"{RIGHT} [7].", 0.0, 0.0, 0.0, id="a marker out of range"),
        pytest.param(f"{RIGHT} [1][7].", 0.0, 0.0, 0.5, id="one marker of two out of range: the sentence counts for nothing"),
        pytest.param(f"{RIGHT}.", 0.0, None, None, id="no citation: recall 0, no precision"),
        pytest.param(
            f"{RIGHT} [1]. Năm 2024 tỉnh có 72 trạm 5G [1]. {RIGHT} [1][3]. {RIGHT}.",
            0.5, 0.5, 1.0, id="sentences 1 0 1 0: recall 2/4; citations 1, 0, 1 0: precision 2/4",
        ),
        pytest.param(f"Theo báo cáo:\n{RIGHT} [1].", 1.0, 1.0, 1.0, id="what only introduces is no sentence"),
        pytest.param("", None, None, None, id="a declined answer says nothing"),
    ],
)  # fmt: skip
def test_precision_and_recall_worked_out_by_hand(
    answer: str, recall: float | None, precision: float | None, markers: float | None
) -> None:
    """Recall: sentences carried of all. Precision: citations right of all. Markers: those that name a passage of all.

    All right: 1 of 1. One superfluous citation: 1 of 2. Another figure, the wrong report: 0 of 1. Out of range: its sentence and
    all its citations count for nothing. Uncited: 0 of 1, no precision. Four sentences, of which two are carried (1, 0, 1, 0), with
    four citations, of which two are right (1; 0; 1 and 0): 2/4 and 2/4. Declined: nothing to tell.
    """
    checked = check_citations(answer, PASSAGES)
    assert (checked.recall, checked.precision, checked.marker_validity) == (recall, precision, markers)


@pytest.mark.parametrize(
    ("quote", "state", "validity"),
    [
        ("tỉnh có 71 trạm 5G", "verbatim", 1.0),
        ("tỉnh có  71 trạm 5G", "typographic", 0.0),
        ("Năm 2024, Tỉnh có 71 trạm 5G", "typographic", 0.0),
        ("tỉnh có 72 trạm 5G", "not found", 0.0),
        ("", "not found", 0.0),
    ],
)
def test_quote_is_there_word_for_word_or_only_almost(quote: str, state: str, validity: float) -> None:
    checked = check_citations(f"{RIGHT} [1].", [Passage(STATIONS, quote=quote)])
    assert checked.quotes == ((1, state),)
    assert checked.quote_validity == validity


def test_typographic_quotation_marks_are_no_other_words() -> None:
    assert Passage('Ông nói "có" – rồi đi.', quote="Ông nói “có” - rồi đi.").quote_state == "typographic"


def test_passage_is_a_citation_of_its_whole_text() -> None:
    cited = Passage(" Kinh phí là 5 tỷ. ", number="1/BC", years=(2024,)).citation(3)
    assert (cited.marker, cited.quote, cited.start, cited.end) == (3, "Kinh phí là 5 tỷ.", 0, 17)
    assert (cited.number, cited.years) == ("1/BC", (2024,))


def test_order_of_the_passages_changes_nothing() -> None:
    there = check_citations([(RIGHT, [1, 2])], {1: STATIONS, 2: OFFICE})
    back = check_citations([(RIGHT, [2, 1])], {2: STATIONS, 1: OFFICE})
    assert (there.recall, there.precision) == (back.recall, back.precision) == (1.0, 0.5)


def line(**fields: Any) -> AnswerLine:
    return AnswerLine(**{"id": "a", "passages": PASSAGES, **fields})


def value(lines: list[AnswerLine], name: str) -> tuple[float | None, int]:
    found = verify("a.jsonl", lines).metrics[name]
    return found.value, found.count


def test_figures_are_means_over_answers() -> None:
    """Precision of the answers 1/2 and 1: their mean .75, though of three citations two are right (.67)."""
    lines = [line(answer=f"{RIGHT} [1][3]."), line(id="b", answer=f"{RIGHT} [1].")]
    assert value(lines, "citation_precision") == (0.75, 2)
    assert value(lines, "citation_recall") == (1.0, 2)


def test_passages_are_held_against_gold() -> None:
    """Cited are 1 and 3; gold stands in 1 and 2: precision 1 of 2, recall 1 of 2."""
    lines = [line(answer=f"{RIGHT} [1][3].", gold=["tỉnh có 71 trạm 5G", {"quote": "tỉnh hợp nhất Sở Thông tin"}])]
    assert value(lines, "passage_precision") == (0.5, 1)
    assert value(lines, "passage_recall") == (0.5, 1)


def test_refusals() -> None:
    """Declined: a (unanswerable), b (answerable); answered: c (unanswerable). Precision 1 of 2, recall 1 of 2."""
    lines = [
        line(id="a", status="declined", unanswerable=True),
        line(id="b", status="declined", unanswerable=False),
        line(id="c", answer=f"{RIGHT} [1].", unanswerable=True),
    ]
    assert value(lines, "refusal_precision") == (0.5, 2)
    assert value(lines, "refusal_recall") == (0.5, 2)
    assert value(lines, "citation_recall") == (1.0, 1)


@pytest.mark.parametrize(
    ("gold", "figure", "contained"),
    [(["71 trạm"], 1.0, 1.0), (["59,2 %"], 0.0, 0.0), (["bảy mươi hai", "72"], 0.0, 0.0), (["trạm 5G"], None, 1.0)],
)
def test_answers_in_words(gold: list[str], figure: float | None, contained: float) -> None:
    lines = [line(answer=f"{RIGHT} [1].", answers=gold)]
    found = verify("a.jsonl", lines).metrics
    assert found["containment"].value == contained
    if figure is not None:
        assert found["figure_match"].value == figure


def test_nearest_of_several_answers_counts() -> None:
    """Of "…" none of the words, of what it says itself all: .0 and 1.0, the better counts."""
    lines = [line(answer=f"{RIGHT} [1].", answers=["khác hẳn", RIGHT])]
    assert value(lines, "token_f1") == (1.0, 1)


def test_declined_answer_says_nothing_though_it_has_statements() -> None:
    """What a system says beside declining is no sentence of an answer; gold that it does not cite is missed."""
    declined = {
        "status": "declined",
        "statements": [{"text": RIGHT, "markers": [1]}],
        "gold": ["71 trạm"],
        "answers": ["71"],
    }
    assert value([line(**declined)], "citation_recall") == (None, 0)
    assert value([line(**declined)], "passage_recall") == (0.0, 1)
    assert value([line(**{**declined, "gold": []})], "passage_recall") == (None, 0)
    assert value([line(**declined)], "containment") == (None, 0)
    assert value([line(statements=[{"text": RIGHT, "markers": [1]}])], "citation_recall") == (1.0, 1)
    assert value([line(answer=f"{RIGHT} [1].", gold=["71 trạm"])], "passage_recall") == (1.0, 1)


def test_gate_knows_figures_by_their_names_and_tags() -> None:
    found = verify("a.jsonl", [line(answer=f"{RIGHT} [1][3].", tags=["year"])])
    assert (found.values()["citation_precision"], found.values()["tags.year.citation_precision"]) == (0.5, 0.5)
    assert found.settings["seed"] == 0


def test_tags_failures_and_what_each_is() -> None:
    lines = [
        line(id="a", answer=f"{RIGHT} [1][3].", tags=["year"]),
        line(id="b", answer="Năm 2024 tỉnh có 72 trạm 5G [1].", tags=["year", "figure"]),
        line(id="c", answer=f"{RIGHT} [1].", passages=[{"text": STATIONS, "quote": "tỉnh có 71 trạm 4G"}]),
    ]
    verified = verify("a.jsonl", lines)
    assert verified.tags["year"]["citation_recall"].value == 0.5
    assert verified.tags["figure"]["citation_recall"].count == 1
    assert [(each.id, each.what) for each in verified.failures] == [
        ("a", "superfluous citation"),
        ("b", "not carried"),
        ("c", "quote not found"),
    ]
    assert verified.failures[0].markers == [3]
    assert verified.failures[2].text == "tỉnh có 71 trạm 4G"
    assert verified.failures[1].faults == ["number: 72"]


def test_own_answers_are_read_as_they_are_written(sample_answerer: Answerer, tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    answers = [sample_answerer.answer(question) for question in (MERGER, NOT_THERE)]
    path.write_text("".join(f"{answer_json(each).model_dump_json()}\n" for each in answers), encoding="utf-8")
    verified = verify("own.jsonl", load_answers(path))
    assert verified.answers == 2
    assert verified.metrics["citation_recall"].value == verified.metrics["citation_precision"].value == 1.0
    assert verified.metrics["citation_recall"].count == 1


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": "x", "answer": "a [1].", "passages": ["a"]}),
        "{",
        json.dumps({"answer": "a [1]."}),
        json.dumps({"passages": ["a"]}),
        json.dumps({"answer": "a", "passages": [{"marker": "eins"}]}),
        json.dumps({"id": "x", "answer": "a [1].", "passages": ["a"]}),
        json.dumps(["a"]),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DatasetError) as refused:
        load_answers(path)
    for told in (
        "line 2 is not",
        "line 3 has no `passages`",
        "line 4 has no `answer`",
        "line 5 has",
        "line 7 is",
        "'x'",
    ):
        assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_interval_holds_its_mean(values: list[float]) -> None:
    found = interval([*values, None])
    assert found.count == len(values)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    assert found == interval(values)


def test_interval_of_a_hundred_coins() -> None:
    """Standard error of a half over 100: .05; 95 % lie within 1.96 of it."""
    found = interval([0.0, 1.0] * 50)
    assert found.value == 0.5
    assert found.low == pytest.approx(0.402, abs=0.02)
    assert found.high == pytest.approx(0.598, abs=0.02)
    assert interval([]).value is None


def test_command_line(tmp_path: Path) -> None:
    answers, gate, out = tmp_path / "a.jsonl", tmp_path / "gate.toml", tmp_path / "out.json"
    answers.write_text(json.dumps({"answer": f"{RIGHT} [1][3].", "passages": PASSAGES}), encoding="utf-8")
    gate.write_text("[floors]\ncitation_recall = 1\n", encoding="utf-8")
    command = ["--data", str(tmp_path), "verify", str(answers), "--json", str(out), "--gate"]
    passed = hoidap(*command, str(gate))
    assert passed.returncode == 0, passed.stderr
    assert "superfluous citation" in passed.stdout
    assert json.loads(out.read_text(encoding="utf-8"))["metrics"]["citation_precision"]["value"] == 0.5
    gate.write_text("[floors]\ncitation_precision = 0.9\n", encoding="utf-8")
    failed = hoidap(*command, str(gate))
    assert failed.returncode == 1
    assert "citation_precision 0.500 < 0.9" in failed.stdout
    wrong = hoidap(*command, str(answers))
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
