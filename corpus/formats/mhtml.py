"""Web archives (.mht, MHTML, RFC 2557): the page of a mail-like file that holds a web page and what belongs to it.

Browsers save pages so, and Word and Excel as "single file web page", often under the name of a .doc or .xls.
"""

import email
import email.policy
from email.message import EmailMessage

from corpus.errors import UnreadableFileError
from corpus.formats.webpage import read_webpage
from corpus.paragraph import ParsedFile


def read_mhtml(content: bytes) -> ParsedFile:
    """The parsed form of the first page of a web archive; raises `UnreadableFileError` where it has none."""
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableFileError("damaged_html")
    sheets = [
        _payload(part).decode("utf-8", errors="replace") for part in parts if part.get_content_type() == "text/css"
    ]
    page = next((part for part in pages if part["content-id"] == message.get_param("start")), pages[0])
    return read_webpage(_payload(page), declared=str(page.get_param("charset") or ""), sheets=sheets)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
