"""What is to be asked: typed, taken from the examples or the suggestions, or a question once more with other limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

import gradio

from bot.conversation.converse import Converser
from bot.page.chat_messages import Turns
from bot.page.event_data import ChosenExample, ChosenOption, Pressed, data_of
from bot.page.resumed import Resumed
from bot.page.user import user_of
from bot.page.within import Chosen, ids_of
from bot.wording.wording import Wording
from index.question.filters import Filters
from index.question.wishes import Wish

LONGEST_QUESTION = 2_000
"""Characters that the question box takes."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A question of a conversation; an empty one is none."""

    question: str
    filters: Filters
    conversation: str | None
    turns: Turns
    replaces: bool = False
    """Whether its answer comes in the place of the last one."""


class Questions:
    """The questions that events of the page lead to; Gradio reads off each method what it takes."""

    def __init__(self, converser: Converser, resumed: Resumed, words: Wording) -> None:
        self._converser = converser
        self._resumed = resumed
        self._words = words

    def typed(
        self, question: str | None, agencies: list[str], kinds: list[str], years: list[int], in_force: bool, within: Chosen,
        conversation: str | None, turns: Turns, request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        return ToAsk(
            (question or "")[:LONGEST_QUESTION],
            _filters(agencies, kinds, years, within, in_force=in_force),
            conversation,
            self._resumed.turns(turns, conversation, user_of(request)),
        )

    def example(
        self, agencies: list[str], kinds: list[str], years: list[int], in_force: bool, within: Chosen, conversation: str | None,
        turns: Turns, chosen: gradio.EventData, request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        question = data_of(chosen, ChosenExample).value.text
        return self.typed(question, agencies, kinds, years, in_force, within, conversation, turns, request)

    def option(
        self, agencies: list[str], kinds: list[str], years: list[int], in_force: bool, within: Chosen, conversation: str | None,
        turns: Turns, chosen: gradio.EventData, request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        question = data_of(chosen, ChosenOption).value
        return self.typed(question, agencies, kinds, years, in_force, within, conversation, turns, request)

    def again(self, conversation: str | None, turns: Turns, request: gradio.Request) -> ToAsk:
        """The last question once more."""
        turns = self._resumed.turns(turns, conversation, user_of(request))
        if not turns:
            return ToAsk("", Filters(), conversation, turns)
        return self._asked_anew(turns[-1].answer_id, lambda filters: filters, conversation, turns, request)

    def undone(self, conversation: str | None, turns: Turns, event: gradio.EventData, request: gradio.Request) -> ToAsk:
        """A question once more in other words, without something that was read out of it, or with it again."""
        asked = data_of(event, Pressed)
        turns = self._resumed.turns(turns, conversation, user_of(request))
        if asked.name == "edit":
            return self._asked_anew(asked.answer, lambda filters: filters, conversation, turns, request, asked.value)
        change = _change(asked.name, asked.value)
        if change is None:
            return ToAsk("", Filters(), conversation, turns)
        return self._asked_anew(asked.answer, change, conversation, turns, request)

    def _asked_anew(
        self, answer_id: str, change: Callable[[Filters], Filters], conversation: str | None, turns: Turns,
        request: gradio.Request, words: str = "",
    ) -> ToAsk:  # fmt: skip
        """The question of an answer with other limits, or in other words; where it is the last one, in its place."""
        user = user_of(request)
        kept = self._converser.history.answer(answer_id, user.collections)
        if kept is None:
            gradio.Warning(self._words.answer_gone)
            return ToAsk("", Filters(), conversation, turns)
        is_last = bool(turns) and turns[-1].answer_id == answer_id
        replaces = is_last and self._converser.take_back(answer_id, user) is not None
        question = words[:LONGEST_QUESTION] or kept.answer.asked.question
        turns = turns[:-1] if replaces else turns
        return ToAsk(question, change(kept.answer.asked.explicit), conversation, turns, replaces)


def _filters(
    agencies: Sequence[str], kinds: Sequence[str], years: Sequence[int], within: Chosen, *, in_force: bool
) -> Filters:
    return Filters(
        years=tuple(years), agencies=tuple(agencies), kinds=tuple(kinds), reports=ids_of(within), in_force=in_force
    )


def _change(name: str, value: str) -> Callable[[Filters], Filters] | None:
    """What a button of `bot.wording.understood` does to the limits of its question; None for one that there is not."""
    wish = cast("Wish", value)
    if name in ("ignore", "apply") and value not in get_args(Wish):
        return None
    if name == "ignore":
        return lambda filters: replace(filters, ignore=(*filters.ignore, wish))
    if name == "apply":
        return lambda filters: replace(filters, ignore=tuple(each for each in filters.ignore if each != wish))
    if name in ("as_typed", "restore"):
        return lambda filters: replace(filters, as_typed=name == "as_typed")
    return None
