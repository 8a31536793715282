"""Whole numbers written out in words: "hai", "mười lăm", "một trăm linh hai", "two thousand and five", "thứ sáu".

One grammar for the languages that count by tens and thousands, whose words stand in `vi.toml` and `en.toml`: a group
below a thousand is hundreds, tens and a small number; a number is a group, or groups each before its scale.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from corpus.language.vocabulary import languages, table, words
from corpus.text.letters import fold

_GAP = r"(?:\s+|-)"


def any_form(forms: Iterable[str]) -> str:
    """The pattern of one of these forms, a longer one before a shorter; one that nothing matches where there is none."""
    longest_first = sorted(forms, key=len, reverse=True)
    return f"(?:{'|'.join(map(_whole, longest_first))})" if longest_first else "(?!)"


def _whole(form: str) -> str:
    spaced = r"\s+".join(map(re.escape, form.split()))
    return rf"{spaced}\b" if form[-1].isalnum() else spaced


@cache
def count(language: str) -> str:
    """The pattern of a number from 1 to 99, without groups."""
    return rf"\b(?:{_tens(language)}|{_any(language, 'small')})"


@cache
def numeral(language: str) -> str:
    """The same of a number from one on."""
    scale = rf"{_any(language, 'scales')}(?!\s+{_any(language, 'scale_compounds')})"
    scales = rf"{scale}(?:{_GAP}{scale})*"
    group = rf"(?:{_hundreds(language)}|{count(language)}|{_any(language, 'articles')}(?={_GAP}{scale}))"
    end = rf"{_hundreds(language)}|{_below_hundreds(language)}|{_any(language, 'half')}"
    first = any_form(
        word for name in ("small", "tens", "zero", "articles") for word in table(language, "numbers")[name]
    )
    return rf"\b(?={first})(?:{group}(?:{_GAP}{scales}(?:{_GAP}{group}{_GAP}{scales})*(?:{_GAP}(?:{end}))?)?)"


@cache
def ordinal(language: str) -> str:
    """The same of a number below 100 in an order: "nhất", "sáu" (behind "thứ"); "sixth", "twenty-first", "3rd"."""
    suffixed = rf"\d{{1,2}}{_any(language, 'ordinal_suffixes')}"
    cardinal = rf"|{count(language)}" if words(language, "numbers.ordinal_marks") else ""
    return rf"\b(?:{suffixed}|(?:{_any(language, 'tens')}{_GAP})?{_any(language, 'ordinals')}{cardinal})"


def _tens(language: str) -> str:
    ten = rf"{_any(language, 'tens')}|{_any(language, 'small')}{_GAP}{_multiplier(language, 10)}"
    return rf"(?:{ten})(?:{_GAP}{_any(language, 'after_tens')})?"


def _hundreds(language: str) -> str:
    """What may follow a scale too: from "không trăm linh một" to "chín trăm chín mươi chín"."""
    before = rf"(?:{_any(language, 'small')}|{_any(language, 'zero')}|{_any(language, 'articles')})"
    rest = rf"{_below_hundreds(language)}|{_any(language, 'half')}"
    return rf"{before}{_GAP}{_multiplier(language, 100)}(?:{_GAP}(?:{rest}))?"


def _below_hundreds(language: str) -> str:
    """What may follow a hundred: "hai mươi", "linh hai"; a small number alone where the language needs no joiner."""
    joiner, small = (
        rf"{_any(language, 'joiners')}{_GAP}",
        rf"(?:{_any(language, 'small')}|{_any(language, 'after_tens')})",
    )
    alone = "" if table(language, "numbers")["needs_joiner"] else rf"|{small}"
    return rf"(?:{joiner})?{_tens(language)}|{joiner}{small}{alone}"


def _multiplier(language: str, factor: int) -> str:
    return any_form(word for word, value in table(language, "numbers.multipliers").items() if value == factor)


def _any(language: str, name: str) -> str:
    return any_form(table(language, "numbers")[name])


NO_YEAR_BEFORE = any_form(word for each in languages() for word in words(each, "numbers.counted_not_year"))
"""The pattern of what four digits before it count: "2000 hộ" is no year."""


def count_in_any_language() -> str:
    """The pattern of a number from 1 to 99, in digits or in words, without groups."""
    return rf"(?:\d{{1,2}}|{'|'.join(map(count, languages()))})"


def number_in(written: str) -> int | None:
    """The number that is all of the text: in digits, or as one of the languages spells it, with marks or without.

    Numbers in an order too; None for anything else.
    """
    folded = fold(written)
    if folded.isdecimal():
        return int(folded)
    return next((_value(folded, each) for each in languages() if _spelled(each).fullmatch(folded)), None)


@cache
def _spelled(language: str) -> re.Pattern[str]:
    return re.compile(fold(rf"{numeral(language)}|{ordinal(language)}|{_any(language, 'zero')}"))


@cache
def _values(language: str) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Words without marks that add, that multiply the word before, and that multiply all before."""
    numbers = table(language, "numbers")
    adding = {
        word: value for name in ("small", "tens", "after_tens", "ordinals") for word, value in numbers[name].items()
    }
    adding |= dict.fromkeys(numbers["articles"], 1)
    added, multiplied, scaled = (
        {fold(word): value for word, value in each.items()}
        for each in (adding, numbers["multipliers"], numbers["scales"])
    )
    return added, multiplied, scaled


