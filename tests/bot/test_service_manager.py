"""What a service manager is told: of a real server, and that it is true."""

import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.service_manager import tell_ready
from tests.bot.server_process import server_process


def test_a_server_says_that_it_is_ready_once_it_answers(
    tmp_path: Path, copy_of_samples: Callable[[Path], Path]
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(120)
        with server_process(
            copy_of_samples(tmp_path / "data"), wait=False, NOTIFY_SOCKET=str(tmp_path / "notify")
        ) as server:
            assert manager.recv(100) == b"READY=1"
            assert httpx.get(f"{server.address}/readyz").json()["ready"] is True
            assert server.address in server.log.read_text()


def test_an_address_without_a_file_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0hoidap-test-of-notify")
        manager.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", "@hoidap-test-of-notify")
        tell_ready()
        assert manager.recv(100) == b"READY=1"
    monkeypatch.delenv("NOTIFY_SOCKET")
    tell_ready()  # to nobody
