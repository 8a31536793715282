"""What happens while questions are answered and the library is synced, told to whoever listens: figures are counted from it.

A `Watch` belongs to one application. Where nobody listens, telling costs nothing.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from bot.answer import Answer
from bot.errors import ModelFault

Door = Literal["api", "stream", "page", "openai", "mcp"]
"""Where a question comes in."""
NotAnswered = Literal["too_many", "busy", "left", "error"]
"""Asked too often (429), too many wait (503), nobody waits for it any more, or a fault of ours."""
DOOR: ContextVar[Door] = ContextVar("door", default="api")
"""Of the question that is being answered."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """Answered, declined or small talk."""

    door: Door
    answer: Answer
    seconds: float
    """From the beginning of its turn."""


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """A search without an answer."""

    door: Door


@dataclass(frozen=True, slots=True)
class QuestionNotAnswered:
    """Nor searched for."""

    door: Door
    why: NotAnswered


@dataclass(frozen=True, slots=True)
class TurnCame:
    """A question or a search had waited so long for its turn."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ModelCalled:
    """A language model was asked something."""

    fault: ModelFault | None


@dataclass(frozen=True, slots=True)
class TokensTold:
    """What a model's server says that a call took."""

    read: int
    written: int


@dataclass(frozen=True, slots=True)
class SyncEnded:
    """The library was synced, or the sync was broken off."""

    is_done: bool


Happening = (
    QuestionAnswered | PassagesFound | QuestionNotAnswered | TurnCame | ModelCalled | TokensTold | SyncEnded
)  # fmt: skip


class Watch:
    """Tells those who listen, in the thread in which it happens."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Happening], None]] = []

    def listen(self, listener: Callable[[Happening], None]) -> None:
        """`listener` is told from now on; it returns at once and never raises."""
        self._listeners.append(listener)

    def tell(self, happening: Happening) -> None:
        for each in self._listeners:
            each(happening)
