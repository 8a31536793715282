"""Cells of tables that hold a number, or the sign that there is none."""

import re
from functools import lru_cache

_FIGURE = re.compile(r"[(<>~±+\-–−$€£¥]{0,2}\s?\d[\d.,\s]*(?:[-–/]\d[\d.,]*)?\s?(?:%|‰|\)|\*|[a-z]\)?)?")
_NOTHING = re.compile(r"[-–—.…*x:]{1,3}|\(?n\.?/?a\.?\)?|\([a-z]\)", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=20_000)
def is_figure(text: str) -> bool:
    """Whether `text` is a number, or what stands in a cell for one that there is not ("–", "…", "(Z)")."""
    return bool(_FIGURE.fullmatch(text) or is_nothing(text))


def is_nothing(text: str) -> bool:
    """Whether `text` says that there is no number."""
    return bool(_NOTHING.fullmatch(text))
