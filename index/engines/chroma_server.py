"""A Chroma server: how it is reached, and why not."""

import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from chromadb.api.fastapi import FastAPI
from chromadb.config import Settings, System

from index.errors import EngineAwayError

_SECONDS = httpx.Timeout(30, connect=3)
"""That it may be silent. A write of a thousand passages takes it half a second, and a search of a million a tenth."""
_FAULTS = (401, 403, 407, 429)


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """What the settings say of it."""

    url: str
    token: str = field(default="", repr=False)
    """For whoever guards it: Chroma itself has no sign-in. Empty: none is sent."""
    header: str = "Authorization"
    """That the token is sent in; in this one as `Bearer TOKEN`."""
    trusted: ssl.SSLContext | None = field(default=None, repr=False, compare=False)
    """By whom its certificate may be signed; None: by whom httpx trusts."""

    def api(self) -> FastAPI:
        """What it can be asked; nothing is sent yet, and later to no other address, past no proxy of the environment."""
        url = urlsplit(self.url)
        settings = Settings(
            anonymized_telemetry=False,
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host=self.url.rstrip("/"),
            chroma_server_http_port=url.port or (443 if url.scheme == "https" else 80),
            chroma_server_ssl_enabled=url.scheme == "https",
        )
        api = System(settings).instance(FastAPI)
        # Chroma's own has no time at which it gives up, and trusts whom the environment names.
        api._session.close()  # noqa: SLF001 - there is no other way to give it one
        api._session = self._session(limits=api.http_limits)  # noqa: SLF001
        return api

    def away(self) -> str:
        """Why it does not answer, in one line; empty where it does."""
        try:
            with self._session() as session:
                session.get(f"{self.url.rstrip('/')}/api/v2/heartbeat").raise_for_status()
        except EngineAwayError as error:
            return str(error)
        except httpx.HTTPError as error:
            return str(self.error(error))
        return ""

    def error(self, why: Exception | str) -> EngineAwayError:
        """In one line, without the token."""
        line = " ".join(str(why).split())[:200] or type(why).__name__
        line = line.replace(self.token, "…") if self.token else line
        return EngineAwayError(
            f"the Chroma server at {self.url} does not answer ({line}): see that it runs, and that `chroma_url` and `chroma_token` are "
            "right; nothing is lost, and what it lacks is filled in from the record"
        )

    def _session(self, limits: httpx.Limits | None = None) -> httpx.Client:
        value = f"Bearer {self.token}" if self.header.lower() == "authorization" else self.token
        return httpx.Client(
            timeout=_SECONDS,
            limits=limits or httpx.Limits(),
            verify=self.trusted or True,
            trust_env=False,
            follow_redirects=False,
            headers={"Content-Type": "application/json", **({self.header: value} if self.token else {})},
            event_hooks={"response": [self._refuse]},
        )

    def _refuse(self, response: httpx.Response) -> None:
        """What the server, or whoever stands before it, answers instead of what was asked. Raises EngineAwayError."""
        if response.status_code in _FAULTS or response.status_code >= 500 or response.is_redirect:
            response.read()
            raise self.error(f"{response.status_code} {response.text}")
