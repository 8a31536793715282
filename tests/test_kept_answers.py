"""Every gold question is answered as it was kept, statement by statement, or the reason why not stands in the list of changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.api.searched import searched_json
from bot.conversation.converse import Converser
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.measures.answers_of_commits import (
    KEPT,
    Ask,
    Kept,
    differences,
    gold_cases,
    kept,
    read_kept,
    reasons,
)
from tests.measures.gold import SAMPLES

_PLAIN: TypeAdapter[Any] = TypeAdapter(Any)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Kept]]:
    """Every case anew, in the one arithmetic that all processors share, as the kept answers were made.

    OpenVINO computes in bfloat16 where the processor has it, and then puts near ties in another order.
    """
    with Library(tmp_path_factory.mktemp("kept") / "library", ChosenEncoder(back_end="float32")) as library:
        assert sync(library, [SAMPLES]).failed == []
        sources = {report.id: report.source.rpartition("/")[2] for report in library.reports.all()}
        ask = asking(library)
        yield [kept(case, ask, sources) for case in gold_cases()]


def asking(library: Library) -> Ask:
    """What the endpoints answer, without a server."""
    answerer = Answerer(library)
    converser = Converser(answerer, library)

    def ask(path: str, body: dict[str, Any]) -> dict[str, Any]:
        if path == "/api/search":
            said = searched_json(answerer.find(body["question"], None, body["passages"]), library.reports)
        else:
            reply = converser.reply(body["question"], None, body["conversation"])
            said = answer_json(reply.answer, reply.conversation)
        plain: dict[str, Any] = _PLAIN.dump_python(said, mode="json")
        return plain

    return ask


def test_answers_are_those_kept_or_their_change_has_a_reason(answered: list[Kept]) -> None:
    changed = differences(read_kept(KEPT), answered)
    known = reasons()
    assert {case: lines for case, lines in changed.items() if case not in known} == {}
    assert set(known) - set(changed) == set(), "these are answered as they were kept: take them out of the list"


def test_every_case_is_kept(answered: list[Kept]) -> None:
    assert {each.id for each in answered} == {each.id for each in read_kept(KEPT)}


def test_a_difference_is_told_by_its_lines() -> None:
    before = [Kept("a/1", ("answered", "statement x", "passage p")), Kept("a/2", ("declined",)), Kept("a/3", ("gone",))]
    after = [Kept("a/1", ("answered", "statement y", "passage p")), Kept("a/2", ("declined",)), Kept("a/4", ("new",))]
    assert differences(before, after) == {"a/1": ["- statement x", "+ statement y"]}


def test_only_near_ties_may_change_places() -> None:
    before = [Kept("a/1", ("answered", "passage p", "passage q", "passage r"))]
    after = ("answered", "passage q", "passage p", "passage r")
    assert differences(before, [Kept("a/1", after, frozenset({("passage q", "passage p")}))]) == {}
    assert differences(before, [Kept("a/1", after)]) == {"a/1": ["+ passage q", "- passage q"]}
    assert differences(before, [Kept("a/1", after, frozenset({("passage p", "passage r")}))]) != {}
