"""What comes of one question, from answers made by hand; the figures are worked out in each docstring."""

import math
from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from bot.answer import Certainty
from bot.api.answer_json import AnswerJson
from bot.api.search_json import SearchedJson
from bot.evaluation import asking
from bot.evaluation.asking import outcome_of
from bot.evaluation.citations.judges import checks_of
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.outcome import Outcome
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from tests.bot.evaluation.hand_made import (
    FILLERS,
    FULL,
    LONG,
    MERGED,
    OFFICE,
    OTHERS,
    PLACES,
    STATIONS,
    HandMade,
    citation,
)

CHECKS = checks_of(Settings(), HashEncoder())
ASKED = Question("q", "Tỉnh có bao nhiêu trạm 5G?", gold=(PLACES[STATIONS],), answers=("71 trạm",), tags=("figure",))
OPEN = Question("q", "giá vàng?", unanswerable=True, answers=("71 trạm",))


def came_of(question: Question, system: HandMade, *, by_report: bool = False) -> Outcome:
    return outcome_of(question, system, CHECKS, by_report=by_report)


def figures(outcome: Outcome, group: str) -> dict[str, tuple[float, int]]:
    """Value and count by the name behind the group."""
    return {
        name.partition(".")[2]: (each.value, each.of)
        for name, each in outcome.shares.items()
        if name.startswith(f"{group}.")
    }


def test_a_right_answer_with_one_passage_too_many() -> None:
    """Right is a's first sentence, which is found second and cited first; a second sentence cites another.

    Retrieval: hit@1 0, others 1, MRR 1/2, nDCG 1/log2(3). Citations: 1 of 2 are gold, the one gold is cited, both quotes
    and markers are right, both sentences are carried by what they cite. The answer stands in the second-best sentence.
    """
    found = came_of(ASKED, HandMade(
        statements=[(STATIONS, (1,)), (OFFICE, (2,))], citations=[citation(1, STATIONS), citation(2, OFFICE)],
        ranking=[MERGED, STATIONS, OFFICE], quotes=[STATIONS],
    ))  # fmt: skip
    assert figures(found, "retrieval") == {
        "hit@1": (0, 1), "hit@3": (1, 1), "hit@10": (1, 1), "recall@10": (1, 1), "mrr@10": (0.5, 1),
        "ndcg@10": (pytest.approx(1 / math.log2(3)), 1),
    }  # fmt: skip
    assert figures(found, "citations") == {
        "precision": (0.5, 2), "recall": (1, 1), "quote_validity": (1, 2), "marker_validity": (1, 2),
        "alce_precision": (1, 1), "alce_recall": (1, 1),
    }  # fmt: skip
    answers = figures(found, "answers")
    assert [answers[f"containment@{n}"] for n in (1, 3, 5)] == [(0, 1), (1, 1), (1, 1)]
    assert answers["figure_match"] == (1, 1)
    assert answers["token_f1"] == (pytest.approx(2 * 2 / (2 + 12 + 13)), 1)
    assert figures(found, "refusal") == {}
    assert found.failures == ()
    assert [each.right for each in found.cited] == [True, False]
    assert [(each.report, each.text) for each in found.expected] == [("a.pdf", STATIONS)]
    assert (found.confidence, found.confidence_without_gold, found.quotes_gold) == (0.8, 0.2, True)
    assert (found.search_ms, found.answer_ms, found.answerable, found.tags) == (3.0, 5.0, True, ("figure",))


def test_an_answer_that_is_not_from_the_search() -> None:
    """What the catalogue or a form says: figures are looked for in what is said, containment is of the search alone."""
    found = came_of(ASKED, HandMade(
        statements=[(STATIONS, (1,))], citations=[citation(1, STATIONS)], ranking=[MERGED], quotes=[MERGED]
    ))  # fmt: skip
    assert figures(found, "answers")["containment@5"] == (0, 1)
    assert figures(found, "answers")["figure_match"] == (1, 1)
    assert found.quotes_gold


def test_a_fabricated_quote() -> None:
    """One quote of two does not stand at its place: validity 1/2; its sentence is carried by what it claims to quote."""
    made_up = "Năm 2024, tỉnh có 99 trạm 5G."
    found = came_of(ASKED, HandMade(
        statements=[(STATIONS, (1,)), (made_up, (2,))], citations=[citation(1, STATIONS), citation(2, OFFICE, made_up)],
        ranking=[STATIONS],
    ))  # fmt: skip
    assert figures(found, "citations")["quote_validity"] == (0.5, 2)
    assert found.failures == ("not verbatim",)


def test_a_right_claim_cited_to_the_wrong_report() -> None:
    """Nothing right is cited, and the passage cited does not carry the sentence: every figure of citations but validity is 0."""
    found = came_of(
        ASKED, HandMade(statements=[(STATIONS, (1,))], citations=[citation(1, MERGED)], ranking=[STATIONS], quotes=[STATIONS])
    )  # fmt: skip
    assert figures(found, "citations") == {
        "precision": (0, 1), "recall": (0, 1), "quote_validity": (1, 1), "marker_validity": (1, 1), "alce_precision": (0, 1),
        "alce_recall": (0, 1),
    }  # fmt: skip
    assert found.failures == ("not cited", "not carried")
    assert not found.quotes_gold
    assert figures(found, "retrieval")["hit@1"] == (1, 1)


