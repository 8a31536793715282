"""A running server as the system that is evaluated, asked through its API."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Self, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from bot.api.answer_json import AnswerJson
from bot.api.report_json import ReportSummaryJson
from bot.api.search_json import SearchedJson
from bot.errors import ServerError
from corpus.report import Report

_SECONDS = 600.0
"""A server may write its answers with a slow model."""
_REPORT: TypeAdapter[Report] = TypeAdapter(Report)
_SUMMARIES: TypeAdapter[list[ReportSummaryJson]] = TypeAdapter(list[ReportSummaryJson])
_ANSWER: TypeAdapter[AnswerJson] = TypeAdapter(AnswerJson)
_SEARCHED: TypeAdapter[SearchedJson] = TypeAdapter(SearchedJson)
Read = TypeVar("Read")


class ServerSystem:
    """A server at an address, `http://127.0.0.1:7860`. Every method raises ServerError where it does not answer as it should."""

    def __init__(self, url: str, key: str = "", client: httpx.Client | None = None) -> None:
        """`key` is one of the server's `api_keys`; empty where it wants none. A `client` is closed with this."""
        self._url = url.rstrip("/")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = client or httpx.Client(headers=headers, timeout=_SECONDS, trust_env=False)
        self.report = lru_cache(maxsize=256)(self._report)
        try:
            self._summaries = self._read(_SUMMARIES, self._sent("GET", "/api/reports"))
        except ServerError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def state(self) -> str:
        return f"{self._url} {sorted((each.id, each.sha256) for each in self._summaries)}"

    def sources(self) -> Mapping[str, str]:
        return {each.id: each.source for each in self._summaries}

    def _report(self, report_id: str) -> Report | None:
        if report_id not in self.sources():
            return None
        return self._read(_REPORT, self._sent("GET", f"/api/reports/{report_id}"))

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        conversation = None
        for before in history:
            conversation = self._answer(before, conversation).conversation
        return self._answer(question, conversation)

    def _answer(self, question: str, conversation: str | None) -> AnswerJson:
        body = {"question": question, "conversation": conversation}
        return self._read(_ANSWER, self._sent("POST", "/api/ask", body))

    def search(self, question: str, passages: int, exclude: frozenset[str] = frozenset()) -> SearchedJson:
        body = {"question": question, "passages": passages, "exclude": sorted(exclude)}
        return self._read(_SEARCHED, self._sent("POST", "/api/search", body))

    def _sent(self, method: str, path: str, body: dict[str, Any] | None = None) -> bytes:
        try:
            response = self._client.request(method, f"{self._url}{path}", json=body)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise ServerError(f"{self._url!r} is no address of a server: write http://HOST:PORT") from error
        except httpx.TransportError as error:
            raise ServerError(
                f"{self._url} does not answer ({type(error).__name__}): start it with `hoidap serve`"
            ) from error
        if response.is_success:
            return response.content
        remedy = ": give a key with --key" if response.status_code in (401, 403) else f": {response.text[:200]}"
        raise ServerError(f"{self._url}{path} answered {response.status_code}{remedy}")

    def _read(self, adapter: TypeAdapter[Read], content: bytes) -> Read:
        try:
            return adapter.validate_json(content)
        except ValidationError as error:
            raise ServerError(
                f"{self._url} did not answer as hoidap does ({error.errors()[0]['msg']}): is it another version?"
            ) from error
