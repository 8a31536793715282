"""The door to the web for feeds: one request after the other, slowly, to listed sites alone, with every length bounded."""

import importlib.metadata
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from bot.errors import FeedError
from bot.feeds.allowed import Allowed, site_of
from index.folders.patience import in_time

AGENT = "hoidap"
"""How robots.txt calls us."""
_PACE = 1.0
"""Seconds between two requests to a site, at least."""
_SLOWEST = 30.0
"""Seconds between them that a site may ask for."""
_SILENT = 20.0
_WHOLE = 600.0
"""Seconds that a server may say nothing, and that one document may take."""
_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)


class SlowSiteError(FeedError):
    """A site that says nothing, or comes to no end."""


@dataclass(frozen=True, slots=True)
class Version:
    """By what a site tells whether what it has is what it sent before."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a site sent."""

    url: str
    """Where it was found in the end."""
    content: bytes
    media_type: str
    """Such as "text/html"; empty where it is not said."""
    version: Version


class Fetcher:
    """A context manager. No proxy, cookie or password of the environment is used."""

    def __init__(self, allowed: Allowed, pace: float = _PACE) -> None:
        self._allowed = allowed
        self._pace = pace
        self._asked: dict[tuple[str, str, int], float] = {}
        self.received = 0
        """Bytes, those of what was refused in the end among them."""
        version = importlib.metadata.version("hoidap")
        self._client = httpx.Client(
            trust_env=False,
            verify=ssl.create_default_context(),  # what the machine trusts, an office's own authority too
            timeout=_SILENT,
            # no connection is used for another name at the same address, whose certificate nobody looked at
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": f"{AGENT}/{version}", "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        most: int,
        known: Version = Version(),
        may_ask: Callable[[httpx.URL], float] = lambda _: 0.0,
    ) -> Fetched | None:
        """At most `most` bytes; None where it is still `known`. `may_ask` tells how many seconds to wait, or raises FeedError.

        Raises FeedError for all that is not as it should be.
        """
        try:
            at = httpx.URL(url).copy_with(fragment=None)
            for _ in range(_REDIRECTS + 1):
                self._wait(at, may_ask(at))
                found = in_time(lambda at=at: self._asked_once(at, most, known), f"fetch {at}", _WHOLE)  # type: ignore[misc]
                if not isinstance(found, httpx.URL):
                    return found
                at = found
        except (TimeoutError, httpx.TimeoutException) as error:
            raise SlowSiteError(f"{url!r} cannot be fetched ({error or type(error).__name__})") from error
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            ssl.SSLError,
            ValueError,
        ) as error:  # ValueError: what cannot be a header
            raise FeedError(f"{url!r} cannot be fetched ({error or type(error).__name__})") from error
        raise FeedError(f"{url!r} leads on more than {_REDIRECTS} times")

    def _asked_once(self, url: httpx.URL, most: int, known: Version) -> Fetched | httpx.URL | None:
        """What is there, or where it leads on."""
        request = self._client.build_request(
            "GET",
            url.copy_with(host=self._allowed.address_of(url)),
            headers={
                "Host": url.netloc.decode("ascii"),
                "If-None-Match": known.etag,
                "If-Modified-Since": known.modified,
            },
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        for name in ("If-None-Match", "If-Modified-Since"):
            if not request.headers[name]:
                del request.headers[name]
        response = self._client.send(request, stream=True)
        try:
            if response.status_code in _MOVED:
                return url.join(response.headers.get("Location", "")).copy_with(fragment=None)
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            if response.status_code != httpx.codes.OK:
                raise FeedError(f"{str(url)!r} answers {response.status_code}", response.status_code)
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise FeedError(f"{str(url)!r} is sent compressed, which was not asked for")
            return Fetched(str(url), self._read(response, most), _media_type(response), _version(response))
        finally:
            response.close()

    def _read(self, response: httpx.Response, most: int) -> bytes:
        content = bytearray()
        for part in response.iter_raw():
            content += part
            self.received += len(part)
            if len(content) > most:
                raise FeedError(f"{str(response.url)!r} is larger than {most >> 20} MB")
        return bytes(content)

    def _wait(self, url: httpx.URL, longer: float) -> None:
        """Until the site of the address may be asked again."""
        asked = self._asked.get(site_of(url))
        if asked is not None:
            time.sleep(max(0.0, asked + max(self._pace, min(longer, _SLOWEST)) - time.monotonic()))
        self._asked[site_of(url)] = time.monotonic()


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _version(response: httpx.Response) -> Version:
    """Only what can be sent back: headers are ASCII."""
    told = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Version(*(each if each.isascii() else "" for each in told))
