"""Who judges citations: the own check, an NLI model, a language model; each by answers whose figures are worked out."""

from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from bot.evaluation.citations.check import check_citations
from bot.evaluation.citations.judges import OWN, check_by_entailment, check_by_model, checks_of
from bot.evaluation.citations.verify import verify
from bot.evaluation.datasets.answer_lines import AnswerLine
from bot.settings import Settings
from bot.writing.chat_model import ModelMessage
from index.encoder.encoder import HashEncoder

TRUE, FALSE = "Năm 2024 tỉnh có 71 trạm 5G", "Năm 2024 tỉnh có 72 trạm 5G"
PASSAGES = ["Năm 2024, tỉnh có 71 trạm 5G.", "Rừng phòng hộ được giao khoán."]


class Words:
    """Entails what stands in the passage word for word, commas aside."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def entailment(self, claim: str, passages: Sequence[str]) -> list[float]:
        self.asked += passages
        return [0.9 if claim.replace(",", "") in each.replace(",", "") else 0.1 for each in passages]


class Replies:
    """A model that says what it is told to."""

    name = "replies"

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.asked: list[str] = []

    def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        self.asked.append(messages[-1].content)
        yield from self.replies.pop(0)


def test_entailment_judges_all_passages_together() -> None:
    """A true sentence cited to the passage that has it and to one that has not: recall 1, precision 1/2; a false one: 0."""
    model = Words()
    check = partial(check_by_entailment, entailment=model)
    found = check_citations([(TRUE, [1, 2]), (FALSE, [1])], PASSAGES, check=check)
    assert [each.carried for each in found.statements] == [True, False]
    assert (found.recall, found.precision) == (0.5, pytest.approx(1 / 3))
    assert model.asked[0] == "\n".join(PASSAGES)


@pytest.mark.parametrize(("entailed", "carried"), [(0.49, False), (0.5, True)])
def test_entailment_from_a_half_on(entailed: float, *, carried: bool) -> None:
    class Sure:
        def entailment(self, _claim: str, passages: Sequence[str]) -> list[float]:
            return [entailed] * len(passages)

    [found] = check_citations([(TRUE, [1])], PASSAGES, check=partial(check_by_entailment, entailment=Sure())).statements
    assert (found.carried, found.support) == (carried, entailed)


@pytest.mark.parametrize(("reply", "carried"), [
    ("YES", True), (" yes.", True), ("Có", True), ("**Yes**", True),
    ("NO", False), ("No, yes is not right", False), ("", False), ("Yesterday", False), ("không có", False),
])  # fmt: skip
def test_language_model_says_yes_or_no(reply: str, *, carried: bool) -> None:
    model = Replies(reply)
    found = check_citations([(TRUE, [1])], PASSAGES, check=partial(check_by_model, model=model))
    assert (found.statements[0].carried, found.statements[0].support) == (carried, float(carried))
    assert PASSAGES[0] in model.asked[0]
    assert TRUE in model.asked[0]


def test_model_is_stopped_after_its_first_word() -> None:
    class Talkative(Replies):
        def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
            yield from ("<thi", "nk>no, ", "no\n</think>", "\n\n", "Y", "ES", ",")
            raise AssertionError(messages)

    assert check_citations([(TRUE, [1])], PASSAGES, check=partial(check_by_model, model=Talkative())).recall == 1.0


@pytest.mark.parametrize("markers", [[], [3], [1, 3]])
def test_what_cites_nothing_or_no_passage_is_not_carried(markers: list[int]) -> None:
    """Nobody is asked."""
    model = Replies()
    for check in (partial(check_by_model, model=model), partial(check_by_entailment, entailment=Words())):
        assert check_citations([(TRUE, markers)], PASSAGES, check=check).recall == 0.0
    assert model.asked == []


def test_judges_of_the_settings() -> None:
    assert list(checks_of(Settings(), HashEncoder())) == [OWN]
    named = Settings(judge_model="any", model_url="http://127.0.0.1:9/v1", model="")
    assert list(checks_of(named, HashEncoder())) == [OWN, "_model"]


def test_verify_tells_figures_of_every_judge() -> None:
    line = AnswerLine.model_validate({"id": "a", "answer": f"{TRUE} [1]. {FALSE} [1].", "passages": PASSAGES})
    own = checks_of(Settings(), HashEncoder())
    found = verify("few", [line], {**own, "_nli": partial(check_by_entailment, entailment=Words())})
    assert found.metrics["citation_recall_nli"].value == 0.5
    assert found.metrics["citation_precision_nli"].value == 0.5
    assert found.settings["judges"] == "check check_nli"
    assert found.metrics["citation_recall"].value == 0.5
