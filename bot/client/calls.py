"""Every endpoint as a `Call`: the one place where paths, bodies and results stand, for both clients."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal, Never, TypeVar
from urllib.parse import quote, unquote

import httpx
from pydantic import TypeAdapter
from pydantic_core import from_json

from bot.answer import Citation, Statement
from bot.api.added_json import AddedJson
from bot.api.answer_json import AnswerJson, FiltersJson
from bot.api.briefing_json import BriefingJson
from bot.api.conversation_json import ConversationJson
from bot.api.deadlines_json import DeadlinesJson
from bot.api.public import V1
from bot.api.report_json import LibraryReportJson, ReportSummaryJson
from bot.api.search_json import SearchedJson
from bot.client.call import Call, Query, ServedFile, Streaming
from bot.client.errors import BrokenOffError
from bot.events import Stage
from index.folders.result import SyncProgress, SyncResult
from index.question.filters import Filters

PAGE = 200
"""Reports that are fetched at once."""
AskEvent = Stage | Citation | Statement | AnswerJson
"""What a streamed answer comes in; last and once the whole answer."""
Turns = Sequence[tuple[Literal["user", "assistant"], str]]
"""A conversation that the server does not know: who said what, oldest first."""
Verdict = Literal["up", "down"]
Format = Literal["docx", "md"]
T = TypeVar("T")
_PLAIN_NAME = re.compile(r"filename=\"([^\"]*)\"")
_NAME_IN_ANY_LETTERS = re.compile(r"filename\*=UTF-8''([^;\s]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some of the reports."""

    reports: tuple[ReportSummaryJson, ...]
    after: str
    """What the next page begins after; empty for the last."""


def health() -> Call[None]:
    return Call("GET", "/healthz", _nothing)


def ask(
    question: str, filters: Filters | None, conversation: str | Turns | None, idempotency_key: str
) -> Call[AnswerJson]:
    headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
    return Call("POST", f"{V1}/ask", _of(AnswerJson), _question(question, filters, conversation), headers=headers)


def ask_stream(question: str, filters: Filters | None, conversation: str | Turns | None) -> Streaming[AskEvent]:
    call = Call("POST", f"{V1}/ask/stream", _nothing, _question(question, filters, conversation))
    return Streaming(call, _ASK_EVENTS, "done")


def search(question: str, filters: Filters | None, passages: int, exclude: Sequence[str]) -> Call[SearchedJson]:
    body = {"question": question, "filters": _filters(filters), "passages": passages, "exclude": list(exclude)}
    return Call("POST", f"{V1}/search", _of(SearchedJson), body)


def reports(after: str) -> Call[ReportPage]:
    query: Query = {"limit": PAGE} | ({"after": after} if after else {})
    return Call("GET", f"{V1}/reports", _report_page, query=query)


def report(report_id: str) -> Call[LibraryReportJson]:
    return Call("GET", _report_path(report_id), _of(LibraryReportJson))


def briefing(report_id: str, language: str) -> Call[BriefingJson]:
    return Call("GET", f"{_report_path(report_id)}/briefing", _of(BriefingJson), query={"lang": language})


def deadlines(years: Sequence[int], agencies: Sequence[str], limit: int, language: str) -> Call[DeadlinesJson]:
    query: Query = {"year": list(map(str, years)), "agency": list(agencies), "limit": limit, "lang": language}
    return Call("GET", f"{V1}/deadlines", _of(DeadlinesJson), query=query)


def conversations(words: str) -> Call[tuple[ConversationJson, ...]]:
    return Call("GET", f"{V1}/conversations", _of(tuple[ConversationJson, ...]), query={"words": words})


def change_conversation(conversation: str, title: str | None, pinned: bool | None) -> Call[None]:
    body = {"title": title, "is_pinned": pinned}
    return Call("PATCH", f"{V1}/conversations/{quote(conversation, safe='')}", _nothing, body)


