"""How long something may be silent, and how long it may take in all."""

import threading
from collections.abc import Iterable, Iterator
from itertools import repeat

import pytest

from bot.errors import ModelFailedError
from bot.writing.deadline import within

EVER = 1_000_000.0


def spoken(pauses: Iterable[float], closed: threading.Event) -> Iterator[str]:
    """A piece after each pause, until nobody listens."""
    for pause in pauses:
        if closed.wait(pause):
            return
        yield "x"


def test_pieces_come_through_in_order() -> None:
    assert list(within(lambda: iter("abc"), silence=EVER, whole=EVER)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("pauses", "silence", "whole", "most"), [((0, EVER), 0.2, EVER, 1), (repeat(0.05), EVER, 0.2, None)]
)
def test_silence_and_length_are_limited(
    pauses: Iterable[float], silence: float, whole: float, most: int | None
) -> None:
    """Of one that is silent for ever after its first piece, and of one that never ends: without the limit no end came."""
    closed, said = threading.Event(), list[str]()
    with pytest.raises(ModelFailedError) as caught:
        said.extend(within(lambda: spoken(pauses, closed), silence=silence, whole=whole))
    closed.set()
    assert caught.value.fault == "stalled"
    assert most is None or len(said) <= most


def test_an_error_comes_through_behind_what_was_said() -> None:
    def broken() -> Iterator[str]:
        yield "a"
        raise ModelFailedError("broken", "x")

    pieces = within(broken, silence=EVER, whole=EVER)
    assert next(pieces) == "a"
    with pytest.raises(ModelFailedError):
        next(pieces)


def test_who_leaves_is_no_longer_spoken_to() -> None:
    closed = threading.Event()

    def endless() -> Iterator[str]:
        try:
            yield from spoken(repeat(0.01), threading.Event())
        finally:
            closed.set()

    pieces = within(endless, silence=EVER, whole=EVER)
    assert next(pieces) == "x"
    pieces.close()  # type: ignore[attr-defined]
    assert closed.wait(60)
