"""How long something may be silent, and how long it may take in all."""

import threading
import time
from collections.abc import Iterator

import pytest

from bot.errors import ModelFailedError
from bot.writing.deadline import within


def slowly(*pauses: float) -> Iterator[str]:
    for pause in pauses:
        time.sleep(pause)
        yield "x"


def test_pieces_come_through_in_order() -> None:
    assert list(within(lambda: iter("abc"), silence=1, whole=1)) == ["a", "b", "c"]


def test_silence_and_length_are_limited() -> None:
    for pauses, silence, whole, count in (((0, 1), 0.2, 9, 1), ((0.05,) * 20, 0.5, 0.2, None)):
        began, said = time.monotonic(), []
        with pytest.raises(ModelFailedError) as caught:
            said.extend(within(lambda pauses=pauses: slowly(*pauses), silence=silence, whole=whole))  # type: ignore[misc]
        assert caught.value.fault == "stalled"
        assert time.monotonic() - began < 0.9
        assert count is None or len(said) in (0, count)


def test_an_error_comes_through_behind_what_was_said() -> None:
    def broken() -> Iterator[str]:
        yield "a"
        raise ModelFailedError("broken", "x")

    pieces = within(broken, silence=1, whole=1)
    assert next(pieces) == "a"
    with pytest.raises(ModelFailedError):
        next(pieces)


def test_who_leaves_is_no_longer_spoken_to() -> None:
    closed = threading.Event()

    def endless() -> Iterator[str]:
        try:
            while True:
                time.sleep(0.01)
                yield "x"
        finally:
            closed.set()

    pieces = within(endless, silence=1, whole=9)
    assert next(pieces) == "x"
    pieces.close()  # type: ignore[attr-defined]
    assert closed.wait(2)
