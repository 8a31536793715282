"""A conversation as the components of the tab take it: the chat, the evidence beside it, and what is kept of it."""

from typing import Any

import gradio

from bot.answer import Answer
from bot.conversation.history import Kept
from bot.feedback import Feedback, Vote
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.answer_html import question_html
from bot.page.chat_messages import ChatMessage, Shown, Turns, evidence_of, message_of, messages, shown
from bot.page.history_bar import Updates
from corpus.language.detect import Language
from index.library import Library

_HTML = Macros("page/tabs")


class ConversationView:
    """What is given to `outputs` of the tab, in their order: chat, evidence, conversation, turns, question that is pending."""

    def __init__(self, library: Library, feedback: Feedback, language: Language, root: str) -> None:
        """Links lead below the path `root`."""
        self._library = library
        self._feedback = feedback
        self.language = language
        self.root = root

    def said(self, turns: Turns, question: str, html: Html) -> list[ChatMessage]:
        """The conversation with a question and what is said to it so far."""
        return [*messages(turns), message_of("user", question_html(question)), message_of("assistant", html)]

    def opened_with(self, turns: Turns, conversation: str | None = None) -> Updates:
        """What `displayed` shows, with what was thought of it."""
        chat, *rest = self.displayed(turns, conversation)
        return [self.judged(chat, turns), *rest]

    def judged(self, chat: list[ChatMessage], turns: Turns) -> Any:
        """The messages of these turns, each with what was thought of it.

        Where that is nothing, with what no other answer has at its place: Gradio goes by what changes.
        """
        verdicts = [{"up": "Like", "down": "Dislike"}.get(turn.verdict or "", turn.answer_id) for turn in turns]
        return gradio.update(value=chat, feedback_value=verdicts)

    def displayed(self, turns: Turns, conversation: str | None) -> Updates:
        """A conversation and its evidence: chat, evidence, conversation, turns and no question that is pending."""
        evidence = _HTML.of_conversation(conversation or "", evidence_of(turns, self.language))
        return [messages(turns), evidence, conversation, turns, ""]

    def given(self, answer: Answer, verdict: Vote | None = None) -> Shown:
        return shown(self._library, answer, self.language, self.root, verdict)

    def kept(self, kept: Kept) -> Shown:
        """An answer of the history, with what was thought of it."""
        return self.given(kept.answer, self._feedback.verdict(kept.answer.asked.id))
