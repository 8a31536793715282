"""The door to protego: what a site's robots.txt lets programs fetch, and how slowly (RFC 9309)."""

import httpx
from protego import Protego

from bot.errors import FeedError
from bot.feeds.allowed import site_of
from bot.feeds.fetch import AGENT, Fetcher

_MOST = 500 * 1024
"""Bytes of a robots.txt that are read, as RFC 9309 has it."""


class Robots:
    """Asked once a pull for each site."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[tuple[str, str, int], Protego | FeedError] = {}

    def may_ask(self, url: httpx.URL) -> float:
        """Seconds between two requests that the site asks for. Raises FeedError for an address that it keeps from programs."""
        site = site_of(url)
        if site not in self._rules:
            self._rules[site] = self._rules_of(url)
        rules = self._rules[site]
        if isinstance(rules, FeedError):
            raise rules
        if not rules.can_fetch(str(url), AGENT):
            raise FeedError(f"{str(url)!r} may not be fetched: the robots.txt of its site says so")
        return float(rules.crawl_delay(AGENT) or 0)

    def _rules_of(self, url: httpx.URL) -> Protego | FeedError:
        """None there is as good as one that allows everything; one that cannot be had now is not."""
        try:
            found = self._fetcher.get(str(url.copy_with(path="/robots.txt", query=None)), _MOST)
        except FeedError as error:
            if httpx.codes.is_client_error(error.status):
                return Protego.parse("")
            return error
        return Protego.parse(found.content.decode("utf-8", "replace") if found else "")
