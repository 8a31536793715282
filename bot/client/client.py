"""A server asked from a program. `AsyncClient` beside it has the same methods, awaited."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self, TypeVar

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


class Client:
    """A server at an address, `http://127.0.0.1:7860`, below a path if need be.

    Every method raises an error of `bot.client.errors`, in one line that says what to do.
    """

    def __init__(
        self,
        url: str,
        key: str = "",
        *,
        timeout: float | None = 600.0,
        patience: float = 0.0,
        socket: Path | None = None,
    ) -> None:
        """`key` is one of the server's; empty where it wants none.

        `timeout` is for how many seconds it may be silent (None: for ever); a server that writes with a slow model is. `patience`
        is for how many seconds in all a call waits where the server says when to come again (429, 503). `socket` is that of a
        server on this machine, which is then asked through it.
        """
        self.server = "the running server" if socket else url.rstrip("/")
        """What errors call it."""
        self._patience = patience
        self._http = httpx.Client(
            base_url=url, headers=key_header(key), timeout=timeout_of(timeout), trust_env=False,
            transport=httpx.HTTPTransport(verify=trusted(), uds=str(socket) if socket else None),
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def health(self) -> None:
        """Returns where the server answers."""
        self._answered(calls.health())

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        conversation: str | Turns | None = None,
        *,
        idempotency_key: str = "",
    ) -> AnswerJson:
        """The answer; `conversation` is that of an answer before, or the turns so far.

        With the same `idempotency_key` the same question is answered once, however often it is sent.
        """
        return self._answered(calls.ask(question, filters, conversation, idempotency_key))

    def ask_stream(
        self, question: str, filters: Filters | None = None, conversation: str | Turns | None = None
    ) -> Generator[AskEvent, None, None]:
        """The same as it comes about: stages, citations before the statements that use them, last the whole answer.

        Who breaks off closes it (`contextlib.closing`, `aclosing`): the server then computes no more.
        """
        return self._events(calls.ask_stream(question, filters, conversation))

    def search(
        self, question: str, filters: Filters | None = None, *, passages: int = 10, exclude: Sequence[str] = ()
    ) -> SearchedJson:
        """The passages nearest to a question; reports in `exclude` are passed over."""
        return self._answered(calls.search(question, filters, passages, exclude))

    def reports(self) -> Iterator[ReportSummaryJson]:
        """Every report, newest first, fetched as they are needed."""
        page = self._answered(calls.reports(""))
        yield from page.reports
        while page.after:
            page = self._answered(calls.reports(page.after))
            yield from page.reports

    def report(self, report_id: str) -> LibraryReportJson:
        """One report with its text, pages and sections."""
        return self._answered(calls.report(report_id))

    def briefing(self, report_id: str, *, language: str = "vi") -> BriefingJson:
        """One report at a glance: what it is, its figures, its deadlines, who is to do what; each line a citation."""
        return self._answered(calls.briefing(report_id, language))

    def deadlines(
        self, years: Sequence[int] = (), agencies: Sequence[str] = (), *, limit: int = 500, language: str = "vi"
    ) -> DeadlinesJson:
        """The deadlines that the reports set, by day: in these years, set by or for these agencies; none: all."""
        return self._answered(calls.deadlines(years, agencies, limit, language))

    def conversations(self, words: str = "") -> tuple[ConversationJson, ...]:
        """One's own conversations in which the words occur, the pinned ones first."""
        return self._answered(calls.conversations(words))

    def change_conversation(self, conversation: str, *, title: str | None = None, pinned: bool | None = None) -> None:
        """Call a conversation of one's own otherwise (empty: by its first question), pin it, or pin it no more."""
        self._answered(calls.change_conversation(conversation, title, pinned))

    def original(self, report_id: str) -> ServedFile:
        """The file it was read from, as it was."""
        return self._answered(calls.original(report_id))

    def page_picture(
        self, report_id: str, page: int, span: tuple[int, int] | None = None, *, only_lines: bool = False
    ) -> bytes:
        """A page (from 1) as PNG, with the passage `text[start:end]` marked."""
        return self._answered(calls.page_picture(report_id, page, span, only_lines=only_lines))

    def upload(self, files: Sequence[Path], *, collection: str = "default", language: str = "en") -> AddedJson:
        """Read files into the library, for editors; `language` is that of the reasons why one could not be read."""
        return self._answered(calls.upload(files, collection, language))

    def sync(
        self,
        paths: Sequence[str] = (),
        *,
        collection: str = "default",
        allow_empty: bool = False,
        leave: bool = False,
        on_progress: Callable[[SyncProgress], None] = lambda _: None,
    ) -> SyncResult:
        """Bring the library in line with its folders (on the server), for editors; no paths: all. `leave` takes the paths out."""
        with closing(self._events(calls.sync(paths, collection, allow_empty=allow_empty, leave=leave))) as told:
            for each in told:
                if isinstance(each, SyncResult):
                    return each
                on_progress(each)
        raise AssertionError("the last event is the result")

    def remove(self, report_id: str) -> None:
        """Withdraw a report for good, for editors."""
        self._answered(calls.remove(report_id))

    def feedback(self, answer_id: str, verdict: Verdict, *, reasons: Sequence[str] = (), comment: str = "") -> None:
        """Say what a reader thinks of an answer."""
        self._answered(calls.feedback(answer_id, verdict, reasons, comment))

    def export(self, conversation: str, format_: Format = "docx", *, language: str = "vi") -> ServedFile:
        """A conversation as a file."""
        return self._answered(calls.export(conversation, format_, language))

    def _answered(self, call: Call[T]) -> T:
        with self._sent(call) as response:
            response.read()
        return result_of(call, response, self.server)

    def _events(self, streaming: Streaming[T]) -> Generator[T, None, None]:
        events = Events(streaming, self.server)
        with self._sent(streaming.call) as response:
            for line in response.iter_lines():
                if event := events.read(line):
                    yield event
        events.end()

    @contextmanager
    def _sent(self, call: Call[object]) -> Iterator[httpx.Response]:
        """The answer, not yet read, once it is no refusal that may be waited out."""
        left = self._patience
        while True:
            with reaching(self.server), opened(call.files) as files, self._http.stream(
                call.method, call.path, params=call.query, headers=call.headers, json=call.body, files=files
            ) as response:  # fmt: skip
                if response.is_success:
                    yield response
                    return
                response.read()
            wait = wait_of(response, left)
            if wait is None:
                raise refusal_of(response, self.server)
            left -= wait
            time.sleep(wait)
