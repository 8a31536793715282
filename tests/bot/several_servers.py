"""Two servers over one record in PostgreSQL, each with a folder of its own, behind a real nginx on the sample of docs/proxy."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext

from bot.keeping import move_library
from bot.signin.account_file import AccountFile
from tests.bot.page.page_driver import opened_browser
from tests.bot.reverse_proxy import ROOT, Proxy, Sample, reverse_proxy
from tests.bot.served_behind import LAN, MINH
from tests.bot.server_process import ServerProcess, server_process
from tests.bot.widget.portal import free_port
from tests.postgresql import Cluster

SAMPLE = Sample("nginx-several-servers.conf", *ROOT)


class Replica:
    """A server that can be ended and started again, at the same address."""

    def __init__(self, data: Path, **environment: str) -> None:
        self._data = data
        self._port = free_port()
        self._environment = environment
        self._running = ExitStack()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Returns once it answers."""
        self.server: ServerProcess = self._running.enter_context(
            server_process(self._data, port=self._port, **self._environment)
        )

    def kill(self) -> None:
        os.kill(self.server.pid, signal.SIGKILL)
        self._running.close()

    def stop(self) -> None:
        """As a service manager does. Returns once it has ended."""
        self._running.close()


@dataclass(frozen=True, slots=True)
class SeveralServers:
    """They answer."""

    proxy: Proxy
    first: Replica
    second: Replica
    database: str
    """Its address."""

    @contextmanager
    def browser(self) -> Iterator[BrowserContext]:
        with (
            opened_browser(f"--host-resolver-rules=MAP {SAMPLE.name} 127.0.0.1:{self.proxy.port}") as browser,
            browser.new_context(locale="vi-VN", ignore_https_errors=True) as context,
        ):
            yield context


@contextmanager
def several_servers(
    folder: Path, copy: Callable[[Path], object], cluster: Cluster, **environment: str
) -> Iterator[SeveralServers]:
    """`copy` puts a library into a folder. Lan and Minh may come in."""
    url = cluster.new()
    copy(folder / "first")
    for person in (LAN, MINH):
        AccountFile(folder / "first").set_user(*person)
    move_library(folder / "first", url)
    settings = {
        "HOIDAP_DATABASE_URL": url, "HOIDAP_PUBLIC_URL": SAMPLE.public_url, "HOIDAP_QUESTIONS_PER_MINUTE": "0",
        "HOIDAP_EDITORS": "lan",
    } | environment  # fmt: skip
    with ExitStack() as stack:
        replicas = [Replica(folder / name, **settings) for name in ("first", "second")]
        for each in replicas:
            stack.callback(each.stop)
            each.start()
        first, second = replicas
        there = second.address.removeprefix("http://")
        proxy = stack.enter_context(
            reverse_proxy(SAMPLE, first.address, folder / "proxy", lambda text: text.replace("127.0.0.1:7861", there))
        )
        yield SeveralServers(proxy, first, second, url)