def test_a_marker_out_of_range() -> None:
    """One marker of two names nothing, which takes the sentence's recall and both its citations' precision."""
    found = came_of(
        ASKED, HandMade(statements=[(STATIONS, (1, 7))], citations=[citation(1, STATIONS)], ranking=[STATIONS])
    )
    assert figures(found, "citations")["marker_validity"] == (0.5, 2)
    assert figures(found, "citations")["alce_recall"] == (0, 1)
    assert found.failures == ("not carried",)


def test_declined_though_there_is_an_answer() -> None:
    """No precision of citations, recall 0; of the declined, none is unanswerable; what would be quoted is told by words."""
    found = came_of(ASKED, HandMade(status="declined", ranking=[OFFICE, MERGED], quotes=[STATIONS]))
    assert figures(found, "citations") == {"recall": (0, 1)}
    assert figures(found, "refusal") == {"precision": (0, 1)}
    assert figures(found, "retrieval")["hit@10"] == (0, 1)
    assert figures(found, "answers")["figure_match"] == (1, 1)
    assert figures(found, "answers")["containment@5"] == (0, 1)
    assert found.failures == ("declined",)
    assert found.quotes_gold


def test_declined_as_it_should_be() -> None:
    found = came_of(OPEN, HandMade(status="declined", ranking=[OFFICE], quotes=[OFFICE]))
    assert figures(found, "refusal") == {"precision": (1, 1), "recall": (1, 1), "firm_unanswerable": (0, 1)}
    assert set(found.shares) == {"refusal.precision", "refusal.recall", "refusal.firm_unanswerable", "short.given"}
    assert (found.failures, found.answerable, found.confidence_without_gold) == ((), False, None)


def test_answered_though_there_is_no_answer() -> None:
    found = came_of(
        OPEN, HandMade(statements=[(OFFICE, (1,))], citations=[citation(1, OFFICE)], ranking=[OFFICE], quotes=[OFFICE])
    )
    assert figures(found, "refusal") == {"recall": (0, 1), "firm_unanswerable": (1, 1)}
    assert "citations.precision" not in found.shares
    assert found.failures == ("answered",)
    assert found.cited[0].right is None


TYPED = Question("q", "tỉnh có mấy trạm 5G?", must=(("71 trạm", "bảy mươi mốt trạm"), ("59,2%",)))


@pytest.mark.parametrize(
    ("certainty", "sentence", "shown", "right", "wrong"),
    [
        ("firm", STATIONS, 1, 1, 0),
        ("firm", OFFICE, 0, 0, 1),
        ("tentative", STATIONS, 1, 0, 0),
        ("tentative", OFFICE, 0, 0, 0),
    ],
)
def test_what_it_must_show_and_how_sure_it_is(
    certainty: Certainty, sentence: str, shown: int, right: int, wrong: int
) -> None:
    system = HandMade(statements=[(sentence, (1,))], citations=[citation(1, sentence)], certainty=certainty)
    found = came_of(TYPED, system)
    assert figures(found, "answers") == {"shown": (shown, 1), "firm_right": (right, 1), "firm_wrong": (wrong, 1)}
    assert (found.certainty, found.answerable) == (certainty, True)
    assert found.answers == ("71 trạm / bảy mươi mốt trạm", "59,2%")
    assert found.failures == (() if shown else ("not shown",))


def test_declined_shows_nothing_and_is_not_wrong() -> None:
    found = came_of(TYPED, HandMade(status="declined"))
    assert figures(found, "answers") == {"shown": (0, 1), "firm_right": (0, 1), "firm_wrong": (0, 1)}
    assert found.failures == ("declined",)


def test_of_an_unanswerable_question_what_is_missing_is_named() -> None:
    """Told while it is declined: 1; something else, or told of an answer: 0; a tentative answer is not firm."""
    near = Question("q", "giá vàng năm 2031?", unanswerable=True, missing=("năm 2031",))
    told = came_of(near, HandMade(status="declined", missing=("nam 2031",)))
    assert figures(told, "refusal")["named_missing"] == (1, 1)
    assert told.missing == ("nam 2031",)
    other = came_of(near, HandMade(status="declined", missing=("giá vàng",)))
    assert figures(other, "refusal")["named_missing"] == (0, 1)
    unsure = came_of(near, HandMade(certainty="tentative", missing=("năm 2031",)))
    assert figures(unsure, "refusal") == {"recall": (0, 1), "firm_unanswerable": (0, 1), "named_missing": (0, 1)}


def test_nothing_is_told_of_what_is_not_known() -> None:
    """Without gold, answers or `unanswerable` a declined question counts nowhere but as one without a line."""
    found = came_of(Question("q", "?"), HandMade(status="declined", ranking=[OFFICE]))
    assert (set(found.shares), found.failures, found.answerable) == ({"short.given"}, (), None)
    assert figures(found, "short") == {"given": (0, 1)}


