"""What Unicode's CLDR knows of a language, through Babel: its months, its marks in figures, its names of countries."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def month_names(language: str, width: str = "wide") -> dict[str, int]:
    """Names in small letters, with their numbers; those that are figures ("tháng 1", "thg 1") left out. `width` is CLDR's."""
    locales = [_locale(language), *map(_locale, _ELSEWHERE.get(language, ()))]
    widths = [locale.months["format"][width] for locale in locales]
    named = {name.lower().rstrip("."): number for width in widths for number, name in width.items()}
    return {name: number for name, number in named.items() if name.isalpha()}


@cache
def month_name(language: str, number: int, width: str) -> str:
    """The name of a month (1 to 12); `width` is CLDR's: "wide", "abbreviated"."""
    return str(_locale(language).months["format"][width][number])


@cache
def day_name(language: str, weekday: int, width: str) -> str:
    """The name of a day of the week, Monday 0."""
    return str(_locale(language).days["format"][width][weekday])


@cache
def group_mark(language: str) -> str:
    """What stands between the thousands: "." in Vietnamese, "," in English."""
    return str(_locale(language).number_symbols["latn"]["group"])


@cache
def territories(language: str, other: str) -> dict[str, str]:
    """Names of countries in one language to those in another, where both are words."""
    names, others = _locale(language).territories, _locale(other).territories
    return {name: others[code] for code, name in names.items() if code.isalpha() and code in others}


_ELSEWHERE = {"en": ("en_GB",)}
"""Countries that shorten months in another way: "Sept"."""


def _locale(code: str) -> Locale:
    """English for a language that CLDR does not know."""
    try:
        return Locale.parse(code)
    except UnknownLocaleError:
        return Locale("en")
