"""How a question was understood, in words: what it limited, what it preferred, what else was searched for."""

from bot.answer import Asked
from bot.wording import Wording
from index.wanted import Wanted, Wish
from index.wanted_period import Period


def understood(asked: Asked, words: Wording) -> list[str]:
    """One line each, only where there is something to tell, in the order of a reader's interest."""
    lines = []
    if asked.searched_as != " ".join(asked.question.split()):
        lines.append(words.searched_as.format(question=asked.searched_as))
    if stated := stated_wishes(asked, words):
        lines.append(words.stated.format(what=stated))
    if leaning := _joined(asked.inferred.without(*asked.inferred.hard), words):
        lines.append(words.leaning.format(what=leaning))
    # A short form of what is written in full hardly counts, and telling it would be noise.
    fuller = [
        each.other
        for each in asked.expansions
        if each.kind in ("renamed", "everyday") or len(each.other) > len(each.term)
    ]
    if others := list(dict.fromkeys(fuller)):
        lines.append(words.also_searched.format(what="; ".join(others)))
    years = [words.year.format(year=year) for year in asked.explicit.years]
    if limits := [*asked.explicit.agencies, *asked.explicit.kinds, *years]:
        lines.append(words.limited_to.format(what="; ".join(limits)))
    return lines


def stated_wishes(asked: Asked, words: Wording) -> str:
    """What the question states outright, empty where it states nothing."""
    soft: list[Wish] = [wish for wish in words.wishes if wish not in asked.inferred.hard]
    return _joined(asked.inferred.without(*soft), words)


def _joined(wanted: Wanted, words: Wording) -> str:
    parts = [words.year.format(year=year) for year in wanted.years]
    if wanted.period:
        parts.append(_period(wanted.period, words))
    if wanted.aspect:
        parts.append(words.aspects[wanted.aspect])
    kinds = [f"{words.wishes['kinds'].lower()} “{kind}”" for kind in wanted.kinds]
    return "; ".join([*parts, *wanted.agencies, *kinds, *wanted.numbers])


def _period(period: Period, words: Wording) -> str:
    if period.first == period.last:
        return words.one_month.format(month=period.first)
    if period.first == 1:
        return words.months.format(last=period.last)
    if period.last - period.first == 2 and period.last % 3 == 0:
        return words.quarter.format(quarter=period.last // 3)
    return f"{words.one_month.format(month=period.first)}–{period.last}"