def test_written_answers_are_held_against_what_is_said() -> None:
    """A written answer has words in common and no place: "tỉnh có 71 trạm" shares 4 of 4 words with 12 said."""
    question = Question("q", "?", gold=(PLACES[STATIONS],), written="tỉnh có 71 trạm")
    found = came_of(
        question, HandMade(statements=[(STATIONS, (1,))], citations=[citation(1, STATIONS)], ranking=[STATIONS])
    )
    assert figures(found, "answers") == {"token_f1": (pytest.approx(2 * 4 / (4 + 12)), 1)}
    assert found.answers == ("tỉnh có 71 trạm",)


def test_of_reports_a_copy_comes_right_after_what_it_copies() -> None:
    """Rows b, a (which says the same), and nothing else: the gold row a is second, each row counts once."""
    question = Question("q", "?", gold=(PLACES[STATIONS],))
    system = HandMade(status="declined", ranking=[MERGED, OFFICE], copies=[STATIONS])
    by_row = figures(came_of(question, system, by_report=True), "retrieval")
    assert by_row["mrr@10"] == (0.5, 1)
    assert figures(came_of(question, system), "retrieval")["mrr@10"] == (0, 1)


def test_two_passages_of_gold_are_two_things_to_find() -> None:
    """One of two found, second: recall 1/2, MRR 1/2, nDCG 1/log2(3) over 1 + 1/log2(3)."""
    question = Question("q", "?", gold=(PLACES[OFFICE], PLACES[STATIONS]))
    found = figures(came_of(question, HandMade(status="declined", ranking=[MERGED, STATIONS])), "retrieval")
    assert found["recall@10"] == (0.5, 1)
    assert found["mrr@10"] == (0.5, 1)
    assert found["ndcg@10"] == (pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3))), 1)


def test_a_long_passage_is_cut_where_it_is_shown() -> None:
    """Of 1,200 characters the first 1,000 are kept, of 1,000 all."""
    found = came_of(Question("q", "?", gold=(PLACES[LONG], PLACES[FULL])), HandMade(status="declined"))
    assert [each.text for each in found.expected] == [f"{LONG[:1_000]}…", FULL]


def test_what_comes_eleventh_is_not_among_ten() -> None:
    """Of rows that are right as a whole fifty passages are searched, else ten; a search without gold wants ten."""
    question = Question("q", "?", gold=(PLACES[STATIONS],))
    system = HandMade(status="declined", ranking=[*FILLERS[:10], STATIONS])
    found = figures(came_of(question, system), "retrieval")
    assert set(found.values()) == {(0, 1)}
    assert system.searched_for == [10, 10]
    system = HandMade(status="declined", ranking=[*FILLERS[:9], STATIONS])
    found = figures(came_of(question, system), "retrieval")
    assert found["hit@3"] == (0, 1)
    assert found["hit@10"] == found["recall@10"] == (1, 1)
    assert found["mrr@10"] == (0.1, 1)
    assert found["ndcg@10"] == (pytest.approx(1 / math.log2(11)), 1)


def test_a_row_counts_once_with_all_its_passages() -> None:
    """Eleven passages of one row and then the right one: the row comes second."""
    system = HandMade(status="declined", ranking=[*FILLERS[:11], STATIONS])
    found = figures(came_of(Question("q", "?", gold=(PLACES[STATIONS],)), system, by_report=True), "retrieval")
    assert found["mrr@10"] == (0.5, 1)
    assert system.searched_for == [10, 50, 10]


def test_the_eleventh_row_is_not_among_ten() -> None:
    system = HandMade(status="declined", ranking=[*OTHERS, STATIONS])
    found = figures(came_of(Question("q", "?", gold=(PLACES[STATIONS],)), system, by_report=True), "retrieval")
    assert set(found.values()) == {(0, 1)}


class Timed(HandMade):
    """An answer takes it an eighth of a second, a search a fourth, by a clock of its own."""

    now = 7.0

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        self.now += 0.125
        return super().ask(question, history)

    def search(self, question: str, passages: int, exclude: frozenset[str] = frozenset()) -> SearchedJson:
        self.now += 0.25
        return super().search(question, passages, exclude)


def test_time_that_all_of_it_took() -> None:
    system = Timed(status="declined")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "time", SimpleNamespace(perf_counter=lambda: system.now))
        assert came_of(OPEN, system).took_ms == 375


def test_nearest_of_several_answers_counts() -> None:
    question = Question("q", "?", gold=(PLACES[STATIONS],), answers=("hoàn toàn khác", STATIONS))
    said = HandMade(statements=[(STATIONS, (1,))], citations=[citation(1, STATIONS)], ranking=[STATIONS])
    assert figures(came_of(question, said), "answers")["token_f1"] == (1, 1)


def test_nothing_right_is_nought_and_not_unknown() -> None:
    """Its only quote is made up and from elsewhere: validity 0, precision 0."""
    made_up = HandMade(statements=[(STATIONS, (1,))], citations=[citation(1, OFFICE, STATIONS)], ranking=[STATIONS])
    found = figures(came_of(ASKED, made_up), "citations")
    assert found["quote_validity"] == found["precision"] == (0, 1)
