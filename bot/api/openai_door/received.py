"""What a client sends of a conversation, as a question and the turns before it."""

from typing import Annotated

from pydantic import BaseModel, Field

from bot.api.openai_door.error_shape import WrongRequestError
from bot.conversation.converse import Role

_LONGEST = 20_000
"""Characters of a question, as of `/api/v1/ask`."""
_Text = Annotated[str, Field(max_length=1_000_000)]
"""What has a greatest length is also told apart from what is no text, as in `answer_json`."""
_TEXTS = frozenset({"text", "input_text", "output_text", "refusal"})
_ROLES: dict[str, Role] = {"user": "user", "assistant": "assistant"}
"""Those that count. What a client tells its model to be or to do (`system`, `developer`), and what its tools said, changes no answer."""


class PartJson(BaseModel):
    """A part of a message."""

    type: _Text
    text: _Text = ""


class MessageJson(BaseModel):
    """A message, or an item that is none and is passed over."""

    role: _Text = ""
    content: _Text | list[PartJson] | None = None


def asked_of(messages: list[MessageJson], field: str) -> tuple[str, list[tuple[Role, str]]]:
    """The last question and the turns before it, oldest first; `field` is what the messages came in."""
    turns = [(role, _text(each, field)) for each in messages if (role := _ROLES.get(each.role))]
    while turns and turns[-1][0] != "user":  # the beginning of an answer that a client would have gone on with
        turns.pop()
    if not turns:
        raise WrongRequestError(f"{field}: there is no message of the role 'user'", field)
    question = turns.pop()[1]
    if len(question) > _LONGEST:
        raise WrongRequestError(f"{field}: a question may have {_LONGEST} characters at most", field)
    return question, turns


def _text(message: MessageJson, field: str) -> str:
    if not isinstance(message.content, list):
        return message.content or ""
    for part in message.content:
        if part.type not in _TEXTS and message.role == "user":
            raise WrongRequestError(f"{field}: only text is read here: leave out the part of type {part.type!r}", field)
    return "\n".join(part.text for part in message.content if part.type in _TEXTS)
