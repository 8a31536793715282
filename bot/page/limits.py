"""What a search is limited to: agencies, kinds, years, and only what is in force."""

from typing import Any

import gradio

from bot.page.library_facts import choices_of
from bot.user import User
from bot.wording.wording import Wording
from index.library import Library


class Limits:
    """The components beside the question."""

    def __init__(self, library: Library, words: Wording) -> None:
        self._library = library
        self._words = words

    def compose(self, visitor: User) -> None:
        """With what there is to choose from for `visitor`."""
        words = self._words
        with gradio.Row(elem_id="scope"):
            now = choices_of(self._library, visitor)
            self._agencies = gradio.Dropdown(now.agencies, multiselect=True, label=words.agency, scale=2, min_width=160)
            self._kinds = gradio.Dropdown(now.kinds, multiselect=True, label=words.kind, min_width=120)
            self._years = gradio.Dropdown(now.years, multiselect=True, label=words.years, min_width=120)
            self._in_force = gradio.Checkbox(label=words.in_force, container=False, min_width=120, elem_id="in-force")

            self._none = gradio.Button(words.no_filters, size="sm", min_width=80, elem_id="no-filters")

    def connect(self) -> None:
        """The page's script tells on the button that opens them what is set."""
        shown: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        changes = [each.change for each in (self._agencies, self._kinds, self._years, self._in_force)]
        gradio.on(changes, None, self.inputs, js="(...set) => window.hoidapLimits(set)", **shown)
        self._none.click(None, None, self.inputs, js="() => [[], [], [], false]", **shown)

    @property
    def inputs(self) -> list[Any]:
        """In the order in which `Questions` takes them."""
        return [self._agencies, self._kinds, self._years, self._in_force]

    @property
    def outputs(self) -> list[Any]:
        """What `updates` are for."""
        return [self._agencies, self._kinds, self._years]

    def updates(self, user: User) -> list[Any]:
        """What there is to choose from for a user."""
        now = choices_of(self._library, user)
        return [gradio.update(choices=each) for each in (now.agencies, now.kinds, now.years)]
