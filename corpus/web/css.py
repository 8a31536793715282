"""What the style sheets of a web page declare for each of its elements (CSS Cascading 4, Selectors 4, Media Queries 4)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import cssselect2
import tinycss2
import tinycss2.color4

Element = Any
"""An element of lxml."""
Declarations = list[tuple[str, str, bool]]
"""Property, value as it is written, whether it is `!important`."""
Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, each from 0 to 1."""

_ENDLESS = re.compile(r"\d{300,}")
"""No length that a page has; Python makes no number of more than 4,300 digits."""
_DEEPEST = 400
"""Elements below so many others are not looked up in the sheets: a selector may ask each ancestor of each of them."""
_SCREEN = 1280.0
"""Width in pixels of the screen that media queries are asked about: one on a desk."""
_EM = 16.0
_FEATURE = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)\s*(px|em|rem)\s*\)")
_FONT = re.compile(
    r"(?P<style>.*?)(?:^|\s)(?P<size>(?:x{1,3}-|larg|small|medium)[\w-]*|[\d.]+(?:[a-z]+|%)?)(?:\s*/\s*\S+)?\s+(?P<family>\S.*)$"
)
_ASKED = frozenset(
    """display visibility content-visibility opacity color background-color background-image font-size font-family
    font-weight white-space vertical-align text-decoration-line list-style-type text-indent margin-left margin-top
    position left top right bottom transform filter clip clip-path overflow overflow-y width height max-width
    max-height mso-hide""".split()  # noqa: SIM905  as words, it can be read
)
"""Properties that decide what is read; others are not kept."""
_PLACES = frozenset(("inside", "outside"))


def cascade(
    root: Element, browser: Mapping[str, Mapping[str, str]], sheets: Iterable[str]
) -> dict[Element, dict[str, str]]:
    """The declarations that win for each element below `root`; what it inherits is not among them.

    `browser` holds those that browsers come with, by tag; `sheets` are the page's, those of other files before its own.
    """
    matcher = _matcher([*sheets, *_sheets_of(root)])
    declared: dict[Element, dict[str, str]] = {}
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element = wrapper.etree_element
        deep = len(wrapper.parent.ancestors) > _DEEPEST if wrapper.parent is not None else False
        rules: list[Declarations] = [] if deep else [rule for *_, rule in matcher.match(wrapper)]
        rules.append(_declarations(tinycss2.parse_blocks_contents(_ENDLESS.sub("0", element.get("style") or ""))))
        won = {**browser.get(element.tag, {}), **dict(_hints(element))}
        for forced in (False, True):
            won |= {name: value for rule in rules for name, value, important in rule if important is forced}
        if won:
            declared[element] = won
    return declared


def _sheets_of(root: Element) -> Iterator[str]:
    return (sheet.text or "" for sheet in root.iter("style") if _holds(sheet.get("media") or ""))


def _matcher(sheets: Sequence[str]) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for sheet in sheets:
        for prelude, content in _rules(
            tinycss2.parse_stylesheet(_ENDLESS.sub("0", sheet), skip_comments=True, skip_whitespace=True)
        ):
            declarations = _declarations(tinycss2.parse_blocks_contents(content))
            if declarations:
                for selector in _selectors(prelude):
                    matcher.add_selector(selector, declarations)
    return matcher


def _rules(nodes: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Selectors and content of each rule, those within `@media`, `@supports` and `@layer` too, where they hold."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node.prelude, node.content
        elif node.type == "at-rule" and node.content is not None and _applies(node):
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _applies(rule: Any) -> bool:
    if rule.lower_at_keyword == "media":
        return _holds(tinycss2.serialize(rule.prelude))
    return rule.lower_at_keyword in ("supports", "layer")


def _holds(query: str) -> bool:
    """Whether a media query holds for a screen on a desk: "screen and (min-width: 600px)", not "print"."""
    return not query.strip() or any(_one_holds(each.strip().lower()) for each in query.split(","))


def _one_holds(query: str) -> bool:
    kind = re.match(r"(not\s+)?(?:only\s+)?(\w+)?", query)
    named = kind[2] if kind else None
    widths = [(bound, float(number) * (1 if unit == "px" else _EM)) for bound, number, unit in _FEATURE.findall(query)]
    held = named in (None, "all", "screen") and all(
        width <= _SCREEN if bound == "min" else width >= _SCREEN for bound, width in widths
    )
    return held is not bool(kind and kind[1])


def _selectors(prelude: Any) -> list[Any]:
    """Those that choose elements: pseudo-elements are none, and a list with an unknown one holds for nothing."""
    try:
        compiled = cssselect2.compile_selector_list(prelude)
    except cssselect2.SelectorError:
        return []
    return [selector for selector in compiled if selector.pseudo_element is None]


def _declarations(nodes: Iterable[Any]) -> Declarations:
    return [
        (name, value, node.important)
        for node in nodes
        if node.type == "declaration"
        for name, value in _longhands(
            node.name if node.name.startswith("--") else node.lower_name, tinycss2.serialize(node.value).strip()
        )
        if name in _ASKED or name.startswith("--")
    ]


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A shorthand as the properties it stands for, as far as they are asked for here."""
    match name:
        case "background":
            yield "background-image", value if "(" in value and colour(value) is None else "none"
            yield "background-color", next((word for word in _words(value) if colour(word)), "transparent")
        case "font":
            found = _FONT.match(value)
            if found:
                yield "font-weight", next((word for word in found["style"].split() if word[:4] in _WEIGHTS), "normal")
                yield "font-size", found["size"]
                yield "font-family", found["family"]
        case "text-decoration":
            yield "text-decoration-line", value
        case "list-style":
            kinds = [word for word in _words(value) if word not in _PLACES and not word.startswith("url(")]
            yield "list-style-type", kinds[0] if kinds else "disc"
        case _:
            yield name, value


_WEIGHTS = ("bold", "600", "700", "800", "900")


def _words(value: str) -> list[str]:
    """The parts of a value between white space, brackets and quotes kept whole."""
    return re.findall(r"(?:\"[^\"]*\"|'[^']*'|\([^)]*\)|[^\s\"'(])+", value)


def _hints(element: Element) -> Iterator[tuple[str, str]]:
    """What attributes declare, weaker than any sheet (HTML standard, 15.2)."""
    if element.get("hidden") is not None:
        yield "display", "none"
    for attribute, name in (
        ("bgcolor", "background-color"),
        ("background", "background-image"),
        ("face", "font-family"),
    ):
        if element.get(attribute):
            yield name, element.get(attribute)
    if element.tag == "a" and element.get("href") is not None:
        yield "color", "#0000ee"
    if element.tag == "font" and element.get("color"):
        yield "color", element.get("color")
    if element.tag == "body" and element.get("text"):
        yield "color", element.get("text")
    if element.tag in ("ol", "ul", "li") and element.get("type"):
        yield "list-style-type", _TYPES.get(element.get("type"), element.get("type").lower())


_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def colour(value: str) -> Colour | None:
    """The colour that `value` names: "#fff", "white", "rgb(255 255 255 / 10%)"; None for any other value."""
    try:
        parsed = tinycss2.color4.parse_color(value)
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue = (float(part or 0) for part in parsed.to("srgb").coordinates)
    except (NotImplementedError, ValueError):
        return None
    return red, green, blue, float(parsed.alpha)
