"""Quotes in another language than the answer: translated by the model, told as translations, or left as they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.answer import Answered
from bot.answerer import Answerer
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness
from bot.conversation.converse import Converser
from bot.errors import ModelFailedError
from bot.wording.opening import translations_of, whole_text
from bot.wording.told_notes import is_list
from bot.wording.wording import wording
from bot.writing.chat_model import ChatModel, ModelMessage, ScriptedModel
from bot.writing.pace import Pacer
from bot.writing.translator import Translator
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from tests.bot.lawful import check_answer, check_events
from tests.conftest import BACK_END

ENGLISH = wording("en")
QUESTION = "Is Decision 12/2025 still in force?"
RIGHT = "1. This Decision takes effect from 25 March 2025."


@pytest.fixture
def own_samples(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> Iterator[Library]:
    """With a history of their own: others ask in the library that tests share."""
    with Library(copy_of_samples(tmp_path / "samples"), ChosenEncoder(back_end=BACK_END)) as library:
        yield library


def translator(library: Library, model: ChatModel, pacer: Pacer | None = None, within: float = 60.0) -> Translator:
    check = partial(check_claim, likeness=EncoderLikeness(library.encoder))
    return Translator(model, check, pacer, within=within)


def answered(library: Library, *script: str | ModelFailedError, question: str = QUESTION) -> Answered:
    answerer = Answerer(library, translator=translator(library, ScriptedModel(*script)))
    answer = check_events(list(answerer.events(question)))
    check_answer(answer, library)
    assert isinstance(answer, Answered)
    return answer


def test_a_translation_is_told_as_one_with_the_marker_of_its_quote(sample_library: Library) -> None:
    answer = answered(sample_library, "This Decision takes effect ", "from 25 March 2025.")
    [translation] = answer.translations
    assert translation.marker == answer.citations[0].marker == 1
    assert translation.text == "This Decision takes effect from 25 March 2025."
    [told] = translations_of(answer)
    assert told == f"{ENGLISH.model_translated.format(marker='[1]')} {translation.text}"
    assert told in whole_text(answer)


@pytest.mark.parametrize(
    "reply",
    [
        "This Decision takes effect from 26 March 2025.",
        "This Decision does not take effect from 25 March 2025.",
        "Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 3 năm 2025.",
        "This Decision takes effect from 25 March 2025. See https://example.com for more.",
        "This Decision takes effect.",
        "",
        ModelFailedError("cut", "told to"),
    ],
)
def test_what_does_not_say_what_the_quote_says_is_not_shown(
    sample_library: Library, reply: str | ModelFailedError
) -> None:
    answer = answered(sample_library, reply)
    assert answer.translations == ()
    assert answer.notes == Answerer(sample_library).answer(QUESTION).notes  # type: ignore[union-attr]


@pytest.mark.parametrize("fault", ["unreachable", "stalled", "broken"])
def test_a_model_that_fails_is_told_once(sample_library: Library, fault: str) -> None:
    answer = answered(sample_library, ModelFailedError(fault, "told to"))  # type: ignore[arg-type]
    assert answer.translations == ()
    assert answer.notes[1:] == (ENGLISH.model_unused.format(why=ENGLISH.model_faults[fault]),)  # type: ignore[index]


def test_what_is_shown_as_a_table_is_not_translated(sample_library: Library) -> None:
    model = ScriptedModel(RIGHT)
    listed = Answerer(sample_library, translator=translator(sample_library, model)).answer("List the decisions of 2025")
    assert isinstance(listed, Answered)
    assert is_list(listed)
    assert model.asked == []


class Failing(ScriptedModel):
    """Does as it is told once."""

    def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        yield from super().stream(messages)
        self._script = (ModelFailedError("unreachable", "told to"),)


def test_a_model_that_stops_midway_leaves_what_it_has_translated(sample_library: Library) -> None:
    [citation] = answered(sample_library, "").citations
    quoted = [citation, replace(citation, marker=2), replace(citation, marker=3)]
    translated = translator(sample_library, Failing(RIGHT)).translate(quoted, "en")
    assert [each.marker for each in translated.translations] == [1]
    assert translated.notes == (ENGLISH.model_stopped.format(why=ENGLISH.model_faults["unreachable"]),)


def test_a_quote_in_the_language_of_the_answer_is_not_translated(sample_library: Library) -> None:
    model = ScriptedModel(RIGHT)
    answer = Answerer(sample_library, translator=translator(sample_library, model)).answer(
        "Quyết định 12/2025 còn hiệu lực không?"
    )
    assert isinstance(answer, Answered)
    assert answer.translations == ()
    assert model.asked == []


def test_a_suggestion_that_is_tried_out_costs_no_time_of_the_model(sample_library: Library) -> None:
    model = ScriptedModel(RIGHT)
    Answerer(sample_library, translator=translator(sample_library, model)).in_quotes(QUESTION)
    assert model.asked == []


@pytest.mark.parametrize(("within", "calls"), [(60.0, 3), (0.0, 2)])
def test_what_a_slow_server_would_not_write_in_time_stays_as_it_is(
    sample_library: Library, within: float, calls: int
) -> None:
    model = ScriptedModel("This Decision ", "takes effect ", "from 25 March 2025.")
    made = translator(sample_library, model, Pacer(model, "Translate.", silence=60), within)
    Answerer(sample_library, translator=made).answer(QUESTION)
    assert len(model.asked) == calls  # two of them to measure the server


def test_the_same_in_english_is_translated_too(own_samples: Library) -> None:
    answerer = Answerer(own_samples, translator=translator(own_samples, ScriptedModel(RIGHT)))
    converser = Converser(answerer, own_samples)
    first = converser.reply("Quyết định 12/2025 còn hiệu lực không?")
    again = converser.reply("in English", conversation=first.conversation)
    assert isinstance(again.answer, Answered)
    assert [each.marker for each in again.answer.translations] == [1]
    assert converser.history.answer(again.answer.asked.id, None).answer == again.answer  # type: ignore[union-attr]
