"""The article of a page that belongs to a site, without the menus, links and notices that stand round it."""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from corpus.errors import MissingProgramError
from corpus.notice import Notice
from corpus.paragraph import Paragraph, ParsedFile
from corpus.text.normalise import normalise_line
from corpus.web.look import Element, Look
from corpus.web.markup import paragraphs_of

_LEAST_KEPT = 0.9
"""The article's element holds this share of the letters that trafilatura keeps."""
_LEAST_FOUND = 0.5
"""Of the letters that trafilatura keeps, so many stand in elements of their own where the article can be told by them."""
_MORE = 2
"""Times the letters of its body that an article has with head and notes; with more it holds what readers say of it."""
_LONGER = 2
"""Times as long as a text may be before it is normalised: invisible characters and letters apart from their marks."""
_LINK_SHARE = 0.7
"""A block whose text is links to this share is a list of other pages."""
_LEAST_LINKS = 3
"""Links to other pages that make a menu of a block."""
_SENTENCE = 40
"""Letters; what is shorter is a heading of the list ("Tin liên quan:")."""
_ISO_DATE = re.compile(r"\b(20\d\d|19\d\d)-(\d\d)-(\d\d)")
_LOCAL_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
_MENUS = (
    "descendant::nav | descendant::*[@role='navigation' or @role='banner' or @role='contentinfo' or @role='search']"
)
_NOT_OF_ARTICLE = (
    "descendant::header[not(ancestor::article or ancestor::main)] | "
    "descendant::footer[not(ancestor::article or ancestor::main)] | descendant::aside[not(ancestor::article)]"
)
"""Header, footer and aside of the page, not of its article (HTML accessibility mappings, 3.5)."""


def is_of_site(body: Element) -> bool:
    """Whether the page has menus round what it says: a document that is saved as HTML has none."""
    return bool(body.xpath(_MENUS)) or any(map(_is_link_list, body.iter("ul", "ol", "div", "td", "header", "footer")))


def article_of(root: Element, body: Element, looks: Mapping[Element, Look]) -> ParsedFile:
    """The article: all of the smallest element that holds what trafilatura keeps, subheads and tables too."""
    found = _extract(root)
    headline, published = _headline(body, found), _published(found, body)
    furniture = body.xpath(f"{_MENUS} | {_NOT_OF_ARTICLE}")
    sections = {normalise_line(link.text_content()) for menu in furniture for link in menu.iter("a")}
    for menu in furniture:
        if menu.getparent() is not None:
            menu.drop_tree()
    whole = tuple(paragraphs_of(body, looks))
    kept = {text for line in (getattr(found, "text", None) or "").split("\n") if (text := normalise_line(line))}
    held = _held(body, kept)
    container = _container(body, held, sum(map(len, kept)))
    for block in list(container.iterdescendants("ul", "ol", "div", "section", "table")):
        if block.getparent() is not None and block not in held and _is_link_list(block) and not _is_told_of(block):
            block.drop_tree()
    article = tuple(paragraph for paragraph in paragraphs_of(container, looks) if paragraph.text not in sections)
    left_out = 1 - _length(article) / max(_length(whole), 1)
    warnings = (Notice("menus_left_out", share=left_out),) if left_out > 0.05 else ()
    return ParsedFile(_headed(article, headline), headline=headline, published=published, warnings=warnings)


def _extract(root: Element) -> Any:
    """What trafilatura takes for the article; None where it finds none, or the page is too deep for it."""
    try:
        import trafilatura
    except ImportError as error:
        raise MissingProgramError("needs_web_reader", detail=error.msg.splitlines()[0]) from error
    page = deepcopy(root)
    for form in list(page.iter("form")):
        form.tag = "div"  # what stands in a form beside its controls is text of the page; trafilatura takes none of it
    try:
        return trafilatura.bare_extraction(
            page, include_tables=True, include_comments=False, favor_recall=True, with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except RecursionError:  # lists in lists by the hundred
        return None


def _held(body: Element, kept: set[str]) -> dict[Element, int]:
    """The letters of prose that each element holds of the lines `kept`; lists of links are none."""
    longest = max(map(len, kept), default=0)
    held: dict[Element, int] = {}
    for place in body.iter("p", "li", "td", "div", "blockquote"):
        text = " ".join(place.text_content().split())
        if len(text) <= _LONGER * longest and normalise_line(text) in kept and not _is_of_links(place):
            for each in [place, *place.iterancestors()]:
                held[each] = held.get(each, 0) + len(text)
    return held


def _container(body: Element, held: Mapping[Element, int], letters: int) -> Element:
    """The lowest element that holds nearly all of the article, with its head; `body` where too little of it is held."""
    everything = held.get(body, 0)
    if not everything or everything < _LEAST_FOUND * letters:
        return body
    holding = [each for each, length in held.items() if length >= _LEAST_KEPT * everything]
    return _with_head(max(holding, key=lambda each: len(list(each.iterancestors())), default=body), body)


def _with_head(lowest: Element, body: Element) -> Element:
    """The `<article>` round the text, or what holds its headline too, for what stands between them: summary, day, number."""
    heads = list(body.iter("h1"))
    around = (
        each
        for each in lowest.iterancestors()
        if each.tag == "article" or (len(heads) == 1 and each in heads[0].iterancestors())
    )
    found = next(around, lowest)
    return found if found is not body and _letters(found) <= _MORE * _letters(lowest) else lowest


def _is_link_list(block: Element) -> bool:
    links = [link for link in block.iterdescendants("a") if _leads_away(link)]
    return len(links) >= _LEAST_LINKS and _is_of_links(block)


def _is_of_links(block: Element) -> bool:
    links = [link for link in block.iterdescendants("a") if _leads_away(link)]
    return bool(links) and sum(map(_letters, links)) > _LINK_SHARE * _letters(block)


def _letters(element: Element) -> int:
    return sum(map(len, element.text_content().split()))


def _is_told_of(block: Element) -> bool:
    """Whether the text leads to a list of links, or they stand in a table: then they belong to what the article says."""
    before = next((each for each in block.itersiblings(preceding=True) if isinstance(each.tag, str)), None)
    said = normalise_line(before.text_content()) if before is not None else ""
    rows = [
        sum(bool(cell.text_content().strip()) for cell in row.iterchildren("td", "th")) > 1 for row in block.iter("tr")
    ]
    return sum(rows) > 1 or (len(said) >= _SENTENCE and said.endswith(":"))


def _leads_away(link: Element) -> bool:
    """Whether a link leads to another page: one to a note or a chapter of the same page is no menu."""
    return not re.match(r"#.", link.get("href") or "")


def _headline(body: Element, found: Any) -> str | None:
    """The only `<h1>`, else the title that the page declares for sharing."""
    texts = [text for heading in body.xpath("//h1") if (text := normalise_line(heading.text_content()))]
    if len(texts) == 1:
        return texts[0]
    title = getattr(found, "title", None)
    return normalise_line(title) if title else None


def _published(found: Any, body: Element) -> date | None:
    """The date that the page declares: in its metadata, in `<time>`, or in an element of class "date"."""
    declared = [getattr(found, "date", None) or ""]
    for element in body.xpath("//time | //*[contains(@class, 'date') or contains(@class, 'time')]"):
        declared += [element.get("datetime") or "", element.text_content()[:80]]
    return next((day for text in declared if (day := _date(text)) is not None), None)


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
