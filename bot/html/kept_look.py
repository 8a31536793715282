"""What pages that stand alone keep of the page of questions: the look that a reader chose, and the way back to its conversation.

Their style sheets read `:root[data-theme]`; the way back is `a.home`.
"""

from pathlib import Path

from bot.html.text import Html

KEPT_LOOK = Html("<script>{}</script>").format(
    Html((Path(__file__).parent / "kept_look.js").read_text(encoding="utf-8"))
)
"""The first script of such a page, in its head: nothing is drawn before it."""
