"""The fonts that a Word document sets its text in, and its text rewritten in Unicode where they are older than that."""

from collections.abc import Iterable, Sequence

from corpus.text.font_name import prints_capitals
from corpus.text.legacy import unicode_of_runs, warnings_of
from corpus.word.styles import Styles
from corpus.word.wordml import W, WordElement


def recode(roots: Sequence[WordElement], styles: Styles) -> tuple[str, ...]:
    """Rewrites the text below `roots` in Unicode where it stands; what was done, as warnings of the report."""
    paragraphs = [list(_texts(paragraph)) for root in roots for paragraph in root.iter(f"{W}p")]
    runs = [[(text.text or "", _font_of(text, styles)) for text in paragraph] for paragraph in paragraphs]
    converted, encodings = unicode_of_runs(runs)
    for paragraph, texts in zip(paragraphs, converted, strict=True):
        for element, text in zip(paragraph, texts, strict=True):
            element.text = text
    for paragraph, typed in zip(paragraphs, runs, strict=True):
        for element, (_, font) in zip(paragraph, typed, strict=True):
            if prints_capitals(font):
                element.getparent().get_or_add_rPr().get_or_add_caps()
    return warnings_of(encodings)


def _texts(paragraph: WordElement) -> Iterable[WordElement]:
    """The text elements of a paragraph; the soft hyphen, which TCVN3 types for ư, is one of them."""
    for element in list(paragraph.iter(f"{W}t", f"{W}softHyphen")):
        if next(element.iterancestors(f"{W}p")) is paragraph:
            if element.tag == f"{W}softHyphen":
                element.tag, element.text = f"{W}t", "\xad"
            yield element


def _font_of(text: WordElement, styles: Styles) -> str | None:
    """The font of the upper half of Latin, where the old encodings differ; None where nothing names one."""
    named = (
        (fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or "").strip()
        for fonts in styles.stated(text.getparent(), "rFonts")
    )
    return next(filter(None, named), None)
