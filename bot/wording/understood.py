"""How a question was understood, in words: what it limited, what it preferred, what else was searched for."""

from dataclasses import dataclass
from typing import Literal

from bot.answer import Asked
from bot.wording.wording import Wording
from index.question.period import Period
from index.question.wishes import LEANING, Wanted, Wish


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that was understood, or left out as the reader wished, and how it is undone."""

    text: str
    name: Literal["", "ignore", "apply", "as_typed", "restore"] = ""
    """What undoes it: `Filters.ignore` with the wish or without, `Filters.as_typed` set or not; empty where nothing does."""
    value: Wish | Literal[""] = ""
    title: str = ""
    """What undoing it does."""


def is_searched_otherwise(asked: Asked) -> bool:
    """Whether what was searched is not what was typed."""
    return asked.searched_as not in ("", " ".join(asked.question.split()))


def understood(asked: Asked, words: Wording) -> list[Understood]:
    """Only where there is something to tell, in the order of a reader's interest."""
    told = []
    if is_searched_otherwise(asked):
        text = words.searched_as.format(question=asked.searched_as)
        told.append(Understood(text, "as_typed", title=words.search_as_typed))
    counting = asked.inferred.hard.union(LEANING)
    told += [
        _wish(asked, wish, words)
        for wish in words.wishes
        if wish in counting and _only(asked.inferred, wish) != Wanted()
    ]
    told += [
        Understood(words.not_applied.format(what=words.wishes[wish].lower()), "apply", wish, words.apply_again)
        for wish in asked.explicit.ignore
    ]
    if asked.explicit.as_typed:
        told.append(Understood(words.as_typed, "restore", title=words.apply_again))
    if others := _other_ways(asked):
        told.append(Understood(words.also_searched.format(what="; ".join(others))))
    if limits := _limits(asked, words):
        told.append(Understood(words.limited_to.format(what="; ".join(limits))))
    return told


def understood_line(asked: Asked, words: Wording) -> str:
    """All of that on one line, which opens to the rest."""
    wanted = asked.inferred
    told_of: tuple[Wish, ...] = ("kinds", "aspect") if wanted.kinds else ()  # a plan is a plan
    when = ", ".join(_parts(wanted.without("agencies", "numbers", *told_of), words))
    what = " ".join([*wanted.kinds, *([when] if when else [])])
    told = [words.searched_as.format(question=asked.searched_as)] if is_searched_otherwise(asked) else []
    if parts := [part for part in (what, *wanted.agencies, *wanted.numbers) if part]:
        told.append(words.understood_as.format(what="; ".join(parts)))
    told += [each.text for each in understood(asked, words) if each.name in ("apply", "restore")]
    if limits := _limits(asked, words):
        told.append(words.limited_to.format(what="; ".join(limits)))
    if others := _other_ways(asked):
        told.append(words.other_ways.format(count=len(others)))
    return " · ".join(told)


def stated_wishes(asked: Asked, words: Wording) -> str:
    """What the question states outright, empty where it states nothing."""
    return _joined(_stated(asked, words), words)


def _other_ways(asked: Asked) -> list[str]:
    """Without short forms of what is written in full: they hardly count, and telling them would be noise."""
    fuller = [each.other for each in asked.expansions if each.kind == "renamed" or len(each.other) > len(each.term)]
    return list(dict.fromkeys(fuller))


def _wish(asked: Asked, wish: Wish, words: Wording) -> Understood:
    form = words.stated if wish in asked.inferred.hard else words.leaning
    return Understood(form.format(what=_joined(_only(asked.inferred, wish), words)), "ignore", wish, words.do_not_apply)


def _only(wanted: Wanted, wish: Wish) -> Wanted:
    """This wish alone, as if it leaned only."""
    return Wanted(**{wish: getattr(wanted, wish)})


def limits_of(asked: Asked, words: Wording) -> list[str]:
    """What the search was limited to: by what was chosen beside the question, and by what it states outright."""
    return [*_limits(asked, words), *_parts(_stated(asked, words), words)]


def _stated(asked: Asked, words: Wording) -> Wanted:
    soft: list[Wish] = [wish for wish in words.wishes if wish not in asked.inferred.hard]
    return asked.inferred.without(*soft)


def _limits(asked: Asked, words: Wording) -> list[str]:
    years = [words.year.format(year=year) for year in asked.explicit.years]
    in_force = [words.in_force.lower()] if asked.explicit.in_force else []
    return [*asked.explicit.agencies, *asked.explicit.kinds, *years, *in_force]


def _joined(wanted: Wanted, words: Wording) -> str:
    return "; ".join(_parts(wanted, words))


def _parts(wanted: Wanted, words: Wording) -> list[str]:
    parts = [words.year.format(year=year) for year in wanted.years]
    if wanted.period:
        parts.append(spoken_period(wanted.period, words))
    if wanted.aspect:
        parts.append(words.aspects[wanted.aspect])
    kinds = [f"{words.wishes['kinds'].lower()} “{kind}”" for kind in wanted.kinds]
    return [*parts, *wanted.agencies, *kinds, *wanted.numbers]


def spoken_period(period: Period, words: Wording) -> str:
    """A part of the year in words: "6 tháng đầu năm", "quý 2"."""
    if period.first == period.last:
        return words.one_month.format(month=period.first)
    if period.first == 1:
        return words.months.format(last=period.last)
    if period.last - period.first == 2 and period.last % 3 == 0:
        return words.quarter.format(quarter=period.last // 3)
    return f"{words.one_month.format(month=period.first)}–{period.last}"
