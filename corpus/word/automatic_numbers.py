"""The automatic numbers of a Word document's paragraphs: which list and level each belongs to, and what is printed.

ECMA-376 part 1, 17.9: a paragraph names an instance of a list (`w:num`), itself or by its style; the instance names the
definition (`w:abstractNum`) and may redefine levels; a definition may be that of a numbering style.
"""

from collections.abc import Iterator, Mapping

from corpus.formats.numbering import Counter, NumberedList, NumberLevel
from corpus.text.symbol_font import in_unicode
from corpus.word.styles import Styles
from corpus.word.wordml import W, WordElement, find, is_on, value_of

_TICKS = frozenset("☐☑☒✓✔✗✘")


class Numbering:
    """The lists of a document; `root` is the part with their definitions, None where it has none."""

    def __init__(self, root: WordElement, styles: Styles) -> None:
        self._styles = styles
        self._definitions = {} if root is None else {
            each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")
        }  # fmt: skip
        self._instances = {} if root is None else {each.get(f"{W}numId"): each for each in root.iter(f"{W}num")}
        self._bound: dict[tuple[str, str], str] = {}
        self._lists = {name: found for name in self._instances if (found := self._list(name)) is not None}

    def marks(self, root: WordElement) -> Mapping[WordElement, str]:
        """What is printed before each numbered paragraph below `root`, counted in the order of the file."""
        counter = Counter(self._lists)
        return {
            paragraph: counter.next(*place)
            for paragraph in root.iter(f"{W}p")
            if (place := self._place(paragraph)) is not None
        }

    def _place(self, paragraph: WordElement) -> tuple[str, int] | None:
        """(list, level) of a paragraph; None where it has no number, as one that names list 0 (17.9.18)."""
        own = find(paragraph, "pPr/numPr")
        style = self._styles.style_of(paragraph)
        list_id = value_of(own, "numId") or self._of_style(style, "numId")
        if list_id in ("", "0"):
            return None
        level = value_of(own, "ilvl")
        if not level and not value_of(own, "numId"):
            level = self._level_of_style(style, list_id) or self._of_style(style, "ilvl")
        return list_id, int(level or 0)

    def _of_style(self, style: str, name: str) -> str:
        found = self._styles.of_style(style, f"pPr/numPr/{name}")
        return "" if found is None else str(found.get(f"{W}val", ""))

    def _level_of_style(self, style: str, list_id: str) -> str:
        """The level that is bound to the style, or to the nearest that it is based on (17.9.23)."""
        key = style, list_id
        if key not in self._bound:
            levels = {value_of(element, "pStyle"): str(level) for level, element in self._levels(list_id).items()}
            bound = (levels[name] for name, _ in self._styles.chain(style) if name in levels)
            self._bound[key] = next(bound, "")
        return self._bound[key]

    def _list(self, list_id: str) -> NumberedList | None:
        levels = self._levels(list_id)
        if not levels:
            return None
        starts = {
            int(change.get(f"{W}ilvl")): int(value_of(change, "startOverride"))
            for change in self._instances[list_id].findall(f"{W}lvlOverride")
            if value_of(change, "startOverride").isdecimal()
        }
        blank = NumberLevel("none", "")
        ordered = tuple(_level(levels[each]) if each in levels else blank for each in range(max(levels) + 1))
        return NumberedList(value_of(self._instances[list_id], "abstractNumId"), ordered, starts)

    def _levels(self, list_id: str) -> dict[int, WordElement]:
        """The levels of an instance: those of its definition, and those it redefines (17.9.8)."""
        instance = self._instances.get(list_id)
        definition = self._definition(value_of(instance, "abstractNumId"))
        levels = {} if definition is None else _by_level(definition.iterchildren(f"{W}lvl"))
        return levels | _by_level(instance.iterfind(f"{W}lvlOverride/{W}lvl") if instance is not None else ())

    def _definition(self, definition_id: str) -> WordElement:
        """The definition, or that of the numbering style it names (17.9.21)."""
        definition = self._definitions.get(definition_id)
        style = value_of(definition, "numStyleLink")
        if not style:
            return definition
        linked = value_of(self._instances.get(self._of_style(style, "numId")), "abstractNumId")
        named = (each for each in self._definitions.values() if value_of(each, "styleLink") == style)
        return self._definitions.get(linked, next(named, None))


def _by_level(levels: Iterator[WordElement] | tuple[()]) -> dict[int, WordElement]:
    return {int(level.get(f"{W}ilvl")): level for level in levels}


def _level(element: WordElement) -> NumberLevel:
    restart = value_of(element, "lvlRestart")
    form = _format(element)
    text = "" if is_on(find(element, "rPr/vanish")) else value_of(element, "lvlText")
    return NumberLevel(
        form,
        _bullet(element, text) if form == "bullet" else text,
        int(value_of(element, "start", "0") or 0),
        int(restart) if restart.isdecimal() else None,
        is_on(find(element, "isLgl")),
        value_of(element, "suff", "tab"),
    )


def _bullet(element: WordElement, text: str) -> str:
    """The sign before the items of a list: a dash for all that only mark them, a box or a tick as it is."""
    fonts = find(element, "rPr/rFonts")
    sign = in_unicode(text, "" if fonts is None else fonts.get(f"{W}ascii", "")).strip()
    return sign if sign in _TICKS else "-" if sign else ""


def _format(element: WordElement) -> str:
    """The format of a level's numbers; one of its own ("001, 002, …", 17.18.59 custom) as its first number."""
    formats = list(element.iter(f"{W}numFmt"))
    if not formats:
        return "decimal"
    value = str(formats[0].get(f"{W}val", "decimal"))
    return str(formats[0].get(f"{W}format", "")).split(",")[0].strip() if value == "custom" else value
