"""Follow-ups made to stand alone by a language model, held to what was asked: else the rules do it."""

import re
from collections.abc import Sequence

from bot.conversation.turn import Turn
from bot.errors import ModelFailedError
from bot.wording.wording import wording
from bot.writing.chat_model import ChatModel, ModelMessage
from bot.writing.plain_text import plain_text
from bot.writing.prompt import inert
from corpus.language.detect import language_of
from index.words import fold, tokens

_LONGEST = 300
_LATEST = 4
"""Questions before that the model is told."""
_SAID = 0.7
"""Share of its words that must have been said: the rest binds them."""
_FIGURE = re.compile(r"\d+")


class ModelRewriter:
    """The `Rewriter` that asks a model."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    def rewritten(self, turns: Sequence[Turn], question: str, by_rules: str) -> str:
        """As the model says it, or as the rules do where it fails or makes something up."""
        words = wording(language_of(question))
        before = "\n".join(f"- {inert(turn.stand_alone)}" for turn in turns[-_LATEST:])
        asked = f"{words.rewriting_before}\n{before}\n{words.rewriting_question} {inert(question)}"
        try:
            reply = "".join(
                self._model.stream([ModelMessage("system", words.rewriting_rules), ModelMessage("user", asked)])
            )
        except ModelFailedError:
            return by_rules
        written = plain_text(reply)
        return written if _is_sound(written, by_rules, [question, *(turn.stand_alone for turn in turns)]) else by_rules


def _is_sound(written: str, by_rules: str, asked: Sequence[str]) -> bool:
    """Whether it is one question of words that were said before, no figure made up and none of the rules' lost."""
    said = {fold(token) for text in (by_rules, *asked) for token in tokens(text)}
    words = {fold(token) for token in tokens(written)}
    figures = set(_FIGURE.findall(written))
    return (
        0 < len(written) <= _LONGEST
        and set(_FIGURE.findall(by_rules)) <= figures <= {figure for text in asked for figure in _FIGURE.findall(text)}
        and len(words & said) >= _SAID * len(words)
    )
