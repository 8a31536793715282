"""The sidebar of the page: the earlier conversations of the one who asks, to be opened or deleted."""

from collections.abc import Callable
from typing import Any

import gradio

from bot.conversation.history import History
from bot.html.templates import Macros
from bot.page.user import user_of
from bot.wording.wording import Wording

_HTML = Macros("page/tabs")
Updates = list[Any]
"""One new value or property set for each output, in their order; Gradio does not type them."""


class HistoryBar:
    """Its components; what opens a conversation is the business of the tab that shows it."""

    def __init__(self, history: History, words: Wording) -> None:
        self._history = history
        self._words = words

    def compose(self) -> None:
        words = self._words
        with gradio.Sidebar(label=words.history, open=False, width=300, elem_id="history") as self.sidebar:
            gradio.HTML(_HTML.heading(words.history), js_on_load=None)
            self.new = gradio.Button(words.clear, size="sm", elem_id="new")
            self.list = gradio.Dataset(
                components=["textbox"], samples=[], type="index", samples_per_page=100, label=words.history,
                show_label=False, elem_id="conversations",
            )  # fmt: skip
            self._empty = gradio.HTML(_HTML.hint(words.no_history), js_on_load=None)
            self.delete_one = gradio.Button(words.delete_conversation, size="sm", visible=False, elem_id="delete-one")
            self.delete_all = gradio.Button(words.delete_history, size="sm", visible=False, elem_id="delete-all")
            self.ids = gradio.State(())
            self.armed = gradio.State("")
            self.refresh = gradio.HTML(js_on_load="window.hoidapHistory = () => trigger('click')", elem_id="refresh")

    @property
    def outputs(self) -> list[Any]:
        """What `updates` are for."""
        return [self.list, self.ids, self._empty, self.delete_one, self.delete_all, self.armed]

    def updates(self, current: str | None, request: gradio.Request) -> Updates:
        """The list of the conversations of the one who asks, and what can be deleted; `current` is the one shown."""
        words, user = self._words, user_of(request)
        listed = self._history.conversations(user.name, user.collections)
        return [
            gradio.Dataset(samples=[[each.title] for each in listed], visible=bool(listed)),
            tuple(each.id for each in listed),
            gradio.update(visible=not listed),
            gradio.update(value=words.delete_conversation, visible=bool(current), variant="secondary"),
            gradio.update(value=words.delete_history, visible=bool(listed), variant="secondary"),
            "",
        ]

    def deletion(
        self, which: str, cleared: Callable[[gradio.Request], Updates]
    ) -> Callable[..., Updates | dict[Any, Any]]:
        """What a press on "delete one" or "delete all" does: the first asks, the second deletes; then it is `cleared`."""
        button = self.delete_one if which == "one" else self.delete_all

        def delete(armed: str, conversation: str | None, request: gradio.Request) -> Updates | dict[Any, Any]:
            if armed != which:
                return {self.armed: which, button: gradio.update(value=self._words.delete_confirm, variant="stop")}
            if user := user_of(request).name:
                self._history.delete(user, conversation if which == "one" else None)
            return cleared(request)

        return delete
