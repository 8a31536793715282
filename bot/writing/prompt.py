"""What a model is told: the rules, the question and the numbered passages, within what its context holds."""

import re
import sys
from collections.abc import Sequence

from bot.answer import Citation
from bot.wording.official_form import source_form
from bot.wording.wording import wording
from bot.writing.chat_model import ModelMessage
from corpus.language.detect import Language

_BYTES_A_TOKEN = 2
"""Fewer than of any tokenizer made for several languages (about 3 in Vietnamese, 4 in English): the estimate is high."""
_FRAME_TOKENS = 64
"""What the server's chat template adds."""
_TAG = re.compile(r"<(?=[|/!?<A-Za-z_])")
_BRACKETED = re.compile(r"[\[【]([\d\s,;^–-]+|/?[A-Z_]{2,})[\]】]")


def prompt_of(
    question: str,
    passages: Sequence[Citation],
    language: Language,
    *,
    context: int,
    answer: int,
    room: int | None = None,
) -> tuple[list[ModelMessage], int]:
    """The messages, and how many of the passages went in: the first ones, numbered from 1; 0 where not even one fits.

    `context` and `answer` count tokens: what the model holds, and what of it is kept for the answer. `room` counts bytes:
    what its server reads in time, which one passage may go beyond; None where that is not known.
    """
    words = wording(language)
    system = words.writing_rules
    asked = f"{words.writing_question} {inert(question)}"
    left = (context - answer - _FRAME_TOKENS) * _BYTES_A_TOKEN - len(f"{system}{asked}".encode())
    timely = (room or sys.maxsize) - len(f"{system}{asked}".encode())
    shown: list[str] = []
    for number, passage in enumerate(passages, 1):
        block = _block(number, passage, language)
        size = len(block.encode()) + 2
        left, timely = left - size, timely - size
        if left < 0 or (shown and timely < 0):
            break
        shown.append(block)
    return [ModelMessage("system", system), ModelMessage("user", "\n\n".join([*shown, asked]))], len(shown)


def condensing_prompt(question: str, quote: Citation, language: Language) -> list[ModelMessage]:
    """The messages that ask for one sentence out of one quote."""
    words = wording(language)
    asked = f"{words.writing_question} {inert(question)}"
    block = _block(1, quote, language)
    return [ModelMessage("system", words.condensing_rules), ModelMessage("user", f"{block}\n\n{asked}")]


def translating_prompt(quote: Citation, language: Language) -> list[ModelMessage]:
    """The messages that ask for the quote in this language."""
    words = wording(language)
    return [
        ModelMessage("system", words.translating_rules),
        ModelMessage("user", f"<passage>\n{inert(quote.quote)}\n</passage>\n\n{words.translating_request}"),
    ]


def _block(number: int, passage: Citation, language: Language) -> str:
    """The passage with its identity. Its frame is the only tag in the prompt: `inert` leaves none in what it holds."""
    words = wording(language)
    about = [inert(source_form(passage, language))]
    if passage.number:
        about.append(f"“{inert(passage.title)}”")
    about += [words.year.format(year=year) for year in passage.years]
    about += [words.aspects[passage.aspect]] if passage.aspect else []
    about += [inert(notice) for notice in passage.notices]
    return f'<passage number="{number}" source="{"; ".join(about)}">\n{inert(passage.quote)}\n</passage>'


def inert(text: str) -> str:
    """Text of a report or a reader that cannot be taken for a part of the prompt.

    No tag, no control word of a chat template ("<|im_end|>", "[INST]"), no marker ("[1]", which becomes "(1)").
    """
    return _BRACKETED.sub(r"(\1)", _TAG.sub("‹", text)).replace('"', "”")
