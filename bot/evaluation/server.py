"""A running server as the system that is evaluated, asked through its API."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pydantic import TypeAdapter

from bot.api.answer_json import AnswerJson
from bot.api.search_json import SearchedJson
from bot.client.client import Client
from corpus.report import Report

_REPORT: TypeAdapter[Report] = TypeAdapter(Report)


class ServerSystem:
    """Every method raises ServerError where the server does not answer as it should."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._summaries = tuple(client.reports())
        self.report = lru_cache(maxsize=256)(self._report)

    def state(self) -> str:
        return f"{self._client.server} {sorted((each.id, each.sha256) for each in self._summaries)}"

    def sources(self) -> Mapping[str, str]:
        return {each.id: each.source for each in self._summaries}

    def _report(self, report_id: str) -> Report | None:
        if report_id not in self.sources():
            return None
        return _REPORT.validate_python(dict(self._client.report(report_id)))

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        conversation = None
        for before in history:
            conversation = self._client.ask(before, conversation=conversation).conversation
        return self._client.ask(question, conversation=conversation)

    def search(self, question: str, passages: int, exclude: frozenset[str] = frozenset()) -> SearchedJson:
        return self._client.search(question, passages=passages, exclude=sorted(exclude))
