"""What feeds and sitemaps list; and what a hostile one does not get."""

import gzip
import tracemalloc
from pathlib import Path

import pytest

from bot.errors import FeedError
from bot.feeds.listing import LARGEST, MOST, Listed, listing_of

AT = "https://vanban.tinh.example/rss/feed.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Văn bản</title><link>https://vanban.tinh.example/</link>
<item><title>Kế hoạch</title><link>/vb/kh-173.pdf#trang-2</link><pubDate>Tue, 28 Apr 2026 08:00:00 +0700</pubDate></item>
<item><title>Báo cáo & phụ lục</title><link> https://vanban.tinh.example/vb/bc.html </link><enclosure url="/vb/bc.docx"/></item>
<item><guid>https://vanban.tinh.example/vb/qd.pdf</guid></item>
<item><guid isPermaLink="false">57</guid></item>
<item><link>https://vanban.tinh.example/vb/kh-173.pdf</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://vanban.tinh.example/"/>
<entry><link rel="alternate" href="../vb/1.html"/><link rel="enclosure" href="../vb/1.pdf"/><link rel="self" href="../e/1"/>
<updated>2026-04-28T08:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel/><item><link>https://vanban.tinh.example/vb/1.html</link><dc:date>2026-04-28</dc:date></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://vanban.tinh.example/vb/1.pdf</loc><lastmod>2026-04-28</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://vanban.tinh.example/sitemap-1.xml.gz</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("written", "documents"),
    [
        (
            RSS,
            [
                ("kh-173.pdf", "Tue, 28 Apr 2026 08:00:00 +0700"),
                ("bc.html", ""),
                ("bc.docx", ""),
                ("qd.pdf", ""),
            ],
        ),
        (ATOM, [("1.html", "2026-04-28T08:00:00Z"), ("1.pdf", "2026-04-28T08:00:00Z")]),
        (RDF, [("1.html", "2026-04-28")]),
        (SITEMAP, [("1.pdf", "2026-04-28")]),
    ],
)
def test_documents_with_their_dates(written: str, documents: list[tuple[str, str]]) -> None:
    for content in (written.encode(), gzip.compress(written.encode())):
        found = listing_of(content, AT)
        assert list(found.documents) == [
            Listed(f"https://vanban.tinh.example/vb/{name}", changed) for name, changed in documents
        ]
        assert found.sitemaps == ()


@pytest.mark.parametrize(
    "odd",
    [
        "<item>&nbsp;<link>/x</link></item>", "<a:b/>", "<item><x:y/><link>/x</link></item>", "<item><link>&#xd800;</link></item>",
        "<item><link>/x</link><pubDate>&#xd800;</pubDate></item>", "<item><link>http://[</link></item>",
    ],
)  # fmt: skip
def test_what_is_odd_in_one_item_costs_no_other(odd: str) -> None:
    found = listing_of(f"<rss><channel>{odd}<item><link>/vb/1.pdf</link></item></channel></rss>".encode(), AT)
    assert "https://vanban.tinh.example/vb/1.pdf" in [each.url for each in found.documents]


@pytest.mark.parametrize("root", ["<a:b/>", "<:/>", "<x:y:z/>"])
def test_an_odd_root_is_one_line(root: str) -> None:
    with pytest.raises(FeedError, match="is no RSS, Atom or sitemap") as refused:
        listing_of(root.encode(), AT)
    assert "\n" not in str(refused.value)


def test_no_more_is_listed_than_the_protocol_has() -> None:
    items = "".join(f"<url><loc>https://vanban.tinh.example/{number}</loc></url>" for number in range(MOST + 10))
    assert len(listing_of(f"<urlset>{items}</urlset>".encode(), AT).documents) == MOST


def test_an_index_lists_sitemaps() -> None:
    found = listing_of(INDEX.encode(), AT)
    assert (found.documents, found.sitemaps) == ((), ("https://vanban.tinh.example/sitemap-1.xml.gz",))


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"not XML", b"<html><body><a href='/x'>x</a></body></html>", b"\x1f\x8bdamaged", b"\xff\xfe\x00"],
)
def test_what_is_no_feed_is_one_line(content: bytes) -> None:
    with pytest.raises(FeedError) as refused:
        listing_of(content, AT)
    assert AT in str(refused.value)
    assert "\n" not in str(refused.value)


def test_of_a_feed_that_breaks_off_there_is_what_came() -> None:
    assert len(listing_of(RSS[: RSS.index("<item><guid>")].encode(), AT).documents) == 3


def test_no_file_of_this_machine_is_put_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://vanban.tinh.example/bi-mat")
    for entity in (f'SYSTEM "{(tmp_path / "secret").as_uri()}"', '"https://vanban.tinh.example/bi-mat"'):
        hostile = f"<!DOCTYPE rss [<!ENTITY x {entity}>]><rss><channel><item><link>&x;</link></item></channel></rss>"
        assert "bi-mat" not in repr(listing_of(hostile.encode(), AT))


def test_a_billion_laughs_cost_nothing() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    hostile = f'<!DOCTYPE rss [<!ENTITY l0 "{"ha" * 50}">{entities}]><rss><channel><item><link>/a&l9;</link></item></channel></rss>'
    tracemalloc.start()
    found = listing_of(hostile.encode(), AT)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**20
    assert all(len(each.url) < 1_000 for each in found.documents)


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(FeedError, match="unpacks to more than 50 MB"):
        listing_of(gzip.compress(b" " * (LARGEST + 1)), AT)
