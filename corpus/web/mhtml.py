"""Web archives (.mht, MHTML, RFC 2557): the page of a mail-like file that holds a web page and what belongs to it.

Browsers save pages so, and Word and Excel as "single file web page", often under the name of a .doc or .xls.
"""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from corpus.errors import UnreadableFileError
from corpus.paragraph import ParsedFile
from corpus.web.webpage import read_webpage


def read_mhtml(content: bytes) -> ParsedFile:
    """The parsed form of the page of a web archive, or of those in its frames, which are a workbook's sheets.

    Raises `UnreadableFileError` where it has no page.
    """
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableFileError("damaged_html")
    sheets = [
        _payload(part).decode("utf-8", errors="replace") for part in parts if part.get_content_type() == "text/css"
    ]
    first = next((part for part in pages if part["content-id"] == message.get_param("start")), pages[0])
    shown = [part for part in pages if part is not first] if b"<frameset" in _payload(first).lower() else [first]
    read = [
        read_webpage(_payload(part), declared=str(part.get_param("charset") or ""), sheets=sheets) for part in shown
    ]
    return replace(
        read[0] if read else ParsedFile(()),
        paragraphs=tuple(paragraph for each in read for paragraph in each.paragraphs),
        warnings=tuple(dict.fromkeys(warning for each in read for warning in each.warnings)),
    )


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
