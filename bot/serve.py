"""Starts the server: API, report pages and web page on one address."""

import socket
from pathlib import Path

import uvicorn

from bot import audit
from bot.api.app import api_of
from bot.api.host_name import is_loopback
from bot.assemble import answerer_of, open_library
from bot.errors import AddressTakenError, SettingsError
from bot.page.app import mount_page
from bot.patient_http import server_options
from bot.settings import load_settings
from bot.signin.accounts import Accounts


def serve(data: Path, host: str | None = None, port: int | None = None) -> None:
    """Serve until interrupted.

    Raises AddressTakenError when the port is in use, SettingsError when an address that others can
    reach has nobody who may come in.
    """
    settings = load_settings(data)
    host, port = host or settings.host, port or settings.port
    settings = settings.model_copy(update={"host": host, "port": port})
    if not is_loopback(host) and not (Accounts(settings, data).exist or settings.user_header or settings.oidc_issuer):
        raise SettingsError(
            f"the address {host!r} can be reached from other machines: say first who may come in (`hoidap user new`, `hoidap key "
            "new`; docs/signin.md), or serve on 127.0.0.1 behind a proxy that checks who asks"
        )
    _require_free(host, port)
    logs = (data / name if name else None for name in (settings.access_log, settings.audit_log))
    with open_library(data) as library, audit.kept(*logs):
        answerer = answerer_of(library, settings)
        answerer.find("hỏi đáp")  # loads the encoder, so that the first question does not wait
        app = mount_page(api_of(answerer, library, settings), answerer, library, settings)
        print(f"hoidap: http://{host}:{port}  (Ctrl-C stops it)", flush=True)
        uvicorn.run(app, host=host, port=port, **server_options())


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressTakenError(
                f"cannot serve on {host}:{port} ({error.strerror}): choose another port with --port"
            ) from error
