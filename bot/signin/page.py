"""The page on which people sign in; needs nothing but itself, for nothing else is shown to who has not."""

from collections.abc import Mapping
from pathlib import Path

from bot.html.templates import Macros
from bot.html.text import Html
from bot.wording.wording import languages_offered, wording
from corpus.language.detect import Language

_HTML = Macros("signin/page")
_STYLE = Html((Path(__file__).parent / "page.css").read_text(encoding="utf-8"))


def signin_page(
    language: Language, wanted: str, wrong: str = "", *, has_form: bool, provider: str, address: str
) -> str:
    """A whole HTML page; `wanted` is the path that the reader is taken to, `wrong` what the last attempt came to.

    `address` is the path of this page, `provider` that of the provider's way in, empty where there is none.
    """
    others: Mapping[str, str] = {code: wording(code).language_name for code in languages_offered() if code != language}
    page = _HTML.page(
        language,
        wanted,
        wrong,
        others=others,
        has_form=has_form,
        provider=provider,
        address=address,
        style=_STYLE,
        words=wording(language),
    )
    return str(page)
