"""The script that a portal loads: the element, its style sheet, and what it says in every language that is offered."""

import json
from functools import cache
from pathlib import Path

from bot.wording.wording import languages_offered, wording
from corpus.language.detect import Language

_HERE = Path(__file__).parent


@cache
def widget_script() -> bytes:
    """JavaScript in UTF-8, the same for everybody: it holds nothing of the library and nothing of a reader."""
    fragment, element, style = (
        (_HERE / name).read_text(encoding="utf-8") for name in ("fragment.js", "element.js", "element.css")
    )
    said = {language: _said(language) for language in languages_offered()}
    constants = "\n".join(
        f"const {name} = {json.dumps(held, ensure_ascii=False)};" for name, held in (("said", said), ("style", style))
    )
    return f'(() => {{\n"use strict";\n{constants}\n{fragment}\n{element}}})();\n'.encode()


def _said(language: Language) -> dict[str, str]:
    """The strings of a language, by what the script calls them; it fills in the fields itself."""
    words = wording(language)
    return {
        "title": words.app_title,
        "conversation": words.conversation,
        "question": words.question_label,
        "placeholder": words.ask_placeholder,
        "ask": words.ask,
        "stop": words.stop,
        "stopped": words.stopped,
        "clear": words.clear,
        "close": words.close,
        "searching": words.searching,
        "found": words.found_so_far.format(passages="{passages}", reports="{reports}"),
        "writing": words.writing,
        "evidence": words.evidence,
        "nearest": words.nearest.rstrip(":"),
        "openPassage": words.open_passage,
        "copied": words.copied,
        "up": words.like,
        "down": words.dislike,
        "judged": words.judged,
        "busy": words.busy,
        "tooMany": words.too_many.format(seconds="{seconds}"),
        "failed": words.failed,
        "signedOut": words.portal_signed_out,
        "forbidden": words.portal_forbidden,
        "refused": words.portal_refused.format(origin="{origin}"),
        "offline": words.server_unreachable,
    }
