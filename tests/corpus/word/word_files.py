"""Word files written by hand: the parts that a test names, and what every file has."""

import io
import zipfile
from collections.abc import Mapping

from corpus.paragraph import ParsedFile
from corpus.word.docx import read_docx

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "header": "hdr",
}


def word_file(body: str, styles: str = "", *, pages: int | None = None, chunk: str = "", **parts: str) -> bytes:
    """A .docx with this body; `parts` by kind ("numbering", "footnotes", "header" …), each named by its relation `r:id`.

    `pages`: how many the program that saved it says it laid out; `chunk`: an HTML page that `<w:altChunk r:id="chunk"/>` names.
    """
    files = {
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": _part("styles", styles),
    }
    relations = [_relation("styles", "styles", "styles.xml")]
    for kind, xml in parts.items():
        files[f"word/{kind}.xml"] = _part(_ROOTS[kind], xml)
        relations.append(_relation(kind, kind, f"{kind}.xml"))
    if chunk:
        files["word/chunk.html"] = chunk
        relations.append(_relation("chunk", "aFChunk", "chunk.html"))
    files["word/_rels/document.xml.rels"] = _relations(*relations)
    main = [_relation("main", "officeDocument", "word/document.xml")]
    if pages is not None:
        files["docProps/app.xml"] = f"<Properties><Pages>{pages}</Pages></Properties>"
        main.append(_relation("app", "extended-properties", "docProps/app.xml"))
    return _zipped({"[Content_Types].xml": _types(files), "_rels/.rels": _relations(*main), **files})


def read_word(body: str, styles: str = "", **parts: str) -> ParsedFile:
    return read_docx(word_file(body, styles, **parts))


def texts(body: str, styles: str = "", **parts: str) -> list[str]:
    return [paragraph.text for paragraph in read_word(body, styles, **parts).paragraphs]


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run; text in "<" is markup."""
    inner = text if text.startswith("<") else r(text, run)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; cells that are not markup are texts."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _part(root: str, xml: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{xml}</w:{root}>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _relations(*relations: str) -> str:
    joined = "".join(relations)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{joined}</Relationships>'
    )


def _types(files: Mapping[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = [name for name in files if name.startswith("word/") and name.endswith(".xml")]
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.{name[5:-4]}{".main" * (name == "word/document.xml")}+xml"/>'
        for name in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/>'
        f"{overrides}</Types>"
    )


def _zipped(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
