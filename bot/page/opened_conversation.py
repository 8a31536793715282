"""What the page is opened with: a conversation of the history, an answer that was shared, or nothing yet."""

from dataclasses import replace

import gradio

from bot.conversation.history import History
from bot.page.answer_html import notice_html
from bot.page.conversation_view import ConversationView
from bot.page.event_data import PressedConversation, data_of
from bot.page.history_bar import HistoryBar, Updates
from bot.page.resumed import Resumed
from bot.page.user import user_of
from bot.user import User
from bot.wording.dates import local_date
from bot.wording.wording import Wording


class Opening:
    """Conversations of the one who asks, each with the list of them all beside it."""

    def __init__(
        self, history: History, resumed: Resumed, view: ConversationView, bar: HistoryBar, words: Wording
    ) -> None:
        self._history = history
        self._resumed = resumed
        self._view = view
        self._bar = bar
        self._words = words

    def loaded(self, request: gradio.Request) -> Updates:
        """The page as it is opened: anew, with a conversation (?c=) or with an answer that was shared (?answer=)."""
        wanted = dict(request.query_params)
        if answer_id := wanted.get("answer"):
            return [*self._shared(answer_id, user_of(request)), *self._bar.updates(None, request)]
        return self._conversation_of(request, wanted.get("c"))

    def opened(self, event: gradio.EventData, request: gradio.Request) -> Updates:
        """A conversation of the history."""
        return self._conversation_of(request, data_of(event, PressedConversation).conversation)

    def cleared(self, request: gradio.Request) -> Updates:
        return self._conversation_of(request, None)

    def _conversation_of(self, request: gradio.Request, conversation: str | None) -> Updates:
        """A conversation of the one who asks as it was, or an empty one; and the list of theirs."""
        turns = self._resumed.kept(conversation, user_of(request))
        known = conversation if turns else None
        return [*self._view.opened_with(turns, known), *self._bar.updates(known, request)]

    def _shared(self, answer_id: str, user: User) -> Updates:
        """An answer that somebody shared; what is asked next begins a conversation of one's own."""
        kept = self._history.answer(answer_id, user.collections)
        if kept is None:
            gradio.Warning(self._words.answer_gone)
            return self._view.opened_with(())
        turn = self._view.kept(kept)
        note = notice_html(self._words.shared_answer.format(date=local_date(kept.given)))
        return self._view.opened_with((replace(turn, question=note + turn.question),))
