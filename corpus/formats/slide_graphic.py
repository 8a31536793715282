"""What the charts and diagrams of a slide show: figures with their series and category, the words of SmartArt in order.

ECMA-376 part 1: charts keep what they were drawn from last (21.2), diagrams their points and who stands under whom (21.4).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import fromstring

from corpus.tables.cell_text import shown
from corpus.text.normalise import normalise_line

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Element = Any
"""An element of lxml."""
Points = Mapping[int, str]
"""Texts by their place in a series."""


def chart_lines(chart: Element, *, vietnamese: bool) -> Iterator[str]:
    """The title of a chart, then a line for each category: "2024; Hồ sơ: 1.350; Đúng hạn: 98%".

    `chart` is the root of its part. Without figures that are kept in it there is no line.
    """
    rows: dict[tuple[int, str], list[str]] = {}
    for series in chart.iter(f"{_C}ser"):
        name = " ".join(_points(series.find(f"{_C}tx")).values())
        categories = _values(_first(series, "cat", "xVal"), vietnamese=vietnamese)
        for place, value in _values(_first(series, "val", "yVal"), vietnamese=vietnamese).items():
            rows.setdefault((place, categories.get(place, "")), []).append(f"{name}: {value}" if name else value)
    title = chart.find(f"{_C}chart/{_C}title")
    if rows and title is not None:
        yield normalise_line(" ".join(each.text or "" for each in title.iter(f"{_A}t")))
    for (_, category), values in rows.items():
        yield normalise_line("; ".join([category, *values] if category else values))


def _first(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find(f"{_C}{name}")) is not None), None)


def _points(cache: Element | None) -> Points:
    """The texts of a cache; where categories have levels, all of them, the widest first."""
    if cache is None:
        return {}
    levels = list(cache.iter(f"{_C}lvl"))
    if not levels:
        return {int(point.get("idx")): _text(point) for point in cache.iter(f"{_C}pt")} or _typed(cache)
    texts: dict[int, str] = {int(point.get("idx")): _text(point) for point in levels[0].iter(f"{_C}pt")}
    for level in levels[1:]:
        named = sorted((int(point.get("idx")), _text(point)) for point in level.iter(f"{_C}pt"))
        for place, text in texts.items():
            above = [name for first, name in named if first <= place]
            texts[place] = f"{above[-1]} - {text}" if above else text
    return texts


def _typed(cache: Element) -> Points:
    value = cache.find(f"{_C}v")
    return {0: value.text or ""} if value is not None else {}


def _text(point: Element) -> str:
    return point.findtext(f"{_C}v") or ""


def _values(cache: Element | None, *, vietnamese: bool) -> Points:
    """The texts of a cache, figures as their format shows them."""
    if cache is None:
        return {}
    if next(cache.iter(f"{_C}numCache", f"{_C}numLit"), None) is None:
        return _points(cache)
    code = next((each.text for each in cache.iter(f"{_C}formatCode")), None)
    return {place: _figure(text, code, vietnamese=vietnamese) for place, text in _points(cache).items() if text}


def _figure(text: str, code: str | None, *, vietnamese: bool) -> str:
    try:
        return shown(float(text), code, vietnamese=vietnamese)
    except (ValueError, OverflowError):
        return text


def diagram_texts(frame: Element, part: Any) -> Iterator[str]:
    """The words of a SmartArt diagram, each point before those under it; `part` is that of the slide."""
    relation = frame.find(f".//{_D}relIds")
    if relation is None:
        return
    model = fromstring(part.related_part(relation.get(f"{_R}dm")).blob)
    points = {point.get("modelId"): point for point in model.iter(f"{_D}pt")}
    under: dict[str, list[tuple[int, str]]] = {}
    for link in model.iter(f"{_D}cxn"):
        if link.get("type", "parOf") == "parOf":
            under.setdefault(link.get("srcId"), []).append((int(link.get("srcOrd") or 0), link.get("destId")))
    waiting = [name for name, point in points.items() if point.get("type") == "doc"]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in points:
            continue
        seen.add(name)
        for paragraph in points[name].iter(f"{_A}p"):
            if text := normalise_line("".join(each.text or "" for each in paragraph.iter(f"{_A}t"))):
                yield text
        waiting += [below for _, below in sorted(under.get(name, []), reverse=True)]
