"""What readers think of an answer: a thumb up or down, and for a thumb down the reasons."""

from typing import Any

import gradio

from bot.conversation.history import History
from bot.feedback import Feedback
from bot.page.chat_messages import Turns
from bot.page.event_data import Judged, data_of
from bot.page.resumed import Resumed
from bot.page.user import user_of
from bot.wording.keys import REASONS
from bot.wording.wording import Wording

_LONGEST_COMMENT = 2_000
_THANKED = 4
"""Seconds."""
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class Judging:
    """The reasons below the conversation, and what happens when they or the thumbs are used."""

    def __init__(self, feedback: Feedback, history: History, resumed: Resumed, words: Wording) -> None:
        self._feedback = feedback
        self._history = history
        self._resumed = resumed
        self._words = words

    def compose(self) -> None:
        words = self._words
        self._judged = gradio.State("")
        with gradio.Column(visible=False, elem_id="reasons") as self._reasons_group:
            choices = [(words.feedback_reasons[reason], reason) for reason in REASONS]
            self._reasons = gradio.CheckboxGroup(choices, label=words.why_not)
            with gradio.Row():
                self._comment = gradio.Textbox(label=words.comment, max_length=_LONGEST_COMMENT, lines=1, scale=4)
                self._send = gradio.Button(words.send, size="sm", scale=1, min_width=120)
                self._cancel = gradio.Button(words.cancel, size="sm", scale=0, min_width=72, elem_id="cancel-reasons")

    def connect(self, chat: gradio.Chatbot, conversation: gradio.Textbox, turns: gradio.State) -> None:
        judging = [self._judged, self._reasons_group, self._reasons, self._comment]
        like = chat.like(self._judge, [conversation, turns], judging, trigger_mode="multiple", **_QUIET)
        like.then(None, js="() => window.hoidap.judged()", **_QUIET)
        told = [self._judged, self._reasons, self._comment]
        gradio.on([self._send.click, self._comment.submit], self._explain, told, [self._reasons_group], **_QUIET)
        self._cancel.click(lambda: gradio.update(visible=False), [], [self._reasons_group], **_QUIET)

    def _judge(
        self, conversation: str | None, turns: Turns, event: gradio.EventData, request: gradio.Request
    ) -> dict[Any, Any]:
        """A thumb up or down, or taken back; a thumb down asks for reasons. Of an answer that was given to somebody else, nothing."""
        judged, nothing = data_of(event, Judged), {self._judged: gradio.skip()}
        turns = self._resumed.turns(turns, conversation, user_of(request))
        if not 0 <= judged.message // 2 < len(turns):
            return nothing
        answer_id = turns[judged.message // 2].answer_id
        if not self._history.was_given_to(answer_id, user_of(request).name):
            return nothing
        if isinstance(judged.liked, bool):
            self._feedback.keep(answer_id, "up" if judged.liked else "down", (), "")
        else:
            self._feedback.withdraw(answer_id)
        if judged.liked is True:
            gradio.Info(self._words.judged, duration=_THANKED)
        return {
            self._judged: answer_id,
            self._reasons_group: gradio.update(visible=judged.liked is False),
            self._reasons: [],
            self._comment: "",
        }

    def _explain(self, answer_id: str, reasons: list[str], comment: str | None) -> Any:
        self._feedback.keep(answer_id, "down", reasons, (comment or "")[:_LONGEST_COMMENT])
        gradio.Info(self._words.judged, duration=_THANKED)
        return gradio.update(visible=False)
