"""What an amending act puts in the place of other text: quoted, it is not the act's own."""

import re

_QUOTED = re.compile(
    r"(?:(?<=như sau:\n)|(?<=như sau:\n\n)|^)[“\"]\s*(?:(?<=như sau:\n[“\"])|(?=(?:Điều|Chương|Mục|Phần)\s|\d+[a-zđ]?[.)]\s|[a-zđ]\d?\)\s))"
    r"(?:(?!^[“\"]).){1,20000}?[”\"][.;,]{0,2}$",
    re.MULTILINE | re.DOTALL,
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the quoted provisions of `text`, in order."""
    return [quoted.span() for quoted in _QUOTED.finditer(text)]
