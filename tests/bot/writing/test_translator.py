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
ORIGINAL = "Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 3 năm 2025."
RIGHT = "This Decision takes effect from 25 March 2025."


class Interpreter(ScriptedModel):
    """Says one thing when it is asked for English, another on the way back; fails after so many calls."""

    def __init__(self, there: str, back: str, calls: int = 100) -> None:
        super().__init__(there)
        self._back = back
        self._calls = calls

    def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        if len(self.asked) == self._calls:
            raise ModelFailedError("unreachable", "told to")
        said = "".join(super().stream(messages))
        yield said if "into English" in messages[-1].content else self._back


@pytest.fixture
def own_samples(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> Iterator[Library]:
    """With a history of their own: others ask in the library that tests share."""
    with Library(copy_of_samples(tmp_path / "samples"), ChosenEncoder(back_end=BACK_END)) as library:
        yield library


CUT = ModelFailedError("cut", "told to")


def translator(library: Library, model: ChatModel, pacer: Pacer | None = None, within: float = 60.0) -> Translator:
    check = partial(check_claim, likeness=EncoderLikeness(library.encoder))
    return Translator(model, check, pacer, within=within)


def answered(library: Library, model: ChatModel) -> Answered:
    answer = check_events(list(Answerer(library, translator=translator(library, model)).events(QUESTION)))
    check_answer(answer, library)
    assert isinstance(answer, Answered)
    return answer


def test_a_translation_is_told_as_one_with_the_marker_of_its_quote(sample_library: Library) -> None:
    answer = answered(sample_library, Interpreter(RIGHT, ORIGINAL))
    [translation] = answer.translations
    assert translation.marker == answer.citations[0].marker == 1
    assert translation.text == RIGHT
    [told] = translations_of(answer)
    assert told == f"{ENGLISH.model_translated.format(marker='[1]')} {translation.text}"
    assert told in whole_text(answer)


def test_what_a_model_says_of_its_translation_is_cut_off(sample_library: Library) -> None:
    chatty = f"Here is the English translation of the given passage:\n\n{RIGHT}\n\nNote: The translation may not be accurate."
    [translation] = answered(sample_library, Interpreter(chatty, ORIGINAL)).translations
    assert translation.text == RIGHT


@pytest.mark.parametrize(
    "reply",
    [
        "This Decision takes effect from 26 March 2025.",
        "This Decision does not take effect from 25 March 2025.",
        "Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 3 năm 2025.",
        "This Decision takes effect from 25 March 2025. See https://example.com for more.",
        "This Decision takes effect.",
        "",
        CUT,
    ],
)
def test_what_does_not_say_what_the_quote_says_is_not_shown(
    sample_library: Library, reply: str | ModelFailedError
) -> None:
    answer = answered(sample_library, ScriptedModel(reply) if reply is CUT else Interpreter(str(reply), ORIGINAL))
    assert answer.translations == ()
    assert answer.notes == Answerer(sample_library).answer(QUESTION).notes  # type: ignore[union-attr]


@pytest.mark.parametrize("fault", ["unreachable", "stalled", "broken"])
def test_a_model_that_fails_is_told_once(sample_library: Library, fault: str) -> None:
    answer = answered(sample_library, ScriptedModel(ModelFailedError(fault, "told to")))  # type: ignore[arg-type]
    assert answer.translations == ()
    assert answer.notes[1:] == (ENGLISH.model_unused.format(why=ENGLISH.model_faults[fault]),)  # type: ignore[index]


def test_what_is_shown_as_a_table_is_not_translated(sample_library: Library) -> None:
    model = ScriptedModel(RIGHT)
    listed = Answerer(sample_library, translator=translator(sample_library, model)).answer("List the decisions of 2025")
    assert isinstance(listed, Answered)
    assert is_list(listed)
    assert model.asked == []


def test_a_model_that_stops_midway_leaves_what_it_has_translated(sample_library: Library) -> None:
    [citation] = answered(sample_library, ScriptedModel("")).citations
    quoted = [citation, replace(citation, marker=2), replace(citation, marker=3)]
    translated = translator(sample_library, Interpreter(RIGHT, ORIGINAL, calls=3)).translate(quoted, "en")
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


@pytest.mark.parametrize(
    "back",
    [
        "Quyết định này có hiệu lực thi hành kể từ ngày 26 tháng 3 năm 2025.",
        "Kết luận trên bắt đầu tác động từ ngày 25 tháng 3 năm 2025 đến các loài rừng quý hiếm.",
        RIGHT,
        "",
    ],
)
def test_a_translation_whose_way_back_does_not_lead_to_the_quote_is_not_shown(
    sample_library: Library, back: str
) -> None:
    assert answered(sample_library, Interpreter(RIGHT, back)).translations == ()


@pytest.mark.parametrize(("within", "calls"), [(60.0, 4), (0.0, 2)])
def test_what_a_slow_server_would_not_write_in_time_stays_as_it_is(
    sample_library: Library, within: float, calls: int
) -> None:
    model = ScriptedModel("This Decision ", "takes effect ", "from 25 March 2025.")
    made = translator(sample_library, model, Pacer(model, "Translate.", silence=60), within)
    Answerer(sample_library, translator=made).answer(QUESTION)
    assert len(model.asked) == calls  # two of them to measure the server


def test_the_same_in_english_is_translated_too(own_samples: Library) -> None:
    answerer = Answerer(own_samples, translator=translator(own_samples, Interpreter(RIGHT, ORIGINAL)))
    converser = Converser(answerer, own_samples)
    first = converser.reply("Quyết định 12/2025 còn hiệu lực không?")
    again = converser.reply("in English", conversation=first.conversation)
    assert isinstance(again.answer, Answered)
    assert [each.marker for each in again.answer.translations] == [1]
    assert converser.history.answer(again.answer.asked.id, None).answer == again.answer  # type: ignore[union-attr]
