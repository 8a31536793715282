"""Documents that a Word file holds whole and prints in its text (ECMA-376 part 1, 17.17.2.1, altChunk)."""

from collections.abc import Callable
from pathlib import PurePosixPath

from corpus.errors import UnreadableFileError
from corpus.formats.office import convert
from corpus.formats.plaintext import read_plaintext, read_typed
from corpus.formats.sniff import sniff
from corpus.paragraph import ParsedFile
from corpus.text.decode import decode
from corpus.web.markdown import read_markdown
from corpus.web.mhtml import read_mhtml
from corpus.web.webpage import read_webpage


def read_embedded(name: str, content: bytes, read_docx: Callable[[bytes], ParsedFile]) -> ParsedFile:
    """The parsed form of a part with this name; raises `UnreadableFileError` where its format is not read."""
    match sniff(content, PurePosixPath(name).suffix):
        case "html":
            return read_webpage(content)
        case "mhtml":
            return read_mhtml(content)
        case "text":
            return read_typed(decode(content), read_plaintext)
        case "markdown":
            return read_typed(decode(content), read_markdown)
        case "docx":
            return read_docx(content)
        case "rtf":
            return read_docx(convert(content, ".rtf", "docx"))
        case _:
            raise UnreadableFileError("binary")
