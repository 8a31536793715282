"""Both clients behind the same plain calls, so that each test tries the one and the other."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal

from bot.client.async_client import AsyncClient
from bot.client.client import Client


class Awaited:
    """An `AsyncClient` whose methods are awaited by the event loop of a thread."""

    def __init__(self, client: AsyncClient, portal: BlockingPortal) -> None:
        self._client = client
        self._portal = portal

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._client, name)

        def called(*positional: Any, **named: Any) -> Any:
            async def awaited() -> Any:
                coming = method(*positional, **named)
                return await coming if inspect.isawaitable(coming) else [each async for each in coming]

            return self._portal.call(awaited)

        return called


@contextmanager
def opened(shell: str, *positional: Any, **named: Any) -> Iterator[Any]:
    """A client of the kind `shell`, "sync" or "async"."""
    if shell == "sync":
        with Client(*positional, **named) as client:
            yield client
        return
    with start_blocking_portal() as portal:
        client = Awaited(AsyncClient(*positional, **named), portal)
        yield client
        client.close()
