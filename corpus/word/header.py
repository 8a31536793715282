"""Letterhead that a Word document has in its page header, where the page shows it and the text does not."""

from corpus.document.letterhead import parts_of_letterhead
from corpus.word.package import WordPackage
from corpus.word.wordml import W, WordElement, find, is_on, sections_of

_LINES_OF_HEAD = 30
"""Paragraphs at the top of a text in which its letterhead stands, cells of its tables counted."""


def first_header(package: WordPackage) -> WordElement:
    """The header of the first page without its page numbers; None where it has none.

    The first section's header for its first page is printed there where `titlePg` is on, else the one for all pages
    (ECMA-376 part 1, 17.10.5, 17.10.6).
    """
    section = next(iter(sections_of(package.body)), None)
    wanted = "first" if is_on(find(section, "titlePg")) else "default"
    for reference in section.findall(f"{W}headerReference") if section is not None else ():
        header = package.part(reference) if reference.get(f"{W}type", "default") == wanted else None
        if header is not None:
            _leave_out_page_numbers(header)
            return header
    return None


def completes_letterhead(header: WordElement, body: WordElement) -> bool:
    """Whether a header holds a part of the letterhead that the text lacks."""
    return bool(_parts(header) - _parts(body))


def _parts(root: WordElement) -> frozenset[str]:
    paragraphs = list(root.iter(f"{W}p"))[:_LINES_OF_HEAD]
    return parts_of_letterhead(["".join(text.text or "" for text in each.iter(f"{W}t")) for each in paragraphs])


def _leave_out_page_numbers(header: WordElement) -> None:
    for paragraph in list(header.iter(f"{W}p")):
        codes = [field.get(f"{W}instr", "") for field in paragraph.iter(f"{W}fldSimple")]
        codes += [code.text or "" for code in paragraph.iter(f"{W}instrText")]
        if any(code.split()[:1] == ["PAGE"] for code in codes):
            for run in list(paragraph.iter(f"{W}r")):
                run.getparent().remove(run)
