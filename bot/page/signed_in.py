"""Who is signed in, in the head of the page, and the way out."""

import gradio

from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.user import user_of
from bot.wording.wording import Wording

_HTML = Macros("page/tabs")


class SignedIn:
    """Nothing where the page is open to all; no way out where a proxy says who asks, for it would say so again."""

    def __init__(self, words: Wording, root: str) -> None:
        """The way out is below the path `root`."""
        self._words = words
        self._root = root

    def compose(self) -> None:
        self._shown = gradio.HTML("", js_on_load=None, elem_id="signed-in")

    def connect(self, blocks: gradio.Blocks) -> None:
        blocks.load(self._of, None, self._shown, show_progress="hidden", api_visibility="private")

    def _of(self, request: gradio.Request) -> Html | str:
        asked = request.request
        if asked is None:
            return ""
        name = user_of(request).name.removeprefix("key:")
        return _HTML.signed_in(
            "" if name.startswith("browser:") else name, asked.scope.get("signed_in", False), self._root, self._words
        )
