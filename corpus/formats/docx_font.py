"""The fonts that a Word document sets its text in, and its text rewritten in Unicode where they are older than that."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.text.font_name import prints_capitals
from corpus.text.legacy import unicode_of_runs, warnings_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Element = Any
"""An lxml element of WordprocessingML."""


def recode(roots: Sequence[Element], styles: Element) -> tuple[str, ...]:
    """Rewrites the text below `roots` in Unicode where it stands; what was done, as warnings of the report."""
    fonts = _Fonts(styles)
    paragraphs = [list(_texts(paragraph)) for root in roots for paragraph in root.iter(f"{_W}p")]
    runs = [[(text.text or "", fonts.of(text)) for text in paragraph] for paragraph in paragraphs]
    converted, encodings = unicode_of_runs(runs)
    for paragraph, texts in zip(paragraphs, converted, strict=True):
        for element, text in zip(paragraph, texts, strict=True):
            element.text = text
    for paragraph, typed in zip(paragraphs, runs, strict=True):
        for element, (_, font) in zip(paragraph, typed, strict=True):
            if prints_capitals(font):
                element.getparent().get_or_add_rPr().get_or_add_caps()
    return warnings_of(encodings)


def _texts(paragraph: Element) -> Iterable[Element]:
    """The text elements of a paragraph; the soft hyphen, which TCVN3 types for ư, is one of them."""
    for element in list(paragraph.iter(f"{_W}t", f"{_W}softHyphen")):
        if next(element.iterancestors(f"{_W}p")) is paragraph:
            if element.tag == f"{_W}softHyphen":
                element.tag, element.text = f"{_W}t", "\xad"
            yield element


class _Fonts:
    """Looks up the font of a text: its run's own, that of its styles, that of the document."""

    def __init__(self, styles: Element) -> None:
        self._styles: Mapping[str, Element] = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        self._usual = next(
            (name for name, style in self._styles.items()
             if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") == "1"), None,
        )  # fmt: skip
        self._default = _named(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        self._known: dict[str | None, str | None] = {}

    def of(self, text: Element) -> str | None:
        properties = text.getparent().find(f"{_W}rPr")
        paragraph = next(text.iterancestors(f"{_W}p"))
        return (
            _named(properties)
            or self._of_style(_style(properties, "rStyle"))
            or self._of_style(_style(paragraph.find(f"{_W}pPr"), "pStyle") or self._usual)
            or self._default
        )

    def _of_style(self, name: str | None) -> str | None:
        if name not in self._known:
            self._known[name] = None  # a style that is based on itself ends here
            style = self._styles.get(name) if name else None
            if style is not None:
                self._known[name] = _named(style.find(f"{_W}rPr")) or self._of_style(_style(style, "basedOn"))
        return self._known[name]


def _named(properties: Element) -> str | None:
    """The font that run properties name: that of the upper half of Latin, where the old encodings differ."""
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    if fonts is None:
        return None
    return (fonts.get(f"{_W}hAnsi") or fonts.get(f"{_W}ascii") or "").strip() or None


def _style(properties: Element, name: str) -> str | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{_W}val")
