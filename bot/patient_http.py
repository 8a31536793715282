"""HTTP over uvicorn that gives up on clients who keep a connection and do not send what they began."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
"""In which a client must have sent the head of a request: half-open connections would else stay for ever."""
BODY_SECONDS = 30.0
"""In which the body must follow; files have `FILE_SECONDS`."""
FILE_SECONDS = 3600.0
_FILES = "/gradio_api/upload"


class PatientHttp(H11Protocol):
    """uvicorn's protocol with time-outs for every head and body that is begun; between requests uvicorn has its own."""

    _timer: asyncio.TimerHandle | None = None
    _awaited: object = None
    """The request whose body is waited for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            if self.scope is not self._awaited:
                self._awaited = self.scope
                self._wait(FILE_SECONDS if self.scope["path"].endswith(_FILES) else BODY_SECONDS)
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
