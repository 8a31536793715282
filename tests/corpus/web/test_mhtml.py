import base64
import quopri

import pytest

from corpus.formats.sniff import sniff
from corpus.web.mhtml import read_mhtml

PAGE = "<html><body><p>Sở tiếp nhận 123 hồ sơ.</p><p class='an'>Ẩn</p></body></html>"
OF_WORD = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_P"\r\n\r\n'
    b"This document is a Single File Web Page, also known as a Web Archive file.\r\n\r\n"
)
OF_A_BROWSER = (
    b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?B=C3=A1o?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="----=_P"\r\n\r\n\r\n'
)


def archive(head: bytes, encoding: str) -> bytes:
    page = PAGE.encode()
    written = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[encoding](page)
    return (
        head
        + f'------=_P\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'.encode()
        + written
        + b"\r\n------=_P\r\nContent-Type: text/css\r\nContent-Location: cid:a\r\n\r\n.an { display: none }\r\n------=_P--\r\n"
    )


@pytest.mark.parametrize("head", [OF_WORD, OF_A_BROWSER])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("suffix", [".doc", ".mht"])
def test_the_page_of_a_web_archive_is_read_with_the_sheets_beside_it(head: bytes, encoding: str, suffix: str) -> None:
    content = archive(head, encoding)
    assert sniff(content, suffix) == "mhtml"
    assert [paragraph.text for paragraph in read_mhtml(content).paragraphs] == ["Sở tiếp nhận 123 hồ sơ."]


def test_the_sheets_of_a_workbook_are_the_frames_of_its_page() -> None:
    parts = [
        "<html><frameset><frame src='a.htm'></frameset></html>",
        "<table><tr><td>Sheet 1</td></tr></table>",
        "<p>Thu 125 tỷ</p>",
    ]
    content = OF_WORD + b"".join(
        b'------=_P\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n' + part.encode() + b"\r\n" for part in parts
    )
    assert [paragraph.text for paragraph in read_mhtml(content + b"------=_P--").paragraphs] == [
        "Sheet 1",
        "Thu 125 tỷ",
    ]
