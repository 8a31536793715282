"""`hoidap pull`, and a server that pulls by itself: nothing is asked but what the settings list."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bot.command_line import hoidap
from tests.bot.feeds.site import Page, Site, site
from tests.bot.feeds.test_pull import TEXT, rss
from tests.bot.server_process import server_process


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        opened.pages["/feed"] = rss("/vb/1.txt", date="today")
        opened.pages["/vb/1.txt"] = Page(TEXT.format(100).encode(), "text/plain")
        yield opened


def settings(data: Path, web: Site, more: str = "") -> None:
    data.mkdir(exist_ok=True)
    (data / "hoidap.toml").write_text(
        f'feed_sites = ["{web.address}"]\n[feeds.tinh]\nurl = "{web.address}/feed"\ncollection = "tinh"\n{more}',
        encoding="utf-8",
    )


def test_what_feeds_list_is_read_into_their_collection(tmp_path: Path, web: Site) -> None:
    data = tmp_path / "data"
    settings(data, web)
    done = hoidap("--data", str(data), "pull", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["tinh"]
    assert (told["added"], len(told["sync"]["added"])) == (1, 1)
    again = hoidap("--data", str(data), "pull", "tinh")
    assert again.stdout.startswith("tinh: nothing new\n")
    assert "1 unchanged" in again.stdout
    web.paths()
    assert json.loads(hoidap("--data", str(data), "sync", "--json").stdout)["unchanged"] == 1
    assert web.paths() == []


def test_a_report_of_a_feed_that_is_withdrawn_does_not_come_back(tmp_path: Path, web: Site) -> None:
    data = tmp_path / "data"
    settings(data, web)
    hoidap("--data", str(data), "pull")
    [file] = (data / "feeds" / "tinh").iterdir()
    assert hoidap("--data", str(data), "remove", str(file)).returncode == 0
    assert not file.exists()
    web.pages["/feed"] = rss("/vb/1.txt", date="later")
    told = json.loads(hoidap("--data", str(data), "pull", "--json").stdout)["tinh"]
    assert (told["added"], told["sync"]["added"]) == (0, [])
    assert not file.exists()


def test_what_fails_is_named_and_the_exit_code_tells(tmp_path: Path, web: Site) -> None:
    data = tmp_path / "data"
    settings(data, web)
    web.pages["/feed"] = rss("/vb/1.txt", "/vb/2.txt")
    done = hoidap("--data", str(data), "pull", "--json")
    assert done.returncode == 1
    [failure] = json.loads(done.stdout)["tinh"]["sync"]["failed"]
    assert failure["source"].endswith("/vb/2.txt")
    wrong = hoidap("--data", str(data), "pull", "other")
    assert (wrong.returncode, wrong.stderr) == (2, "hoidap: there is no feed 'other' in the settings: tinh\n")


def test_a_server_pulls_by_itself_as_often_as_is_set(tmp_path: Path, web: Site) -> None:
    data = tmp_path / "data"
    settings(data, web, 'every = "1 s"\n')
    with server_process(data) as server:
        while not (found := httpx.get(f"{server.address}/api/reports").json()):
            time.sleep(0.1)
        assert [each["collection"] for each in found] == ["tinh"]
        page = httpx.get(f"{server.address}/reports/{found[0]['id']}").text
        assert f'<a href="{web.address}/vb/1.txt" rel="noopener noreferrer">' in page
        web.pages["/vb/2.txt"] = Page(status=404)
        web.pages["/feed"] = rss("/vb/1.txt", "/vb/2.txt", date="today")
        while "/vb/2.txt" not in server.log.read_text():
            time.sleep(0.1)
        beside = hoidap("--data", str(data), "pull")
        assert beside.returncode in (0, 1)


def test_without_feeds_nothing_is_asked(tmp_path: Path) -> None:
    assert hoidap("--data", str(tmp_path), "pull", "--json").stdout == "{}\n"
