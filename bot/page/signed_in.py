"""Who is signed in, in the head of the page, and the way out."""

import gradio

from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.user import user_of
from bot.wording.wording import wording
from corpus.language.detect import Language

_HTML = Macros("page/tabs")


class SignedIn:
    """No name where the page is open to all; no way out where a proxy says who asks, for it would say so again.

    Administrators also find the way to what people ask.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words = wording(language)

    def compose(self) -> None:
        self._shown = gradio.HTML("", js_on_load=None, elem_id="signed-in")

    def connect(self, blocks: gradio.Blocks) -> None:
        blocks.load(self._of, None, self._shown, show_progress="hidden", api_visibility="private")

    def _of(self, request: gradio.Request) -> Html | str:
        asked = request.request
        if asked is None:
            return ""
        user = user_of(request)
        name = "" if user.name.startswith("browser:") else user.name.removeprefix("key:")
        asked_page = f"/asked?lang={self._language}" if user.may_administer else ""
        return _HTML.signed_in(name, asked.scope.get("signed_in", False), asked_page, self._words)
