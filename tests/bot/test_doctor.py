"""`hoidap check` says which back-end computes the encoder, and why not another."""

import pytest

import bot.doctor
from bot.settings import Settings
from index.encoder.back_end_choice import Choice
from index.encoder.back_end_rates import Rates


def test_the_back_end_and_its_rates_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = {"float32": Rates(5_000, 20), "openvino": Rates(20_000, 4)}
    choice = Choice("openvino", rates, {"onnx": "the package onnx is not installed"})  # type: ignore[arg-type]
    monkeypatch.setattr(bot.doctor, "is_unpacked", lambda: True)
    monkeypatch.setattr(bot.doctor, "recorded", lambda encoder, back_ends: choice)
    assert bot.doctor._back_end(Settings()).what == (
        "openvino is used; measured: openvino 20,000 characters/s, 4 ms a question; "
        "float32 5,000 characters/s, 20 ms a question; not onnx (the package onnx is not installed)"
    )


def test_what_was_not_measured_is_said_to_be_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.doctor, "is_unpacked", lambda: False)
    assert "will be measured at the first use" in bot.doctor._back_end(Settings()).what


def test_a_back_end_of_torch_is_not_measured() -> None:
    assert bot.doctor._back_end(Settings(backend="bfloat16")).what == "bfloat16, as the setting says"


def test_an_encoder_that_is_not_there_is_not_ok() -> None:
    finding = bot.doctor._back_end(Settings(encoder="/no/such/folder"))
    assert not finding.ok
    assert "no encoder folder" in finding.what
