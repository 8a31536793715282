"""A value of a report in another language than the report's: figures, units, dates and agencies by data, names as they are."""

import re

from bot.quoting.answer_type import AnswerType
from bot.short.figure import rendered
from bot.wording.dates import short_date
from corpus.language.calendar_date import dates_in
from corpus.language.detect import Language
from corpus.language.notation import DIGITS
from corpus.language.vocabulary import table
from corpus.text.letters import fold
from index.glossary.agency_names import english_names

_SMALL = frozenset(("of", "and", "the", "for"))
"""Words of an English name that have no capital."""
_CURRENCIES = frozenset(("đồng", "usd"))
_FIGURE = re.compile(rf"(?P<digits>{DIGITS})\s*(?P<behind>[^\d]*)")


def told_in(value: str, type_: AnswerType, written_in: Language, language: Language) -> str | None:
    """E.g. "4,1 tỷ đồng" as "4.1 billion dong"; None where something of it is not known in the language."""
    match type_:
        case "person" | "document":
            return value
        case "agency":
            names = english_names(fold(value)) if language == "en" else ()
            return (
                " ".join(word if word in _SMALL else word.capitalize() for word in names[0].split()) if names else None
            )
        case "date":
            days = dates_in(value)
            return short_date(days[0].whole) if len(days) == 1 and days[0].whole else None
        case "year":
            return value if value.isdigit() else None
    figure = _FIGURE.fullmatch(value.strip())
    behind = _words_of(figure["behind"], written_in, language) if figure else None
    if figure is None or behind is None:
        return None
    gap = "" if behind.startswith("%") or not behind else " "
    return f"{rendered(figure['digits'], written_in, language)}{gap}{behind}"


def _words_of(behind: str, written_in: Language, language: Language) -> str | None:
    """The scales and the unit behind a figure in the other language; None for words that are neither."""
    left, told = " ".join(behind.lower().split()), []
    scales, ours = table(written_in, "numbers")["scales"], table(language, "numbers")["scales"]
    while scale := next((each for each in scales if re.match(rf"{each}\b", left)), None):
        other = next((word for word, value in ours.items() if value == scales[scale]), None)
        if other is None:
            return None
        told.append(other)
        left = left[len(scale) :].strip()
    unit = next((name for name, forms in table(written_in, "units").items() if left in forms), None)
    if left and unit is None:
        return None
    known = table(language, "units").get(unit, ()) if unit else ()
    told += [known[1] if known[1:2] == [f"{known[0]}s"] and unit not in _CURRENCIES else known[0]] if known else []
    return " ".join(told) if known or not left else None