def original(report_id: str) -> Call[ServedFile]:
    return Call("GET", f"{_report_path(report_id)}/original", _file)


def page_picture(report_id: str, page: int, span: tuple[int, int] | None, *, only_lines: bool) -> Call[bytes]:
    query: Query = {"start": span[0], "end": span[1], "only_lines": only_lines} if span else {}
    return Call("GET", f"{_report_path(report_id)}/pages/{page}.png", lambda response: response.content, query=query)


def upload(files: Sequence[Path], collection: str, language: str) -> Call[AddedJson]:
    query: Query = {"collection": collection, "lang": language}
    return Call("POST", f"{V1}/reports", _of(AddedJson), query=query, files=tuple(files))


def remove(report_id: str) -> Call[None]:
    return Call("DELETE", _report_path(report_id), _nothing)


def sync(
    paths: Sequence[str], collection: str, *, allow_empty: bool, leave: bool
) -> Streaming[SyncProgress | SyncResult]:
    body = {"paths": list(paths), "collection": collection, "allow_empty": allow_empty, "leave": leave}
    return Streaming(Call("POST", f"{V1}/sync", _nothing, body), _SYNC_EVENTS, "done")


def feedback(answer_id: str, verdict: Verdict, reasons: Sequence[str], comment: str) -> Call[None]:
    body = {"answer_id": answer_id, "verdict": verdict, "reasons": list(reasons), "comment": comment}
    return Call("POST", f"{V1}/feedback", _nothing, body)


def export(conversation: str, format_: Format, language: str) -> Call[ServedFile]:
    path = f"{V1}/conversations/{quote(conversation, safe='')}/export.{format_}"
    return Call("GET", path, _file, query={"lang": language})


def _report_path(report_id: str) -> str:
    return f"{V1}/reports/{quote(report_id, safe='')}"


def _question(question: str, filters: Filters | None, conversation: str | Turns | None) -> dict[str, object]:
    before = conversation if conversation is None or isinstance(conversation, str) else [
        {"role": role, "content": content} for role, content in conversation
    ]  # fmt: skip
    return {"question": question, "filters": _filters(filters), "conversation": before}


def _filters(filters: Filters | None) -> object:
    return FiltersJson.model_validate(filters or Filters()).model_dump(mode="json")


def _nothing(_: httpx.Response) -> None:
    """Of an answer that says no more than that it is one."""


def _of(kind: type[T]) -> Callable[[httpx.Response], T]:
    adapter = TypeAdapter(kind)
    return lambda response: adapter.validate_json(response.content)


_SUMMARIES = TypeAdapter(tuple[ReportSummaryJson, ...])


def _report_page(response: httpx.Response) -> ReportPage:
    following = response.links.get("next", {}).get("url", "")
    return ReportPage(_SUMMARIES.validate_json(response.content), httpx.URL(following).params.get("after", ""))


def _file(response: httpx.Response) -> ServedFile:
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    return ServedFile(_file_name(response.headers.get("Content-Disposition", "")), media_type, response.content)


def _file_name(disposition: str) -> str:
    """A name without folders, whatever a server says."""
    if named := _NAME_IN_ANY_LETTERS.search(disposition):
        return PurePath(unquote(named[1])).name
    named = _PLAIN_NAME.search(disposition)
    return PurePath(named[1]).name if named else ""


_ASK_EVENTS: Mapping[str, Callable[[str], AskEvent]] = {
    "stage": TypeAdapter(Stage).validate_json,
    "citation": TypeAdapter(Citation).validate_json,
    "statement": TypeAdapter(Statement).validate_json,
    "done": AnswerJson.model_validate_json,
}


def _failed(payload: str) -> Never:
    raise BrokenOffError(str(from_json(payload)["detail"]))


_SYNC_EVENTS: Mapping[str, Callable[[str], SyncProgress | SyncResult]] = {
    "progress": TypeAdapter(SyncProgress).validate_json,
    "done": TypeAdapter(SyncResult).validate_json,
    "failed": _failed,
}
