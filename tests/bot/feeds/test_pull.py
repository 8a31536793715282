"""What a feed lists comes into its folder, once; what it lists no more stays, what was withdrawn does not come back."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import bot.feeds.fetch
import bot.feeds.pull
from bot.feeds.allowed import Allowed
from bot.feeds.fetch import Fetcher
from bot.feeds.kept import load_kept, origin_of
from bot.feeds.pull import Pulled, pull, told_bound
from bot.sources import Feed, folder_of_feed
from tests.bot.feeds.site import Page, Site, site

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of_feed(tmp_path, "tinh")


def rss(*links: str, date: str = "") -> Page:
    items = "".join(f"<item><link>{link}</link><pubDate>{date}</pubDate></item>" for link in links)
    return Page(f"<rss><channel>{items}</channel></rss>".encode(), "application/rss+xml")


def pulled(web: Site, folder: Path, *, withdrawn: tuple[str, ...] = (), **more: object) -> Pulled:
    with Fetcher(Allowed([web.address]), pace=0) as fetcher:
        return pull(Feed(url=f"{web.address}/feed", **more), folder, fetcher, withdrawn)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_documents_come_once_and_stay(web: Site, folder: Path, tmp_path: Path) -> None:
    web.pages["/feed"] = rss("/vb/1.txt", "/vb/2", "/vb/3.txt")
    web.pages["/vb/1.txt"] = Page(b"one")
    web.pages["/vb/2"] = Page(b"<p>two</p>", "text/html; charset=utf-8")
    result = pulled(web, folder)
    assert (result.added, result.changed, result.left) == (2, 0, 0)
    assert [each.source for each in result.failed] == [f"{web.address}/vb/3.txt"]
    assert names(folder) == ["1.txt", "2.html"]
    assert (folder / "1.txt").read_bytes() == b"one"
    assert origin_of(tmp_path, [folder / "2.html"]) == f"{web.address}/vb/2"
    assert origin_of(tmp_path, [tmp_path / "elsewhere.txt", folder / "other.txt"]) is None
    web.paths()
    assert pulled(web, folder) == Pulled()  # neither what came nor what failed is asked for before a day is over
    assert web.paths() == ["/robots.txt", "/feed"]
    web.pages["/feed"] = rss()
    assert pulled(web, folder) == Pulled()
    assert names(folder) == ["1.txt", "2.html"]
    for path in [folder, *folder.parent.iterdir()]:
        assert path.stat().st_mode & 0o077 == 0 or not path.is_dir()


def test_what_changed_is_fetched_anew_into_the_same_file(web: Site, folder: Path) -> None:
    web.pages["/feed"] = rss("/vb/1.txt", date="today")
    web.pages["/vb/1.txt"] = Page(b"one", headers={"ETag": '"1"'})
    pulled(web, folder)
    web.pages["/feed"] = rss("/vb/1.txt", date="tomorrow")
    assert pulled(web, folder) == Pulled(unchanged=1)
    web.pages["/vb/1.txt"] = Page(b"two", headers={"ETag": '"2"'})
    assert pulled(web, folder) == Pulled()  # as the feed dates it, it is what it was
    web.pages["/feed"] = rss("/vb/1.txt", date="the day after")
    assert pulled(web, folder) == Pulled(changed=1)
    assert (names(folder), (folder / "1.txt").read_bytes()) == (["1.txt"], b"two")


def test_what_has_no_date_is_asked_for_again_after_a_day(
    web: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/feed"] = rss("/vb/1.txt", "/vb/2.txt")
    web.pages["/vb/1.txt"] = Page(b"one", headers={"ETag": '"1"'})
    pulled(web, folder)
    web.pages["/vb/2.txt"] = Page(b"two")
    monkeypatch.setattr(bot.feeds.pull, "_AGAIN", timedelta())
    assert pulled(web, folder) == Pulled(added=1, unchanged=1)
    del web.pages["/vb/1.txt"]
    assert [each.source for each in pulled(web, folder).failed] == [f"{web.address}/vb/1.txt"]
    assert names(folder) == ["1.txt", "2.txt"]


def test_what_is_missing_is_fetched_again(web: Site, folder: Path) -> None:
    web.pages["/feed"] = rss("/vb/1.txt", date="today")
    web.pages["/vb/1.txt"] = Page(b"one", headers={"ETag": '"1"'})
    pulled(web, folder)
    (folder / "1.txt").unlink()
    assert pulled(web, folder) == Pulled(added=1)


def test_what_was_withdrawn_does_not_come_back(web: Site, folder: Path) -> None:
    web.pages["/feed"] = rss("/vb/1.txt")
    web.pages["/vb/1.txt"] = Page(b"one")
    pulled(web, folder)
    [kept] = load_kept(folder).values()
    (folder / kept.file).unlink()
    assert pulled(web, folder, withdrawn=(kept.sha256,)) == Pulled()
    web.pages["/feed"] = rss("/vb/1.txt", "/vb/copy.txt", date="later")
    web.pages["/vb/copy.txt"] = Page(b"one")
    pulled(web, folder, withdrawn=(kept.sha256,))
    assert names(folder) == []


def test_documents_of_one_name_are_two_files(web: Site, folder: Path) -> None:
    web.pages["/feed"] = rss("/a/vb.txt", "/b/vb.txt", "/c/..%2F..%2F.vb.txt", "/d/vb.txt")
    for place in "abd":
        web.pages[f"/{place}/vb.txt"] = Page(place.encode())
    web.pages["/c/..%2F..%2F.vb.txt"] = Page(b"c")
    assert pulled(web, folder).added == 4
    assert names(folder) == ["vb (2).txt", "vb (3).txt", "vb (4).txt", "vb.txt"]
    folder.with_name("tinh.json").write_text("damaged")
    assert pulled(web, folder) == Pulled(unchanged=4)
    assert len(names(folder)) == 4


def test_only_addresses_that_match_are_fetched(web: Site, folder: Path) -> None:
    web.pages["/feed"] = rss("/vb/1.txt", "/tin/2.txt", "/vb/2025/3.txt")
    web.pages |= {f"/{path}": Page(path.encode()) for path in ("vb/1.txt", "tin/2.txt", "vb/2025/3.txt")}
    assert pulled(web, folder, paths=("/vb/*",)).added == 2
    assert names(folder) == ["1.txt", "3.txt"]


def test_what_is_in_no_format_that_is_read_is_told(web: Site, folder: Path) -> None:
    web.pages["/feed"] = rss("/a.mp4", "/b")
    web.pages |= {"/a.mp4": Page(b"x", "video/mp4"), "/b": Page(b"x", "application/octet-stream")}
    assert [each.reason.partition(" is ")[2][:8] for each in pulled(web, folder).failed] == ["in a for"] * 2
    assert names(folder) == []


def test_sitemaps_within_each_other_end(web: Site, folder: Path) -> None:
    def index(*links: str) -> Page:
        inside = "".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links)
        return Page(f"<sitemapindex>{inside}</sitemapindex>".encode(), "application/xml")

    def sitemap(*links: str) -> Page:
        return Page(f"<urlset>{''.join(f'<url><loc>{link}</loc></url>' for link in links)}</urlset>".encode())

    web.pages["/feed"] = index("/feed", "/one", "/two", "/missing")
    web.pages["/one"] = sitemap("/vb/1.txt")
    web.pages["/two"] = index("/one", "/three")
    web.pages["/three"] = index("/four")
    web.pages["/four"] = sitemap("/vb/4.txt")
    web.pages["/vb/1.txt"] = Page(b"one")
    result = pulled(web, folder)
    assert (result.added, [each.source for each in result.failed]) == (1, [f"{web.address}/missing"])
    asked = web.paths()
    assert sorted(asked) == sorted(set(asked))
    assert "/four" not in asked
    web.pages["/feed"] = index(*(f"/s{number}" for number in range(100)))
    pulled(web, folder)
    assert sum(path.startswith("/s") for path in web.paths()) == 49


def test_many_documents_come_in_several_pulls(web: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.feeds.pull, "_DOCUMENTS", 2)
    web.pages["/feed"] = rss(*(f"/{number}.txt" for number in range(5)))
    web.pages |= {f"/{number}.txt": Page(b"%d" % number) for number in range(5)}
    assert [(each.added, each.left) for each in (pulled(web, folder) for _ in range(4))] == [
        (2, 3),
        (2, 1),
        (1, 0),
        (0, 0),
    ]


def test_a_pull_has_a_time_and_goes_on_with_the_next(web: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document takes a minute of an hour."""
    clock = [0.0]
    monkeypatch.setattr(bot.feeds.pull, "monotonic", lambda: clock[0])

    def slowly(request: BaseHTTPRequestHandler) -> None:
        clock[0] += 60
        request.wfile.write(request.path.encode())

    paths = [f"/vb/{number}.txt" for number in range(100)]
    web.pages |= {path: Page(send=slowly) for path in paths} | {"/feed": rss(*paths, date="today")}
    first, second = pulled(web, folder), pulled(web, folder)
    assert (first.added, first.left, first.bound) == (60, 40, "1:00:00")
    assert told_bound(first) == "a pull takes 1:00:00 at most, the rest comes with the next"
    assert (second.added, second.left, second.bound) == (40, 0, "")
    assert len([each for each in names(folder) if each.endswith(".txt")]) == 100


