"""Footnotes and endnotes of a Word document with the numbers that they are printed with (ECMA-376 part 1, 17.11)."""

from collections.abc import Iterator, Mapping
from typing import Literal

from corpus.formats.numbering import spelled
from corpus.word.text import has_own_mark
from corpus.word.wordml import W, WordElement, find, name_of, sections_of, value_of

NoteKind = Literal["footnote", "endnote"]

_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
_PAGE_ENDS = frozenset(("lastRenderedPageBreak", "sectPr"))


class Notes:
    """The notes of one kind: `root` is the part that holds them, None where there is none."""

    def __init__(self, kind: NoteKind, root: WordElement, settings: WordElement, body: WordElement) -> None:
        self._kind = kind
        self._settings = find(settings, f"{kind}Pr")
        self._notes = {} if root is None else {note.get(f"{W}id"): note for note in root.findall(f"{W}{kind}")}
        self._marks: Mapping[WordElement, str] = dict(self._numbered(body)) if self._notes else {}

    def mark(self, reference: WordElement) -> str:
        """The number that is printed for a reference; empty where its mark is typed, or its number is not known."""
        return self._marks.get(reference, "")

    def paragraphs_of(self, reference: WordElement) -> list[WordElement]:
        """The paragraphs of the note that is referred to; none where it is missing."""
        note = self._notes.get(reference.get(f"{W}id"))
        return [] if note is None else list(note.iter(f"{W}p"))

    def _numbered(self, body: WordElement) -> Iterator[tuple[WordElement, str]]:
        """Each reference with its number, counted on through the document, its section or its page (17.11.19).

        Where Word has marked no page it began, a number that is counted on each page is not known.
        """
        sections = sections_of(body)
        laid_out = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        current, count = 0, 0
        for element in body.iter(f"{W}{self._kind}Reference", f"{W}lastRenderedPageBreak", f"{W}sectPr"):
            section = sections[current] if current < len(sections) else None
            restart = self._set(section, "numRestart", "continuous")
            name = name_of(element)
            if name == "sectPr" and element is section:
                current += 1
            if (restart == "eachPage" and name in _PAGE_ENDS) or (restart == "eachSect" and name == "sectPr"):
                count = 0
            elif name not in _PAGE_ENDS and not has_own_mark(element):
                count += 1
                number = int(self._set(section, "numStart", "1")) - 1 + count
                known = laid_out or restart != "eachPage"
                yield element, spelled(number, self._set(section, "numFmt", _USUAL[self._kind])) if known else ""

    def _set(self, section: WordElement, name: str, usual: str) -> str:
        """A property of the notes: the section's, else the document's."""
        return value_of(section, f"{self._kind}Pr/{name}") or value_of(self._settings, name) or usual
