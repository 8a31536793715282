"""Reporting years and aspect of each passage: its headings decide before its sentences, these before the document."""

from collections.abc import Iterable, Sequence

from corpus.chunk import Aspect
from corpus.identity.years import (
    aspect_of_heading,
    aspect_of_kind,
    aspect_of_sentence,
    years_by_aspect,
    years_of,
)
from corpus.language.sentence import sentences
from corpus.report import Report, Section


def reporting_years(title: str, sections: Iterable[Section]) -> tuple[int, ...]:
    """The years that the title reports on, with those of its headings; the headings alone where it names none."""
    named = set(years_of(title))
    headings = {year for section in sections if is_heading(section) for year in years_of(section.heading)}
    return tuple(sorted(named or headings))


def years_of_report(title: str, kind: str | None, text: str, sections: Iterable[Section]) -> tuple[int, ...]:
    """The reporting years of a report; an article's first paragraph counts as part of its title."""
    opening = text.split("\n", 1)[0] if kind == "bài báo" else ""
    return reporting_years(f"{title}\n{opening}", sections)


def is_heading(section: Section) -> bool:
    """Whether the section begins with a heading rather than with a numbered sentence."""
    return section.level > 0 and len(section.heading) <= 200 and not section.heading.endswith((".", ";", "/"))


def period_of(report: Report, start: int, end: int, around: Sequence[Section]) -> tuple[tuple[int, ...], Aspect | None]:
    """(years, aspect) of the passage `[start, end)`, which lies in the sections `around`, innermost last."""
    headings = [section.heading for section in reversed(around) if is_heading(section)]
    spoken = [report.text[start + left : start + right] for left, right in sentences(report.text[start:end])]
    in_article = any(section.unit == "article" for section in around)
    aspect = _aspect(report, headings, spoken, in_article=in_article)
    return _years(report, headings, spoken, aspect), aspect


def _aspect(report: Report, headings: Sequence[str], spoken: Sequence[str], *, in_article: bool) -> Aspect | None:
    """Articles of a decision direct, whatever their words; else the headings decide, then the sentences."""
    if in_article and aspect_of_kind(report.kind) == "direction":
        return "direction"
    decisive = next((heading for heading in headings if aspect_of_heading(heading)), None)
    if decisive is not None:
        return None if _announces_several(decisive) else aspect_of_heading(decisive)
    return _of_plan(report, spoken) or _spoken_aspect(spoken) or _of_document(report)


def _years(report: Report, headings: Sequence[str], spoken: Sequence[str], aspect: Aspect | None) -> tuple[int, ...]:
    for heading in headings:
        if years := years_of(heading):
            return years
    announced = years_by_aspect(report.title).get(aspect, ()) if aspect else ()
    named = {year for sentence in spoken for year in years_of(sentence, ranges=False)}
    if announced or named:
        return tuple(sorted({*announced, *named}))
    return next((years for sentence in spoken if (years := years_of(sentence))), report.years)


def _spoken_aspect(spoken: Sequence[str]) -> Aspect | None:
    """What most sentences that tell an aspect tell, the first one where they are even; None where few tell any."""
    told = [aspect for aspect in map(aspect_of_sentence, spoken) if aspect is not None]
    if len(told) * 4 < len(spoken):
        return None
    return max(told, key=told.count, default=None)


def _of_plan(report: Report, spoken: Sequence[str]) -> Aspect | None:
    """A plan speaks of what is to be done in every sentence, be it "hoàn thành trước ngày …"."""
    if aspect_of_kind(report.kind) != "plan":
        return None
    return "estimate" if any(aspect_of_sentence(sentence) == "estimate" for sentence in spoken) else "plan"


def _announces_several(heading: str) -> bool:
    """Whether a heading names results of one year and plans for another."""
    announced = years_by_aspect(heading)
    covered = {year for years in announced.values() for year in years}
    return len(announced) > 1 or (bool(covered) and not covered.issuperset(years_of(heading)))


def _of_document(report: Report) -> Aspect | None:
    if report.kind == "báo cáo" and not _announces_several(report.title):
        return aspect_of_heading(report.title)
    return aspect_of_kind(report.kind)
