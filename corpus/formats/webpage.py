"""Web pages: the headline, date and body of an article without its menus, and documents that Word saved as HTML whole."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import lxml.etree
import lxml.html

from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.formats.html_font import recode
from corpus.formats.markup import Element, paragraphs_of
from corpus.notice import Notice
from corpus.paragraph import Paragraph, ParsedFile
from corpus.text.decode import decode
from corpus.text.normalise import normalise_line

_LEAST_KEPT = 0.9
"""The article's element holds this share of the paragraphs that trafilatura keeps."""
_LINK_SHARE = 0.7
"""A block whose text is links to this share is a list of other articles."""
_MENU_LINKS = "//nav//a | //header//a | //footer//a | //aside//a"
_SITE = re.compile(r"<(?:nav|header|footer|aside)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ISO_DATE = re.compile(r"\b(20\d\d|19\d\d)-(\d\d)-(\d\d)")
_LOCAL_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")


def read_webpage(content: bytes) -> ParsedFile:
    """The parsed form of an HTML file.

    The article that trafilatura finds is taken where the page has menus round it and enough of its text is kept;
    else every paragraph and table of the page is. What was dropped is told in its warnings.
    """
    html = _text(content)
    try:
        root = lxml.html.document_fromstring(
            html.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableFileError("damaged_html") from error
    converted = recode(root)
    whole = tuple(paragraphs_of(root))
    if not _SITE.search(html):
        return ParsedFile(whole, headline=None, published=None, warnings=converted)
    parsed = _article(lxml.html.tostring(root, encoding="unicode") if converted else html, root, whole)
    return replace(parsed, warnings=parsed.warnings + converted)


def _text(content: bytes) -> str:
    declared = _CHARSET.search(content[:2048])
    if declared is not None:
        try:
            return content.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


def _extract(html: str) -> Any:
    """What trafilatura takes for the article; its body is XML of its own."""
    try:
        import trafilatura
    except ImportError as error:
        raise MissingProgramError("needs_web_reader", detail=error.msg.splitlines()[0]) from error
    return trafilatura.bare_extraction(
        html, include_tables=True, include_comments=False, favor_recall=True, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip


def _article(html: str, root: Element, whole: tuple[Paragraph, ...]) -> ParsedFile:
    """The article: all of the smallest element that holds what trafilatura keeps, subheads and tables too."""
    found = _extract(html)
    headline, published = _headline(root, found), _published(found, root)
    container = _container(root, found)
    if container is None:
        return ParsedFile(_headed(whole, headline), headline=headline, published=published)
    menu = {normalise_line(link.text_content()) for link in root.xpath(_MENU_LINKS)}
    for block in [each for each in container.iterdescendants("ul", "ol", "div", "section") if _is_link_list(each)]:
        block.drop_tree()
    body = tuple(paragraph for paragraph in paragraphs_of(container) if paragraph.text not in menu)
    left_out = 1 - _length(body) / max(_length(whole), 1)
    warnings = (Notice("menus_left_out", share=left_out),) if left_out > 0.05 else ()
    return ParsedFile(_headed(body, headline), headline=headline, published=published, warnings=warnings)


def _container(root: Element, found: Any) -> Element | None:
    """The lowest element that holds nearly all of the text of `found`; None where that cannot be told."""
    kept = {normalise_line(line) for line in (getattr(found, "text", None) or "").split("\n")}
    places = [
        each for each in root.iter("p", "li", "td", "div", "blockquote") if normalise_line(each.text_content()) in kept
    ]
    needed = _LEAST_KEPT * len(places)
    counts: dict[Element, int] = {}
    for place in places:
        for ancestor in place.iterancestors():
            counts[ancestor] = counts.get(ancestor, 0) + 1
    holding = [ancestor for ancestor, count in counts.items() if count >= needed]
    return max(holding, key=lambda each: len(list(each.iterancestors())), default=None)


def _is_link_list(block: Element) -> bool:
    links = [link.text_content() for link in block.iterdescendants("a")]
    return len(links) > 1 and sum(map(len, links)) > _LINK_SHARE * len(block.text_content().strip())


def _headline(root: Element, found: Any) -> str | None:
    """The only `<h1>`, else the title that the page declares for sharing."""
    texts = [text for heading in root.xpath("//h1") if (text := normalise_line(heading.text_content()))]
    if len(texts) == 1:
        return texts[0]
    title = getattr(found, "title", None)
    return normalise_line(title) if title else None


def _published(found: Any, root: Element) -> date | None:
    """The date that the page declares: in its metadata, in `<time>`, or in an element of class "date"."""
    declared = [getattr(found, "date", None) or ""]
    for element in root.xpath("//time | //*[contains(@class, 'date') or contains(@class, 'time')]"):
        declared += [element.get("datetime") or "", element.text_content()[:80]]
    for text in declared:
        if (day := _date(text)) is not None:
            return day
    return None


def _date(text: str) -> date | None:
    iso, local = _ISO_DATE.search(text), _LOCAL_DATE.search(text)
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(int(local[3]), int(local[2]), int(local[1])) if local is not None else None
    except ValueError:
        return None


def _headed(paragraphs: tuple[Paragraph, ...], headline: str | None) -> tuple[Paragraph, ...]:
    if headline is None or any(paragraph.text == headline for paragraph in paragraphs[:6]):
        return paragraphs
    return (Paragraph(headline, level=1), *paragraphs)


def _length(paragraphs: tuple[Paragraph, ...]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)