def test_a_pull_has_its_bytes_those_of_what_is_refused_among_them(
    web: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.feeds.pull, "LARGEST_FILE", 600_000)
    web.pages["/feed"] = rss("/large.txt", "/1.txt", "/2.txt", "/3.txt", date="today")
    web.pages |= {f"/{number}.txt": Page(str(number).encode() * 300_000) for number in (1, 2, 3)}
    web.pages["/large.txt"] = Page(b"0" * 700_000)
    first, second = (pulled(web, folder, megabytes=1) for _ in range(2))
    assert (first.added, first.left, first.bound) == (2, 1, "1 MB")
    assert (second.added, second.left, second.bound) == (1, 0, "")


def test_sitemaps_leave_half_of_a_pull_to_documents(web: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(bot.feeds.pull, "monotonic", lambda: clock[0])

    def slowly(body: bytes) -> Page:
        def send(request: BaseHTTPRequestHandler) -> None:
            clock[0] += 600
            request.wfile.write(body)

        return Page(media_type="application/xml", send=send)

    maps = "".join(f"<sitemap><loc>{web.address}/map{number}.xml</loc></sitemap>" for number in range(20))
    web.pages["/feed"] = slowly(f"<sitemapindex>{maps}</sitemapindex>".encode())
    for number in range(20):
        one = f"<urlset><url><loc>{web.address}/{number}.txt</loc></url></urlset>"
        web.pages |= {f"/map{number}.xml": slowly(one.encode()), f"/{number}.txt": Page(str(number).encode())}
    result = pulled(web, folder)
    assert (result.added, result.left, result.bound) == (2, 0, "1:00:00")


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_left_alone(web: Site, folder: Path, status: int) -> None:
    web.pages["/feed"] = rss("/1.txt", "/2.txt", "/3.txt")
    web.pages |= {"/1.txt": Page(b"one"), "/2.txt": Page(status=status), "/3.txt": Page(b"three")}
    result = pulled(web, folder)
    assert (result.added, result.left, len(result.failed)) == (1, 2, 1)
    web.paths()
    web.pages["/2.txt"] = Page(b"two")
    assert pulled(web, folder).added == 2
    assert web.paths()[2:] == ["/2.txt", "/3.txt"]


def test_a_version_that_cannot_be_sent_back_is_not_kept(web: Site, folder: Path) -> None:
    web.pages |= {"/feed": rss("/1.txt"), "/1.txt": Page(b"one", headers={"ETag": '"\u00e9"'})}
    assert pulled(web, folder).added == 1
    assert all(not kept.version.etag for kept in load_kept(folder).values())


def test_a_site_that_comes_to_no_end_is_left_alone(web: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dripping(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):  # once nobody reads it any more
            while True:
                handler.wfile.write(b"two")
                time.sleep(0.05)

    monkeypatch.setattr(bot.feeds.fetch, "_WHOLE", 1.0)
    web.pages["/feed"] = rss("/1.txt", "/2.txt", "/3.txt")
    web.pages |= {"/1.txt": Page(b"one"), "/2.txt": Page(send=dripping), "/3.txt": Page(b"three")}
    result = pulled(web, folder)
    assert (result.added, result.left, len(result.failed)) == (1, 2, 1)


def test_a_feed_that_cannot_be_had_is_one_line(web: Site, folder: Path) -> None:
    assert [each.source for each in pulled(web, folder).failed] == [f"{web.address}/feed"]
    web.pages["/feed"] = Page(b"<html/>", "text/html")
    [failure] = pulled(web, folder).failed
    assert "is no RSS, Atom or sitemap" in failure.reason
    web.pages["/feed"] = rss("http://elsewhere.example/1.txt")
    [failure] = pulled(web, folder).failed
    assert "feed_sites" in failure.reason


def test_what_is_kept_of_it_is_json(web: Site, folder: Path) -> None:
    web.pages |= {"/feed": rss("/1.txt"), "/1.txt": Page(b"one")}
    pulled(web, folder)
    kept = json.loads(folder.with_name("tinh.json").read_text())
    assert kept[f"{web.address}/1.txt"]["file"] == "1.txt"
