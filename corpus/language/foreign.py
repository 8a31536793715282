"""The name of a language that has no file of words here, by its letters: py3langid (Lui and Baldwin, "langid.py", 2012).

Asked only where a text is evidently in none of the languages that have one; its model takes a second to load.
"""

from functools import cache
from typing import Any

_SURE = 0.8
"""Probability from which a short text, a question say, is taken to be in another language."""
_SURE_OF_LONG = 0.7
UNDETERMINED, _NO_LANGUAGE = "und", "zxx"


def language_named(text: str, *, is_long: bool) -> str | None:
    """ISO 639-1 of the likeliest of 140 languages; where that is not sure, "und" for a long text, None for a short one."""
    language, probability = _identifier().classify(text)
    if language != _NO_LANGUAGE and probability >= (_SURE_OF_LONG if is_long else _SURE):
        return str(language)
    return UNDETERMINED if is_long else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
