"""What a client does where a server says when to come again, breaks off, or is another version."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.client.errors import BrokenOffError, StrangeAnswerError, UnavailableError, UnreachableError
from tests.bot.client.shells import opened
from tests.bot.running import running

RESULT = {"added": ["a.pdf"], "unchanged": 2}


@pytest.fixture(params=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def server_of(answer: Callable[[int], Response]) -> Any:
    """A server whose every answer is made of how often it was asked before."""
    asked = 0

    async def answered(_: Request) -> Response:
        nonlocal asked
        asked += 1
        return answer(asked - 1)

    return running(Starlette(routes=[Route("/{path:path}", answered, methods=["GET", "POST"])]))


def busy(times: int) -> Callable[[int], Response]:
    def answer(before: int) -> Response:
        if before < times:
            return JSONResponse({"detail": "too many questions at once"}, 503, {"Retry-After": "1"})
        return JSONResponse([])

    return answer


def events(*names: str, failed: str = "") -> Callable[[int], Response]:
    def lines() -> Iterator[str]:
        payloads = {
            "done": RESULT,
            "progress": {"files_done": 1, "files_total": 2, "characters": 3},
            "failed": {"detail": failed},
        }
        yield ":\n\n"
        for name in names:
            yield f"event: {name}\ndata: {json.dumps(payloads.get(name, {}))}\n\n"

    return lambda _: Response("".join(lines()), media_type="text/event-stream")


def test_a_patient_client_comes_again_when_it_is_told_to(shell: str) -> None:
    with server_of(busy(2)) as address, opened(shell, address, patience=2.0) as client:
        assert list(client.reports()) == []


def test_it_waits_no_longer_than_it_has_patience(shell: str) -> None:
    with server_of(busy(2)) as address, opened(shell, address, patience=1.0) as client:
        with pytest.raises(UnavailableError, match="too many questions at once") as told:
            list(client.reports())
        assert told.value.retry_after == 1
    with server_of(busy(1)) as address, opened(shell, address) as client, pytest.raises(UnavailableError):
        list(client.reports())


def test_a_sync_tells_how_far_it_is_and_passes_over_what_it_does_not_know(shell: str) -> None:
    told: list[Any] = []
    with server_of(events("progress", "of_a_newer_version", "done")) as address, opened(shell, address) as client:
        assert client.sync(on_progress=told.append).added == ["a.pdf"]
    assert [each.files_done for each in told] == [1]


def test_a_sync_that_failed_says_why(shell: str) -> None:
    failing = events("progress", "failed", failed="the disk is full")
    with (
        server_of(failing) as address,
        opened(shell, address) as client,
        pytest.raises(BrokenOffError, match="the disk is full"),
    ):
        client.sync()


def test_what_ends_before_its_end_is_no_result(shell: str) -> None:
    broken = pytest.raises(UnreachableError, match="stopped before it was done")
    with server_of(events("progress")) as address, opened(shell, address) as client, broken:
        client.sync()


def test_what_is_no_answer_of_hoidap_is_said_to_be_none(shell: str) -> None:
    others = (
        lambda _: JSONResponse([{"id": 1}]),
        lambda _: PlainTextResponse("<html>"),
        lambda _: PlainTextResponse("?", 500),
    )
    for other in others:
        with (
            server_of(other) as address,
            opened(shell, address) as client,
            pytest.raises(StrangeAnswerError, match="version"),
        ):
            list(client.reports())
