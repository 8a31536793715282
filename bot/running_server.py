"""The server that has the library open, asked by the commands beside it through the socket in the data folder."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from pydantic import TypeAdapter

from bot.api.answer_json import AnswerJson, FiltersJson
from bot.errors import ServerError
from bot.evaluation.server import ServerSystem
from bot.owners_socket import NAME, short_path
from index.folders.result import SyncProgress, SyncResult
from index.question.filters import Filters

_ADDRESS = "http://localhost"
_SECONDS = 10.0
"""In which a server says that it is there."""
_UNLIMITED = httpx.Timeout(None)
"""A withdrawal waits for a sync of thousands of files, and an answer for a slow model."""
_PROGRESS: TypeAdapter[SyncProgress] = TypeAdapter(SyncProgress)
_RESULT: TypeAdapter[SyncResult] = TypeAdapter(SyncResult)


class RunningServer:
    """Every method raises ServerError where the server does not do what it is asked."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def sync(
        self,
        paths: Sequence[Path],
        *,
        collection: str,
        allow_empty: bool = False,
        leaving: bool = False,
        on_progress: Callable[[SyncProgress], None] = lambda _: None,
    ) -> SyncResult:
        """As `index.sync` does here; relative paths are those of this process."""
        named = [str(path.absolute()) for path in paths]
        body = {"paths": named, "collection": collection, "allow_empty": allow_empty, "leave": leaving}
        try:
            with self._client.stream("POST", "/api/sync", json=body) as response:
                _require_success(response)
                for name, payload in _events(response.iter_lines()):
                    if name == "done":
                        return _RESULT.validate_json(payload)
                    if name == "failed":
                        raise ServerError(str(json.loads(payload)["detail"]))
                    on_progress(_PROGRESS.validate_json(payload))
        except httpx.TransportError as error:
            raise ServerError(f"the running server stopped ({type(error).__name__}): sync again") from error
        raise ServerError("the running server stopped before the sync was done: sync again")

    def ask(self, question: str, filters: Filters, conversation: str | None) -> AnswerJson:
        limits = FiltersJson.model_validate(filters).model_dump(mode="json")
        body = {"question": question, "filters": limits, "conversation": conversation}
        return AnswerJson.model_validate_json(self._answered("POST", "/api/ask", body))

    def remove(self, report_id: str) -> None:
        """Withdraw a report."""
        self._answered("DELETE", f"/api/reports/{report_id}")

    def system(self) -> ServerSystem:
        """The same server as a system that is evaluated."""
        return ServerSystem(_ADDRESS, client=self._client)

    def _answered(self, method: str, path: str, body: Mapping[str, object] | None = None) -> bytes:
        try:
            response = self._client.request(method, path, json=body)
            _require_success(response)
        except httpx.TransportError as error:
            raise ServerError(f"the running server does not answer ({type(error).__name__}): try again") from error
        return response.content


@contextmanager
def running_server(folder: Path) -> Iterator[RunningServer | None]:
    """The server that serves the library in this folder; None where none does, also where one died and left its socket."""
    file = folder / NAME
    with ExitStack() as opened:
        if not file.is_socket():
            yield None
            return
        transport = httpx.HTTPTransport(uds=str(opened.enter_context(short_path(file))))
        client = opened.enter_context(httpx.Client(base_url=_ADDRESS, transport=transport, timeout=_UNLIMITED))
        try:
            client.get("/healthz", timeout=_SECONDS)
        except httpx.TransportError:
            yield None
            return
        yield RunningServer(client)


def _require_success(response: httpx.Response) -> None:
    if not response.is_success:
        response.read()
        try:
            detail = response.json()["detail"]
        except (ValueError, KeyError, TypeError):
            detail = response.text[:200]
        raise ServerError(
            detail if isinstance(detail, str) else f"the running server answered {response.status_code}: {detail}"
        )


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(name, data) of server-sent events, one line each as this server writes them."""
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, value
