"""The sidebar of the page: the earlier conversations of the one who asks, searched, named, pinned, opened or deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio

from bot import audit
from bot.conversation.conversation_list import LONGEST_TITLE, Conversation, ConversationList
from bot.conversation.history import History
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.event_data import PressedConversation, data_of
from bot.page.user import user_of
from bot.wording.dates import local_time
from bot.wording.wording import Wording

_TABS = Macros("page/tabs")
_HTML = Macros("page/history")
Updates = list[Any]
"""One new value or property set for each output, in their order; Gradio does not type them."""


@dataclass(frozen=True, slots=True)
class _Listed:
    id: str
    title: str
    latest: str
    when: str
    is_pinned: bool


class HistoryBar:
    """Its components; what opens a conversation is the business of the tab that shows it."""

    def __init__(self, history: History, conversations: ConversationList, words: Wording) -> None:
        self._history = history
        self._conversations = conversations
        self._words = words

    def compose(self) -> None:
        words = self._words
        with gradio.Sidebar(label=words.history, open=False, width=320, elem_id="history") as self.sidebar:
            gradio.HTML(_TABS.heading(words.history), js_on_load=None)
            self.search = gradio.Textbox(
                label=words.search_history, show_label=False, placeholder=words.search_history, container=False,
                max_length=200, elem_id="history-search",
            )  # fmt: skip
            self._list = gradio.HTML("", js_on_load=None, elem_id="conversations")
            self.delete_one = gradio.Button(words.delete_conversation, size="sm", visible=False, elem_id="delete-one")
            self.delete_all = gradio.Button(words.delete_history, size="sm", visible=False, elem_id="delete-all")
            self.armed = gradio.State("")
            self.refresh, self.opens, self.changes = (
                gradio.HTML(js_on_load=f"window.{name} = (detail) => trigger('click', detail)", elem_id=id_)
                for name, id_ in (
                    ("hoidapHistory", "refresh"),
                    ("hoidapOpen", "open-relay"),
                    ("hoidapChange", "change-relay"),
                )
            )

    def compose_new(self) -> None:
        """The button for a new conversation, which is in sight whether or not the sidebar is open."""
        self.new = gradio.Button(self._words.clear, size="sm", elem_id="new")

    @property
    def outputs(self) -> list[Any]:
        """What `updates` are for."""
        return [self._list, self.delete_one, self.delete_all, self.armed]

    def updates(self, current: str | None, request: gradio.Request) -> Updates:
        """The list of the conversations of the one who asks, and what can be deleted; `current` is the one shown."""
        return self.found(current, "", request)

    def found(self, current: str | None, searched: str | None, request: gradio.Request) -> Updates:
        """The same of those that a search finds."""
        words, user = self._words, user_of(request)
        listed = self._conversations.of(user.name, user.collections, searched or "")
        nothing = words.nothing_in_history if searched else words.no_history
        return [
            self._html(listed, current or "", nothing),
            gradio.update(value=words.delete_conversation, visible=bool(current), variant="secondary"),
            gradio.update(value=words.delete_history, visible=bool(listed) and not searched, variant="secondary"),
            "",
        ]

    def changed(
        self, current: str | None, searched: str | None, event: gradio.EventData, request: gradio.Request
    ) -> Updates:
        """A conversation was named, pinned or pinned no more."""
        pressed, user = data_of(event, PressedConversation), user_of(request).name
        if pressed.name == "rename":
            self._conversations.rename(user, pressed.conversation, pressed.value[:LONGEST_TITLE])
        elif pressed.name in ("pin", "unpin"):
            self._conversations.pin(user, pressed.conversation, pinned=pressed.name == "pin")
        return self.found(current, searched, request)

    def deletion(
        self, which: str, cleared: Callable[[gradio.Request], Updates]
    ) -> Callable[..., Updates | dict[Any, Any]]:
        """What a press on "delete one" or "delete all" does: the first asks, the second deletes; then it is `cleared`."""
        button = self.delete_one if which == "one" else self.delete_all

        def delete(armed: str, conversation: str | None, request: gradio.Request) -> Updates | dict[Any, Any]:
            if armed != which:
                return {self.armed: which, button: gradio.update(value=self._words.delete_confirm, variant="stop")}
            if user := user_of(request).name:
                if which == "all" or conversation:
                    self._history.delete(user, conversation if which == "one" else None)
                audit.tell(
                    "history_deleted", user_of(request), conversation=(conversation or "") if which == "one" else "all"
                )
            return cleared(request)

        return delete

    def _html(self, found: list[Conversation], current: str, nothing: str) -> Html:
        listed = [
            _Listed(each.id, each.title, each.latest.isoformat(), local_time(each.latest), each.is_pinned)
            for each in found
        ]
        return _HTML.conversations(listed, current, nothing, self._words)
