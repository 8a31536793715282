"""Web pages: the headline, date and body of an article without its menus, and documents that Word saved as HTML whole."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import lxml.etree
import lxml.html

from corpus.errors import UnreadableFileError
from corpus.paragraph import ParsedFile
from corpus.text.decode import decode
from corpus.web.article import article_of, is_of_site
from corpus.web.html_font import recode
from corpus.web.look import Element, looks_of
from corpus.web.markup import paragraphs_of

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CHARSET = re.compile(rb"<(?:meta\b|\?xml\b)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DEEPEST = 2040
"""Elements in one another; libxml2 drops what stands in some more."""


def read_webpage(content: bytes, *, declared: str = "", sheets: Iterable[str] = ()) -> ParsedFile:
    """The parsed form of an HTML file.

    The article alone is taken of a page of a site, every paragraph and table of any other page; what was dropped is
    told in its warnings. `declared` is the encoding that was declared beside the page, `sheets` are style sheets that
    came with it.
    """
    found = _CHARSET.search(_COMMENT.sub(b"", content))
    return read_markup(decode(content, declared=found[1].decode("ascii") if found else declared), sheets)


def read_markup(html: str, sheets: Iterable[str] = (), *, whole: bool = False) -> ParsedFile:
    """The parsed form of HTML that is text already; `whole` where it is no page of a site whatever it looks like."""
    root = _tree(html)
    looks = looks_of(root, sheets)
    warnings = recode(root, looks)
    body = root.find("body") if root.find("body") is not None else root
    if whole or not is_of_site(body):
        parsed = ParsedFile(tuple(paragraphs_of(body, looks)))
    else:
        parsed = article_of(root, body, looks)
    return replace(parsed, warnings=parsed.warnings + warnings)


def _tree(html: str) -> Element:
    """The elements of the page, none deeper than can be read: tags that are opened again and again lose their meaning."""
    root = _parsed(html)
    while (chain := _deepest(root)) and len(chain) > _DEEPEST:
        ((tag, _),) = Counter(chain).most_common(1)
        html = re.sub(rf"</?{re.escape(tag)}\b[^>]*>", " ", html, flags=re.IGNORECASE)
        root = _parsed(html)
    return root


def _parsed(html: str) -> Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableFileError("damaged_html") from error


def _deepest(root: Element) -> list[str]:
    """The tags of the longest chain of elements in one another, from the inside."""
    depth, deepest = 0, (0, root)
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest[0]:
            deepest = (depth, element)
    return [each.tag for each in deepest[1].iterancestors()]
