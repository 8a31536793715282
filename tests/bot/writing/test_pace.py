"""How fast a model's server is, measured once: what is sent is read in time."""

import logging
import time
from http.server import BaseHTTPRequestHandler

import pytest

from bot.errors import ModelFailedError
from bot.settings import Settings
from bot.writing.chat_model import ModelMessage, ScriptedModel, chat_model_of
from bot.writing.pace import Pace, Pacer, pace_of
from tests.bot.writing.chat_server import chunk, opened, serving

RULES = "Viết một câu."


def slow(handler: BaseHTTPRequestHandler) -> None:
    opened(handler)
    time.sleep(0.4)
    for _ in range(5):
        handler.wfile.write(chunk("mười "))
        time.sleep(0.1)
    handler.wfile.write(chunk("", "stop") + b"data: [DONE]\n\n")


def test_reading_is_timed_to_the_first_piece_and_writing_from_there() -> None:
    with serving(slow) as url:
        model = chat_model_of(Settings(model="m", model_url=url, model_timeout=20, model_retries=0))
        assert model
        pace = pace_of(model, RULES)
    assert pace
    sent = len(RULES.encode()) + len(", ".join(map(str, range(1, 60))))
    assert 0 < pace.read <= sent / 0.4
    assert 0 < pace.written <= len("mười ".encode()) / 0.1 * 1.5


def test_half_of_the_silence_may_be_spent_on_reading() -> None:
    assert Pace(100.0, 10.0).room(60) == 3_000


def test_a_server_is_measured_once_and_told_in_the_log_once(caplog: pytest.LogCaptureFixture) -> None:
    model = ScriptedModel("một ", "hai ", "ba.")
    pacer = Pacer(model, RULES, silence=60)
    with caplog.at_level(logging.INFO, logger="bot.writing.pace"):
        assert pacer.room() == pacer.room()
    assert len(model.asked) == 2  # to have it loaded, and to be timed
    assert len(caplog.records) == 1
    assert not Pacer(model, RULES, silence=1e-9).fits([ModelMessage("user", "một câu hỏi")])


def test_a_reply_too_short_to_be_timed_limits_nothing() -> None:
    pacer = Pacer(ScriptedModel("một."), RULES, silence=60)
    assert pacer.room() is None
    assert pacer.fits([ModelMessage("user", "x" * 100_000)])


def test_a_server_that_is_silent_is_measured_again_when_it_is_next_asked() -> None:
    model = ScriptedModel(ModelFailedError("stalled", "told to"))
    pacer = Pacer(model, RULES, silence=60)
    for _ in range(2):
        with pytest.raises(ModelFailedError):
            pacer.room()
    assert len(model.asked) == 2
