"""What a Word run and a Word paragraph look like, by their own properties and by those of their styles.

ECMA-376 part 1, 17.7.2: a property comes from the run or paragraph itself, else from its character style, its paragraph
style, the style of its table, the defaults of the document; a style has what the one it is based on has (17.7.4.3).
"""

from collections.abc import Iterator, Mapping

from corpus.word.wordml import W, WordElement, find, is_on, name_of, value_of

_TOGGLES = frozenset(("b", "caps", "smallCaps", "strike", "vanish"))
"""Switches that styles on two levels turn back off again (17.7.3)."""


class Styles:
    """Looks up properties; `root` is the part with the styles."""

    def __init__(self, root: WordElement) -> None:
        self._by_id: Mapping[str, WordElement] = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
        self._usual = next(
            (name for name, style in self._by_id.items()
             if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")), "",
        )  # fmt: skip
        self._defaults = find(root, "docDefaults/rPrDefault/rPr")
        self._found: dict[tuple[str, str], WordElement] = {}
        self._asked: WordElement = None  # the run that was asked for last, and its styles: it is asked for all it has
        self._asked_styles = ("", "", "")

    def chain(self, style_id: str) -> Iterator[tuple[str, WordElement]]:
        """(id, style) of a style and of those that it is based on, the nearest first."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield style_id, self._by_id[style_id]
            style_id = value_of(self._by_id[style_id], "basedOn")

    def of_style(self, style_id: str, path: str) -> WordElement:
        """The property at `path` ("rPr/b") of a style or the nearest that it is based on; None where none has it."""
        key = style_id, path
        if key not in self._found:
            found = (find(style, path) for _, style in self.chain(style_id))
            self._found[key] = next((each for each in found if each is not None), None)
        return self._found[key]

    def name_of(self, style_id: str) -> str:
        """The name that a style is shown with; empty where it is not known."""
        return value_of(self._by_id.get(style_id), "name")

    def style_of(self, paragraph: WordElement) -> str:
        """The id of a paragraph's style: its own, or the usual one."""
        return value_of(paragraph, "pPr/pStyle") or self._usual

    def of_paragraph(self, paragraph: WordElement, name: str) -> WordElement:
        """A property of the paragraph ("outlineLvl"), its own or its style's; None where it has none."""
        own = find(paragraph, f"pPr/{name}")
        return own if own is not None else self.of_style(self.style_of(paragraph), f"pPr/{name}")

    def of_run(self, run: WordElement, name: str) -> WordElement:
        """A property of the run ("color"), its own, its styles' or the document's; None where it has none."""
        own = find(run, f"rPr/{name}")
        if own is not None:
            return own
        levels = (*self._levels(run, name), find(self._defaults, name))
        return next((each for each in levels if each is not None), None)

    def stated(self, run: WordElement, name: str) -> Iterator[WordElement]:
        """Every property of this name that stands for the run, the one that counts first."""
        paragraph, table = _around(run)
        styles = value_of(run, "rPr/rStyle"), self.style_of(paragraph), value_of(table, "tblPr/tblStyle")
        chained = (find(style, f"rPr/{name}") for style_id in styles for _, style in self.chain(style_id))
        found = (find(run, f"rPr/{name}"), *chained, find(self._defaults, name))
        return (each for each in found if each is not None)

    def is_run(self, run: WordElement, name: str) -> bool:
        """Whether a switch of the run ("vanish") is on; two styles that both turn on a toggle turn it off (17.7.3)."""
        own = find(run, f"rPr/{name}")
        if own is not None or name not in _TOGGLES:
            return is_on(own if own is not None else self.of_run(run, name))
        return is_on(find(self._defaults, name)) or sum(map(is_on, self._levels(run, name))) % 2 == 1

    def is_all(self, element: WordElement, switch: str) -> bool:
        """Whether all text of a paragraph or a row has the switch on: "b" for bold type, "caps" for capitals."""
        runs = [run for run in element.iter(f"{W}r") if "".join(text.text or "" for text in run.iter(f"{W}t")).strip()]
        return bool(runs) and all(self.is_run(run, switch) for run in runs)

    def _levels(self, run: WordElement, name: str) -> list[WordElement]:
        """The property in the character style, the paragraph style and the table style."""
        if run is not self._asked:
            paragraph, table = _around(run)
            character = value_of(run, "rPr/rStyle")
            self._asked = run
            self._asked_styles = (character, self.style_of(paragraph), value_of(table, "tblPr/tblStyle"))
        return [self.of_style(style, f"rPr/{name}") if style else None for style in self._asked_styles]


def _around(run: WordElement) -> tuple[WordElement, WordElement]:
    """The paragraph and the table that a run stands in."""
    paragraph = None
    for each in run.iterancestors():
        match name_of(each):
            case "p" if paragraph is None:
                paragraph = each
            case "tbl":
                return paragraph, each
            case "txbxContent" | "body":
                break
    return paragraph, None
