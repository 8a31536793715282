"""Who is to do what: the sentences of a document that give an agency or a post something to do."""

import re
from collections.abc import Iterator

from bot.kinds.part import Part
from bot.kinds.section import items_of
from bot.kinds.summary import tells
from corpus.document.agency import BEGINS
from corpus.document.marker import marker_of
from corpus.document.zones import text_lines, zones_of
from corpus.identity.years import aspect_of_sentence
from corpus.language.cues import Cues
from corpus.language.sentence import sentences
from corpus.report import Report
from corpus.text.letters import CAPITAL

_CUES = Cues(__file__)
_CHARGED = re.compile(rf"(?:[^.;:,]|,\s(?=[{CAPITAL}])){{3,120}}?\s{_CUES.expression('charged')}\b", re.IGNORECASE)
"""A name, or several, then what gives it something to do."""
_CHARGES, _HEADS = (re.compile(rf"{_CUES.expression(name)}\s+", re.IGNORECASE) for name in ("charges", "heads"))


def tasks_of(report: Report) -> list[Part]:
    """In the document's order, each sentence once; what stands below a heading that is a name has the name as its lead."""
    named = {(part.start, part.end): part for part in _under_names(report)}
    said = {(part.start, part.end): part for part in _said(report)}
    return [part for _, part in sorted({**said, **named}.items())]


def _under_names(report: Report) -> Iterator[Part]:
    for section in report.sections:
        name = _without(_HEADS, _unmarked(section.heading))
        if section.level > 0 and _names(name) and name == name.rstrip(".;:"):
            items = list(items_of(report, section))
            has_points = any(section.start < each.start and each.end <= section.end for each in report.sections)
            # Without points, what stands after the first paragraph may be the end of the part around it.
            for item in items if has_points else items[:1]:
                yield Part(report, item.start, item.end, name)


def _said(report: Report) -> Iterator[Part]:
    form = zones_of(report.text).form
    for first, last in text_lines(report.text):
        if any(start <= first < end for start, end in form):
            continue
        for start, end in sentences(report.text[first:last]):
            if _charges(report.text[first + start : first + end]):
                yield Part(report, first + start, first + end)


def _charges(sentence: str) -> bool:
    """Whether it names, at its beginning, who is to do something; not one that tells what was done."""
    if not tells(sentence) or aspect_of_sentence(sentence) == "result":
        return False
    said = _unmarked(sentence)
    charged = _without(_CHARGES, said)
    return _names(charged) and (charged != said or _CHARGED.match(said) is not None)


def _names(text: str) -> bool:
    """Whether it begins with the name of an agency or a post: a word for one alone ("sở") may be a part of another word."""
    found = BEGINS.match(text) if text[:1].isupper() else None
    if found is None:
        return False
    behind = text[found.end() :]
    is_word = " " in found[0] or found[0].isupper()
    return behind[:1] in ("", " ") and (is_word or behind.lstrip()[:1].isupper())


def _without(before: re.Pattern[str], text: str) -> str:
    found = before.match(text)
    return text[found.end() :] if found else text


def _unmarked(text: str) -> str:
    """Without the mark of a list or an article before it."""
    marker = marker_of(text)
    return text[len(marker.text) :].lstrip(" .)") if marker else text
