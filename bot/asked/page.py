"""The page of what people ask, for administrators: figures, what the library lacks, the latest questions. It needs no script."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bot.asked.lack import Lack
from bot.asked.overview import PERIODS, Choice, Overview, Tally
from bot.asked.question import AskedQuestion
from bot.asked.words import fates_of, reasons_of, week_name, wordings_of
from bot.conversation.history import UNOWNED_KEPT
from bot.html.templates import Macros
from bot.html.text import Html
from bot.wording.dates import local_time
from bot.wording.understood import limits_of
from bot.wording.wording import Wording, languages_offered, wording
from corpus.language.detect import Language

_HTML = Macros("asked/page")
_STYLE = Html((Path(__file__).parent / "page.css").read_text(encoding="utf-8"))
QUESTIONS = 200
"""That the page and the API show unless they are asked for more."""
_LACKS = 50


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The weeks in words."""

    periods: tuple[int, ...]
    named: tuple[tuple[str, str], ...]
    counted: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class _Lack:
    question: str
    count: int
    weeks: tuple[str, ...]
    missing: tuple[str, ...]
    limits: tuple[str, ...]
    questions: tuple[str, ...]
    """Its wordings, where there are several."""


@dataclass(frozen=True, slots=True)
class _Question:
    id: str
    question: str
    when: str
    fates: Sequence[str]
    reasons: Sequence[str]
    missing: Sequence[str]
    limits: Sequence[str]
    collections: Sequence[str]
    is_proposed: bool


def asked_page(overview: Overview, proposed: Collection[str], language: Language, history_days: int) -> str:
    """A whole HTML page; `proposed` are the answers whose questions were chosen as evaluation cases."""
    words = wording(language)
    page = _HTML.page(
        overview,
        language,
        others={
            code: (query_of(overview.choice, code), wording(code).language_name)
            for code in languages_offered()
            if code != language
        },
        chosen=query_of(overview.choice, language),
        weeks=_weeks(overview, words),
        questions=list(_questions(overview.questions[:QUESTIONS], proposed, words)),
        lacks=[_lack(each, words) for each in overview.lacks[:_LACKS]],
        kept=words.asked_about.format(days=history_days, others=UNOWNED_KEPT.days),
        style=_STYLE,
        words=words,
    )
    return str(page)


def query_of(choice: Choice, language: Language) -> str:
    """What is looked at, as it stands behind the ? of an address."""
    chosen = {"weeks": choice.weeks, "week": choice.week, "collection": choice.collection, "fate": choice.fate}
    return urlencode({"lang": language, **{name: value for name, value in chosen.items() if value}})


def _weeks(overview: Overview, words: Wording) -> _Weeks:
    return _Weeks(
        tuple(sorted({*PERIODS, overview.choice.weeks})),
        tuple((str(week), week_name(week, words)) for week in overview.weeks),
        {week_name(week, words): each for week, each in overview.by_week.items()},
    )


def _lack(lack: Lack, words: Wording) -> _Lack:
    return _Lack(
        lack.central.asked.question,
        len(lack.questions),
        tuple(week_name(week, words) for week in lack.weeks),
        lack.missing,
        lack.limits(words),
        wordings_of(lack, words) if len(lack.wordings) > 1 else (),
    )


def _questions(questions: Sequence[AskedQuestion], proposed: Collection[str], words: Wording) -> Iterator[_Question]:
    for each in questions:
        yield _Question(
            each.id,
            each.asked.question,
            local_time(each.given),
            fates_of(each, words),
            reasons_of(each, words),
            each.missing,
            limits_of(each.asked, words),
            each.collections,
            each.id in proposed,
        )
