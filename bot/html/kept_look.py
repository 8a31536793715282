"""The look that a reader chose on the page of questions, for pages that stand alone: their style sheets read `:root[data-theme]`."""

from pathlib import Path

from bot.html.text import Html

KEPT_LOOK = Html("<script>{}</script>").format(
    Html((Path(__file__).parent / "kept_look.js").read_text(encoding="utf-8"))
)
"""The first script of such a page, in its head: nothing is drawn before it."""
