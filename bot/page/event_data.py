"""What the page's script and components say of an event: what was chosen, judged or pressed."""

from typing import Any, TypeVar

import gradio
from pydantic import BaseModel, ConfigDict, ValidationError


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class Labelled(_Sent):
    """A question with what the chat shows beside it."""

    text: str


class ChosenExample(_Sent):
    """A question that the empty chat offers."""

    value: Labelled


class ChosenOption(_Sent):
    """A question that an answer suggests."""

    value: str


class ChosenRow(_Sent):
    """A row of the table of reports."""

    row_value: list[Any] = []


class Judged(_Sent):
    """A thumb at a message of the chat."""

    index: int | list[int]
    liked: bool | str | None = True
    """Text, or nothing: taken back."""

    @property
    def message(self) -> int:
        """The place of the message in the chat, from 0; -1: at none."""
        return self.index if isinstance(self.index, int) else next(iter(self.index), -1)


class Pressed(_Sent):
    """A button of an answer."""

    name: str
    value: str = ""
    answer: str = ""


class PressedConversation(_Sent):
    """A button of the history."""

    name: str
    conversation: str
    value: str = ""


class PressedReport(_Sent):
    """A report that questions are to be limited to ("add"), or no more."""

    name: str
    report: str


_S = TypeVar("_S", bound=_Sent)


def data_of(event: gradio.EventData, kind: type[_S]) -> _S:
    """Raises gradio.Error, of which the log says nothing, for what no page sends."""
    try:
        return kind.model_validate(event._data)  # noqa: SLF001 - the one place where Gradio keeps it as it came
    except ValidationError as error:
        raise gradio.Error("no page sends this", print_exception=False) from error
