"""What a feed or a sitemap lists: RSS 0.9 to 2.0, Atom, sitemaps and indexes of them.

All that is wanted of them is addresses and dates, which lxml reads as it reads web pages; a feed reader would know no sitemap.
Nothing is loaded and no entity is put in: neither files (XXE) nor a billion laughs.
"""

import zlib
from dataclasses import dataclass

import httpx
from lxml import etree

from bot.errors import FeedError

LARGEST = 50 * 1024 * 1024
"""Bytes, as the protocol of sitemaps has it; also unpacked."""
MOST = 50_000
"""Addresses of one list, as that protocol has it."""
_GZIP = b"\x1f\x8b"
_ITEMS = {"urlset": "url", "sitemapindex": "sitemap", "rss": "item", "RDF": "item", "feed": "entry"}
"""By the name of the root, those of what is listed."""
_DATES = ("lastmod", "updated", "pubDate", "date", "published")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document."""

    url: str
    changed: str
    """When, as the feed writes it; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Listing:
    """In the order of the feed, each address once."""

    documents: tuple[Listed, ...] = ()
    sitemaps: tuple[str, ...] = ()


def listing_of(content: bytes, url: str) -> Listing:
    """What is listed by what was found at `url`. Raises FeedError for what is no feed."""
    root = _root(content, url)
    kind = _name(root)
    if kind not in _ITEMS:
        raise FeedError(f"{url!r} is no RSS, Atom or sitemap: its root is <{kind}>")
    found: dict[str, Listed] = {}
    for item in root.iter(f"{{*}}{_ITEMS[kind]}"):
        try:
            links, changed = _links(item), _first(item, _DATES)
            addresses = [str(httpx.URL(url).join(link.strip()).copy_with(fragment=None)) for link in links]
        except (httpx.InvalidURL, ValueError):  # also half a letter, which a damaged feed may name by its number
            continue
        for address in addresses:
            found.setdefault(address, Listed(address, changed))
        if len(found) >= MOST:
            break
    if kind == "sitemapindex":
        return Listing(sitemaps=tuple(found))
    return Listing(tuple(found.values()))


def _root(content: bytes, url: str) -> etree._Element:
    if content.startswith(_GZIP):
        content = _unpacked(content, url)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"{url!r} is no RSS, Atom or sitemap: {error}") from error
    if root is None:
        raise FeedError(f"{url!r} is no RSS, Atom or sitemap: it is not XML")
    return root


def _unpacked(content: bytes, url: str) -> bytes:
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = opened.decompress(content, LARGEST)
    except zlib.error as error:
        raise FeedError(f"{url!r} is damaged: {error}") from error
    if opened.unconsumed_tail:
        raise FeedError(f"{url!r} unpacks to more than {LARGEST >> 20} MB")
    return unpacked


def _links(item: etree._Element) -> list[str]:
    """Addresses of one item: the document itself, and what is attached to it."""
    links = []
    for child in item:
        match _name(child):
            case "loc":
                links.append(child.text or "")
            case "link" if child.get("rel", "alternate") in ("alternate", "enclosure"):
                links.append(child.get("href") or child.text or "")
            case "enclosure":
                links.append(child.get("url") or "")
            case "guid" if child.get("isPermaLink", "true") == "true" and item.find("{*}link") is None:
                links.append(child.text or "")
    return [each for each in links if each.strip()]


def _name(element: etree._Element) -> str:
    """Without its namespace, declared or not; empty for what is no element, such as an entity."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _first(item: etree._Element, names: tuple[str, ...]) -> str:
    texts = (item.findtext(f"{{*}}{name}") for name in names)
    return next((text.strip() for text in texts if text and text.strip()), "")
