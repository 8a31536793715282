"""A real nginx or Caddy on the samples of docs/proxy, changed in what their first lines say is to be changed."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.bot.page.page_driver import missing

SAMPLES = Path(__file__).parents[2] / "docs" / "proxy"
_NGINX = """
daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {sample};
}}
"""
_CADDY = "{{\n\tadmin off\n\tauto_https disable_redirects\n\thttps_port {port}\n}}\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """One of docs/proxy."""

    file: str
    name: str
    """Of the host that readers ask."""
    path: str
    """Below which hoidap is; empty at the root."""

    @property
    def public_url(self) -> str:
        return f"https://{self.name}{self.path}"


ROOT, BELOW = ("hoidap.tinh.example", ""), ("portal.tinh.example", "/hoidap")
NGINX = (Sample("nginx-root.conf", *ROOT), Sample("nginx-subpath.conf", *BELOW))
CADDY = (Sample("root.Caddyfile", *ROOT), Sample("subpath.Caddyfile", *BELOW))


class Program:
    """A proxy's, with the processes that it starts; it can be ended and started again."""

    def __init__(self, command: list[str], folder: Path, port: int) -> None:
        self._command = command
        self._folder = folder
        self._port = port

    def start(self) -> None:
        """Returns once it answers."""
        log = self._folder / "log"
        with log.open("a") as written:
            self._process = subprocess.Popen(
                self._command, stdout=written, stderr=written, env=os.environ | {"HOME": str(self._folder)},
                start_new_session=True,
            )  # fmt: skip
        _wait_for(self._port, self._process, log)

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


@dataclass(frozen=True, slots=True)
class Proxy:
    """One that answers."""

    sample: Sample
    port: int
    certificate: Path
    program: Program

    def client(self) -> httpx.Client:
        """Asks it by its name, on its port."""
        return httpx.Client(
            base_url=f"https://{self.sample.name}", timeout=60, verify=self.trusted(),
            event_hooks={"request": [self.lead_here]},
        )  # fmt: skip

    def trusted(self) -> ssl.SSLContext:
        """With its certificate alone."""
        return ssl.create_default_context(cafile=self.certificate)

    def lead_here(self, request: Any) -> None:
        """As a name server would: a request to its name, of httpx or httpx2, comes to its port; `Host` is that name by now."""
        if request.url.host == self.sample.name:
            request.extensions["sni_hostname"] = self.sample.name
            request.url = request.url.copy_with(host="127.0.0.1", port=self.port)


@contextmanager
def reverse_proxy(
    sample: Sample, server: str, folder: Path, edit: Callable[[str], str] = lambda text: text
) -> Iterator[Proxy]:
    """In front of the server at an address such as http://127.0.0.1:7860; `edit` changes the sample further."""
    program = "caddy" if sample.file.endswith("Caddyfile") else "nginx"
    if shutil.which(program) is None:
        missing(program)
    folder.mkdir()
    certificate, key = _certificate(sample.name, folder)
    port, plain = _free_port(), _free_port()
    text = (SAMPLES / sample.file).read_text(encoding="utf-8")
    place = "/etc/ssl/hoidap" if sample.path == "" else "/etc/ssl/portal"
    for written, here in (
        (f"{place}/fullchain.pem", str(certificate)), (f"{place}/privkey.pem", str(key)), ("/var/www/portal", str(folder)),
        ("127.0.0.1:7860", server.removeprefix("http://")), ("listen 443", f"listen 127.0.0.1:{port}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"), ("\ttls ", "\tbind 127.0.0.1\n\ttls "),
    ):  # fmt: skip
        text = text.replace(written, here)
    configuration = folder / sample.file
    text = edit(text)
    configuration.write_text(_CADDY.format(port=port) + text if program == "caddy" else text, encoding="utf-8")
    if program == "caddy":
        command = [program, "run", "--adapter", "caddyfile", "--config", str(configuration)]
    else:
        user = "user root;" if os.geteuid() == 0 else ""
        main = folder / "nginx.conf"
        main.write_text(_NGINX.format(user=user, folder=folder, sample=configuration), encoding="utf-8")
        command = [program, "-p", str(folder), "-c", str(main)]
    started = Program(command, folder, port)
    started.start()
    try:
        yield Proxy(sample, port, certificate, started)
    finally:
        started.stop()


def _certificate(name: str, folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    pytest.fail(f"the proxy ended: {log.read_text()}")
