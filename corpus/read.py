"""A file into a `Report`: format, reader, text, identity, structure."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.archive import archive_of, content_of, members_of
from corpus.document.compose import Composition, as_printed, compose
from corpus.document.structure import sections_of, shortened
from corpus.document.zones import zones_of
from corpus.errors import UnreadableFileError
from corpus.filename import shown
from corpus.formats.office import Target, convert
from corpus.formats.plaintext import read_plaintext, read_typed
from corpus.formats.sniff import sniff
from corpus.identity.identity import Identity, identity_of
from corpus.identity.period import years_of_report
from corpus.identity.relations import relations_of
from corpus.language.detect import language_written
from corpus.notice import Notice
from corpus.paragraph import ParsedFile
from corpus.printed.word_boxes import packed
from corpus.report import Report, Section
from corpus.text.decode import decode
from corpus.text.normalise import normalise

READING_RECIPE = "8"
"""Changes whenever the same file would be read differently; a library reads its files again then."""
_LONGEST_TITLE = 120
_LONGEST_PLACE = 40
_TARGETS: dict[str, Target] = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx", "ppt": "pptx"}
"""What LibreOffice makes of the formats that no library reads."""

OnPage = Callable[[int, int], None]
"""Called with (pages done, pages in all) while a long file is read."""


def read(path: Path | str, *, collection: str = "default", on_page: OnPage | None = None) -> Report:
    """The report in the file `path`, which may lie in an archive ("reports.zip/2024/1.pdf").

    Raises `MissingPathError`, or `UnreadableFileError` whose message says what is wrong and what to do.
    """
    path = Path(path)
    content = content_of(path)
    parsed = _parsed(content, path, on_page)
    return report_of(parsed, source=shown(path), sha256=hashlib.sha256(content).hexdigest(), collection=collection)


def _parsed(content: bytes, path: Path, on_page: OnPage | None) -> ParsedFile:
    match sniff(content, path.suffix):
        case "text":
            return read_typed(decode(content), read_plaintext)
        case "markdown":
            from corpus.web.markdown import read_markdown

            return read_typed(decode(content), read_markdown)
        case "html":
            from corpus.web.webpage import read_webpage

            return read_webpage(content)
        case "mhtml":
            from corpus.web.mhtml import read_mhtml

            return read_mhtml(content)
        case "pdf":
            from corpus.pdf.pdf import read_pdf

            return read_pdf(content, on_page=on_page)
        case "picture":
            from corpus.scanned.picture import read_picture

            return read_picture(content, on_page=on_page)
        case "zip":
            if archive_of(path) is None:
                members_of(path)  # says what is wrong with the archive
            raise UnreadableFileError("is_archive")
        case office:
            return _office(content, office)


def _office(content: bytes, format_: str) -> ParsedFile:
    target = _TARGETS.get(format_)
    if target is not None:
        content = convert(content, f".{format_}", target)
    match target or format_:
        case "xlsx":
            from corpus.formats.xlsx import read_xlsx

            return read_xlsx(content)
        case "pptx":
            from corpus.formats.pptx import read_pptx

            return read_pptx(content)
        case _:
            from corpus.word.docx import read_docx

            return read_docx(content, laid_out=target is None)


def report_of(parsed: ParsedFile, *, source: str, sha256: str, collection: str) -> Report:
    """The report that a parsed file makes; its id depends on the content and the collection alone."""
    composition = compose(parsed)
    if not composition.text.strip():
        raise UnreadableFileError("no_text")
    printed = as_printed(composition)
    zones = zones_of(printed.text)
    identity = identity_of(parsed, printed, zones)
    sections = tuple(
        replace(section, heading=_as_typed(section, composition.text))
        for section in sections_of(printed.text, printed.placed, zones.closings, identity.body)
    )
    title = identity.title or _fallback_title(composition, identity, source)
    return Report(
        id=report_id_of(collection, sha256),
        collection=collection,
        title=title,
        kind=identity.kind,
        number=identity.number,
        agency=identity.agency,
        place=identity.place,
        issued=identity.issued,
        effective=identity.effective,
        years=years_of_report(title, identity.kind, composition.text, sections),
        signer=identity.signer,
        source=source,
        sha256=sha256,
        language=language_written(composition.text),
        text=composition.text,
        pages=composition.pages,
        sections=sections,
        relations=relations_of(composition.text[identity.body :], title, identity.kind, identity.number),
        warnings=(*parsed.warnings, *_heads_warnings(parsed)),
        places=packed(composition.placed),
    )


def _heads_warnings(parsed: ParsedFile) -> tuple[Notice, ...]:
    """The tables whose rows stand without heads, by what their first rows begin with."""
    first = [shortened(paragraph.text, _LONGEST_PLACE) for paragraph in parsed.paragraphs if paragraph.heads_doubtful]
    return (Notice("heads_doubtful", where=", ".join(map("“{}”".format, first))),) if first else ()


def _as_typed(section: Section, text: str) -> str:
    """The heading as it stands in the text, a title on a line of its own joined."""
    around = text[section.start :][: len(section.heading) + 8]
    return " ".join(around.split())[: len(section.heading)]


def report_id_of(collection: str, sha256: str) -> str:
    """The id of the report with this content: the same after a rename or a move."""
    return hashlib.sha256(f"{collection}\n{sha256}".encode()).hexdigest()[:16]


def _fallback_title(composition: Composition, identity: Identity, source: str) -> str:
    """The first sentence of an article without a headline; else the name of the file."""
    if identity.kind == "bài báo":
        return shortened(composition.placed[0].paragraph.text.split(". ")[0], _LONGEST_TITLE)
    return title_by_name(source)


def title_by_name(source: str) -> str:
    """The title of a report that has none but the name of its file."""
    return normalise(Path(source).stem.replace("_", " ")) or Path(source).name
