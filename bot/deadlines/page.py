"""The page of deadlines: all that the documents set, by month, each with the sentence that sets it. It needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import urlencode

from bot.answer import Citation
from bot.deadlines.timeline import Deadline, Deadlines
from bot.html.kept_look import KEPT_LOOK
from bot.html.templates import Macros
from bot.html.text import Html
from bot.wording.dates import short_date
from bot.wording.official_form import source_form
from bot.wording.wording import languages_offered, wording
from corpus.language.detect import Language

_HTML = Macros("deadlines/page")
_STYLE = Html((Path(__file__).parent / "page.css").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the deadlines are limited to; empty fields do not limit."""

    years: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()

    def query(self, language: Language) -> str:
        """As it stands behind the ? of an address."""
        chosen = [("year", str(each)) for each in self.years] + [("agency", each) for each in self.agencies]
        return urlencode([("lang", language), *chosen])


@dataclass(frozen=True, slots=True)
class _Shown:
    day: str
    citation: Citation
    source: str
    url: str


def deadlines_page(
    found: Deadlines, chosen: Chosen, agencies: Sequence[str], language: Language, today: date, home: str = "/"
) -> str:
    """A whole HTML page; `agencies` may be chosen from. Its links are relative: it may be reached below a path."""
    words = wording(language)
    others = {code: wording(code).language_name for code in languages_offered() if code != language}
    page = _HTML.page(
        found,
        chosen,
        agencies,
        language,
        today,
        home=f".{home}",
        months=_months(found.shown, language),
        others={code: (chosen.query(code), name) for code, name in others.items()},
        query=chosen.query(language),
        style=_STYLE,
        look=KEPT_LOOK,
        words=words,
    )
    return str(page)


def _months(deadlines: Sequence[Deadline], language: Language) -> list[tuple[date, list[_Shown]]]:
    """By the first day of the month."""
    by_month = groupby(deadlines, key=lambda each: each.day.replace(day=1))
    return [(month, [_shown(each, language) for each in of_month]) for month, of_month in by_month]


def _shown(deadline: Deadline, language: Language) -> _Shown:
    cited = deadline.citation
    address, _, fragment = cited.url.partition("#")
    url = f"{address.lstrip('/')}&lang={language}#{fragment}"
    return _Shown(short_date(deadline.day), cited, source_form(cited, language), url)
