"""HTTP over uvicorn that gives up on clients who keep a connection and do not send what they began."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
"""In which a client must have sent the head of a request: half-open connections would else stay for ever."""
BODY_SECONDS = 30.0
"""In which the body must follow, and as many more as what has come of it takes at `SLOWEST`."""
SLOWEST = 20_000
"""Bytes a second: less is no line, but somebody who holds the connection."""


class PatientHttp(H11Protocol):
    """uvicorn's protocol with time-outs for every head and body that is begun; between requests uvicorn has its own."""

    _timer: asyncio.TimerHandle | None = None
    _awaited: object = None
    """The request whose body is waited for."""
    _ends = 0.0
    """When it is waited for no more, by the clock of the loop."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            if self.scope is not self._awaited:
                self._awaited = self.scope
                self._ends = self.loop.time() + BODY_SECONDS
            self._ends += len(data) / SLOWEST
            self._wait(self._ends - self.loop.time())
        elif state is not h11.IDLE or not self.conn.trailing_data[0]:
            self._wait(None)  # all is there that was begun
        elif self._timer is None:
            self._wait(HEAD_SECONDS)  # of a further request: any byte ends uvicorn's own wait for it

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0] and self._timer is None:
            self._wait(HEAD_SECONDS)  # of a further request that was begun together with this one

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        super().connection_lost(exc)

    def _wait(self, seconds: float | None) -> None:
        """For what is to come, from now on; None: for nothing."""
        if self._timer:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self.transport.close)


def server_options() -> dict[str, Any]:
    """What uvicorn is told: who asks is judged by its own address, not by what a header says (`bot.api.credentials`)."""
    return {"http": PatientHttp, "proxy_headers": False, "server_header": False, "timeout_keep_alive": 10,
            "log_level": "warning"}  # fmt: skip
