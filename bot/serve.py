"""Starts the server: API, report pages and web page on one address."""

import asyncio
import gc
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import FrameType

import uvicorn

from bot import audit
from bot.api.app import api_of
from bot.api.host_name import is_loopback
from bot.assemble import answerer_of, open_library
from bot.errors import AddressTakenError, SettingsError
from bot.feeds.pulling import Pulling
from bot.filling import Filling
from bot.following import Following
from bot.kept_accounts import shared_record
from bot.owners_socket import listening
from bot.page.app import mount_page
from bot.patient_http import server_options
from bot.repeated import Repeated
from bot.service_manager import tell_ready
from bot.settings import load_settings
from bot.signin.accounts import Accounts
from bot.signin.portal_tokens import PortalTokens
from bot.stopping import Stopping
from bot.syncing import Syncing
from index.erase import erase
from index.errors import LibraryInUseError

_SWITCHED_AFTER = 0.001
"""Seconds for which a thread keeps the others from computing, Python's own are 5 ms: a question gives way dozens of times, a sync hardly."""

_STOPS = 5.0
"""Seconds that what goes on beside the server has to end."""


def serve(data: Path, host: str | None = None, port: int | None = None) -> None:
    """Serve until interrupted.

    Raises AddressTakenError when the port is in use, SettingsError when an address that others can
    reach has nobody who may come in.
    """
    settings = load_settings(data)
    host, port = host or settings.host, port or settings.port
    settings = settings.model_copy(update={"host": host, "port": port})
    portal = PortalTokens(settings)  # a wrong key is told before anything is opened
    with shared_record(data) as shared:
        is_known = (
            Accounts(settings, data, shared).exist or settings.user_header or settings.oidc_issuer or portal.exist
        )
    if not is_loopback(host) and not is_known:
        raise SettingsError(
            f"the address {host!r} can be reached from other machines: say first who may come in (`hoidap user new`, `hoidap key "
            "new`; docs/signin.md), or serve on 127.0.0.1 behind a proxy that checks who asks"
        )
    sys.setswitchinterval(_SWITCHED_AFTER)
    signal.signal(signal.SIGTERM, _stopped)
    access, told = (data / name if name else None for name in (settings.access_log, settings.audit_log))
    with (
        _bound(host, port) as address,
        open_library(data) as library,
        audit.kept(access, told, library.shared),
        listening(data) as owners,
    ):
        with suppress(LibraryInUseError):  # another server changes reports, and erases when it begins
            erase(library)  # what a kill left of it
        answerer = answerer_of(library, settings)
        answerer.find("hỏi đáp")  # loads the encoder, so that the first question does not wait
        syncing = Syncing(library, settings.roots(data), answerer.watch)
        app = mount_page(api_of(answerer, library, settings, syncing), answerer, library, settings)
        gc.freeze()  # what is here now stays: to look through it for garbage stops every reader for half a second
        filling = Filling(library) if settings.chroma_url else None
        pulling = Pulling(data, settings, library.database, syncing)
        with (
            _syncing_every(syncing, settings.sync.every),
            _going_on(pulling),
            _going_on(filling),
            _going_on(Following(library) if library.shared else None),
            suppress(KeyboardInterrupt),
        ):
            config = uvicorn.Config(app, host=host, port=port, **server_options())
            server = _Server(config, syncing, app.state.stopping, settings.stopping_seconds)
            server.run([address, owners])


def _stopped(*_: object) -> None:
    """What systemd and others stop a server with, and uvicorn sends once more when it is done: the library is closed as with Ctrl-C."""
    raise SystemExit(0)


class _Server(uvicorn.Server):
    """Says when it answers. Breaks off a sync when it is to stop: it waits for what it is sending, and that may be the progress of one.

    All else that is under way is answered to its end.
    """

    def __init__(self, config: uvicorn.Config, syncing: Syncing, stopping: Stopping, goes_on: float) -> None:
        """`goes_on` is for how many seconds it still answers once it is to stop."""
        super().__init__(config)
        self._syncing = syncing
        self._stopping = stopping
        self._goes_on = goes_on

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"hoidap: http://{self.config.host}:{self.config.port}  (Ctrl-C stops it)", flush=True)
            tell_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._syncing.stop()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.has_begun = True
        await asyncio.sleep(self._goes_on)
        self._stopping.end()
        await super().shutdown(sockets)


@contextmanager
def _syncing_every(syncing: Syncing, every: timedelta | None) -> Iterator[None]:
    """Known folders are synced while the block lasts; None: not by themselves."""
    if every is None:
        yield
        return
    thread = threading.Thread(target=syncing.every, args=[every.total_seconds()], name="sync-every", daemon=True)
    thread.start()
    try:
        yield
    finally:
        syncing.stop()
        thread.join()


@contextmanager
def _going_on(work: Pulling | Repeated | None) -> Iterator[None]:
    """It is done while the block lasts; what a slow site or server keeps waiting is left alone then. None: nothing."""
    if work is None:
        yield
        return
    thread = threading.Thread(target=work.go_on, name=type(work).__name__.lower(), daemon=True)
    thread.start()
    try:
        yield
    finally:
        work.stop()
        thread.join(_STOPS)


def _bound(host: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise AddressTakenError(
            f"cannot serve on {host}:{port} ({error.strerror}): choose another port with --port"
        ) from error
    return bound
