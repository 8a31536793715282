"""`Client` for programs that await."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Self, TypeVar

import anyio
import httpx

from bot.api.added_json import AddedJson
from bot.api.answer_json import AnswerJson
from bot.api.briefing_json import BriefingJson
from bot.api.conversation_json import ConversationJson
from bot.api.deadlines_json import DeadlinesJson
from bot.api.report_json import LibraryReportJson, ReportSummaryJson
from bot.api.search_json import SearchedJson
from bot.certificates import trusted
from bot.client import calls
from bot.client.call import Call, ServedFile, Streaming
from bot.client.calls import AskEvent, Format, Turns, Verdict
from bot.client.outcome import (
    Events,
    key_header,
    opened,
    reaching,
    refusal_of,
    result_of,
    timeout_of,
    wait_of,
)
from index.folders.result import SyncProgress, SyncResult
from index.question.filters import Filters

T = TypeVar("T")


class AsyncClient:
    """As `Client`, method for method."""

    def __init__(
        self,
        url: str,
        key: str = "",
        *,
        timeout: float | None = 600.0,
        patience: float = 0.0,
        socket: Path | None = None,
    ) -> None:
        self.server = "the running server" if socket else url.rstrip("/")
        self._patience = patience
        self._http = httpx.AsyncClient(
            base_url=url, headers=key_header(key), timeout=timeout_of(timeout), trust_env=False,
            transport=httpx.AsyncHTTPTransport(verify=trusted(), uds=str(socket) if socket else None),
        )  # fmt: skip

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def health(self) -> None:
        await self._answered(calls.health())

    async def ask(
        self,
        question: str,
        filters: Filters | None = None,
        conversation: str | Turns | None = None,
        *,
        idempotency_key: str = "",
    ) -> AnswerJson:
        return await self._answered(calls.ask(question, filters, conversation, idempotency_key))

    def ask_stream(
        self, question: str, filters: Filters | None = None, conversation: str | Turns | None = None
    ) -> AsyncGenerator[AskEvent, None]:
        return self._events(calls.ask_stream(question, filters, conversation))

    async def search(
        self, question: str, filters: Filters | None = None, *, passages: int = 10, exclude: Sequence[str] = ()
    ) -> SearchedJson:
        return await self._answered(calls.search(question, filters, passages, exclude))

    async def reports(self) -> AsyncIterator[ReportSummaryJson]:
        page = await self._answered(calls.reports(""))
        for each in page.reports:
            yield each
        while page.after:
            page = await self._answered(calls.reports(page.after))
            for each in page.reports:
                yield each

    async def report(self, report_id: str) -> LibraryReportJson:
        return await self._answered(calls.report(report_id))

    async def briefing(self, report_id: str, *, language: str = "vi") -> BriefingJson:
        return await self._answered(calls.briefing(report_id, language))

    async def deadlines(
        self, years: Sequence[int] = (), agencies: Sequence[str] = (), *, limit: int = 500, language: str = "vi"
    ) -> DeadlinesJson:
        return await self._answered(calls.deadlines(years, agencies, limit, language))

    async def conversations(self, words: str = "") -> tuple[ConversationJson, ...]:
        return await self._answered(calls.conversations(words))

    async def change_conversation(
        self, conversation: str, *, title: str | None = None, pinned: bool | None = None
    ) -> None:
        await self._answered(calls.change_conversation(conversation, title, pinned))

    async def original(self, report_id: str) -> ServedFile:
        return await self._answered(calls.original(report_id))

    async def page_picture(
        self, report_id: str, page: int, span: tuple[int, int] | None = None, *, only_lines: bool = False
    ) -> bytes:
        return await self._answered(calls.page_picture(report_id, page, span, only_lines=only_lines))

    async def upload(self, files: Sequence[Path], *, collection: str = "default", language: str = "en") -> AddedJson:
        return await self._answered(calls.upload(files, collection, language))

    async def sync(
        self,
        paths: Sequence[str] = (),
        *,
        collection: str = "default",
        allow_empty: bool = False,
        leave: bool = False,
        on_progress: Callable[[SyncProgress], None] = lambda _: None,
    ) -> SyncResult:
        async with aclosing(self._events(calls.sync(paths, collection, allow_empty=allow_empty, leave=leave))) as told:
            async for each in told:
                if isinstance(each, SyncResult):
                    return each
                on_progress(each)
        raise AssertionError("the last event is the result")

    async def remove(self, report_id: str) -> None:
        await self._answered(calls.remove(report_id))

    async def feedback(
        self, answer_id: str, verdict: Verdict, *, reasons: Sequence[str] = (), comment: str = ""
    ) -> None:
        await self._answered(calls.feedback(answer_id, verdict, reasons, comment))

    async def export(self, conversation: str, format_: Format = "docx", *, language: str = "vi") -> ServedFile:
        return await self._answered(calls.export(conversation, format_, language))

    async def _answered(self, call: Call[T]) -> T:
        async with self._sent(call) as response:
            await response.aread()
        return result_of(call, response, self.server)

    async def _events(self, streaming: Streaming[T]) -> AsyncGenerator[T, None]:
        events = Events(streaming, self.server)
        async with self._sent(streaming.call) as response:
            async for line in response.aiter_lines():
                if event := events.read(line):
                    yield event
        events.end()

    @asynccontextmanager
    async def _sent(self, call: Call[object]) -> AsyncIterator[httpx.Response]:
        left = self._patience
        while True:
            with reaching(self.server), opened(call.files) as files:
                async with self._http.stream(
                    call.method, call.path, params=call.query, headers=call.headers, json=call.body, files=files
                ) as response:
                    if response.is_success:
                        yield response
                        return
                    await response.aread()
            wait = wait_of(response, left)
            if wait is None:
                raise refusal_of(response, self.server)
            left -= wait
            await anyio.sleep(wait)
