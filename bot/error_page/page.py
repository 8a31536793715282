"""What an error comes to for who opened a page: one line in their language, and the way back."""

from pathlib import Path

from bot.html.kept_look import KEPT_LOOK
from bot.html.templates import Macros
from bot.html.text import Html
from bot.wording.wording import wording
from corpus.language.detect import Language

_HTML = Macros("error_page/page")
_STYLE = Html((Path(__file__).parent / "page.css").read_text(encoding="utf-8"))
_ABSENT = (404, 410)
_WRONG = (400, 405, 422)
_BUSY = (429, 503)


def error_page(status: int, language: Language, address: str) -> str:
    """A whole HTML page for a status of 400 or more; `address` is where the questions are asked."""
    words = wording(language)
    if status in _ABSENT:
        line = words.no_such_page
    elif status in _WRONG:
        line = words.wrong_address
    elif status in _BUSY:
        line = words.page_later
    else:
        line = words.page_failed
    return str(_HTML.page(language, line, address, style=_STYLE, look=KEPT_LOOK, words=words))