def _value(folded: str, language: str) -> int:
    """Read from left to right: "hai trăm mười" is 2, × 100, + 10. Without marks "mươi" and "mười" are one word."""
    adding, multiplying, scales = _values(language)
    halves = {fold(word) for word in words(language, "numbers.half")}
    groups: list[int] = []
    group, last, place = 0, 0, 1
    for word in re.split(r"[\s-]+", folded):
        if place == 1 and 0 < last < multiplying.get(word, 0):
            place = multiplying[word]
            group += last * (place - 1)
        elif word in scales:
            place = scales[word]
            while groups and groups[-1] < place:
                group += groups.pop()
            groups.append(group * place)
            group = 0
        elif word in halves:
            group += place // 2
        else:
            last, place = adding.get(word, _in_digits(word)), 1
            group += last
    return sum(groups) + group


def _in_digits(word: str) -> int:
    """3 of "3rd", 0 of a word that joins."""
    return int("".join(filter(str.isdecimal, word)) or 0)


def written_numbers(text: str, language: str, *, doubtful: bool) -> Iterator[tuple[int, int, int]]:
    """(start, end, value) of each number in words.

    A digit counts only before what is counted. With `doubtful` also where it may be no number: what a source may be
    saying, which nobody may be held to.
    """
    unsure, year = words(language, "numbers.doubtful"), words(language, "numbers.year")
    for match in _in_words(language).finditer(text):
        word = match[0].lower()
        if word in year and re.match(r"\s*[\d_]", text[match.end() :]):
            continue
        is_sure = word not in unsure and (
            word not in table(language, "numbers.small") or _counts(language, text, match.end())
        )
        if doubtful or is_sure:
            yield match.start(), match.end(), _value(fold(word), language)


@cache
def _in_words(language: str) -> re.Pattern[str]:
    """Where words with capitals are names ("Hai Bà Trưng", "Ba Đình"), only small letters."""
    numbers = table(language, "numbers")
    behind = "".join(rf"(?<!{mark} )" for mark in numbers["ordinal_marks"])
    return re.compile(rf"{behind}{numeral(language)}", 0 if numbers["capitals_are_names"] else re.IGNORECASE)


def _counts(language: str, text: str, end: int) -> bool:
    """Whether what is counted stands at `end`."""
    counted = words(language, "numbers.counted")
    return not counted or _counted(counted).match(text, end) is not None


@cache
def _counted(counted: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s+{any_form(counted)}")
