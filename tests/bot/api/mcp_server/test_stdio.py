"""`hoidap mcp`: the tools over stdin and stdout, with a server and without one, as a program starts it."""

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

from bot.signin.account_file import AccountFile
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.bot.api.mcp_server.mcp_client import ERAS, refusal_of, told
from tests.bot.server_process import ServerProcess, server_process
from tests.conftest import BACK_END

_T = TypeVar("_T")
SIGNED = "Ai ký Quyết định số 12/2025/QĐ-UBND?"


@pytest.fixture(scope="module")
def data(copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.mktemp("stdio") / "library")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[ServerProcess]:
    """One that only who has a key may ask from elsewhere."""
    AccountFile(data).new_key("may-khac", "reader", None, None)
    with server_process(data) as running:
        yield running


def with_command(
    data: Path, use: Callable[[Client], Awaitable[_T]], *options: str, era: str = "auto", **environment: str
) -> _T:
    """What is made of the process that is spoken to."""
    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "--data", str(data), "mcp", *options],
        env=os.environ | {"HOIDAP_BACKEND": BACK_END} | environment,
    )

    async def connected() -> _T:
        async with Client(started, mode=era) as client:
            return await use(client)

    return anyio.run(connected)


async def asked(client: Client) -> tuple[list[str], dict[str, object]]:
    """The names of the tools, and an answer."""
    listed = await client.list_tools()
    answer = told(await client.call_tool("ask", {"question": SIGNED}))
    return [tool.name for tool in listed.tools], answer


def test_without_a_server_the_library_answers(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> None:
    alone = copy_of_samples(tmp_path / "alone")
    for era in ERAS:
        names, answer = with_command(alone, asked, era=era)
        assert names == ["search", "ask", "list_reports", "read_report"]
        [cited] = answer["citations"]  # type: ignore[misc]
        assert cited["url"] is None  # type: ignore[index]


def test_beside_a_server_it_answers_the_same(server: ServerProcess, data: Path) -> None:
    for era in ERAS:
        names, answer = with_command(data, asked, era=era)
        assert names == ["search", "ask", "list_reports", "read_report"]
        [cited] = answer["citations"]  # type: ignore[misc]
        assert cited["url"].startswith(server.address)  # type: ignore[index]


def test_a_server_elsewhere_wants_its_key(server: ServerProcess, data: Path, tmp_path: Path) -> None:
    key = AccountFile(data).new_key("cua-toi", "reader", None, None)

    async def revoked(client: Client) -> str:
        assert (await asked(client))[1]["status"] == "answered"
        with pytest.raises(MCPError, match="there is no tool"):
            await client.call_tool("nothing", {})
        AccountFile(data).revoke("cua-toi")
        return refusal_of(await client.call_tool("ask", {"question": SIGNED}))

    line = with_command(tmp_path / "none", revoked, "--url", server.address, HOIDAP_SERVER_KEY=key)
    assert "HOIDAP_SERVER_KEY" in line
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("{address}", "HOIDAP_SERVER_KEY"),
        ("http://127.0.0.1:9", "no server answers at"),
        ("{address}/reports", "HOIDAP_SERVER_KEY"),
        ("nowhere", "no server answers at nowhere"),
        ("http://[", "no server answers at"),
    ],
)
def test_what_is_wrong_with_the_server_is_one_line(server: ServerProcess, data: Path, url: str, line: str) -> None:
    done = started(data, "", "--url", url.format(address=server.address))
    assert (done.returncode, done.stdout) == (1, "")
    assert line in done.stderr
    assert done.stderr.count("\n") == 1


def test_nothing_but_the_protocol_comes_out(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> None:
    begun = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": begun},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": {"name": "ask", "arguments": {"question": SIGNED}},
        },
    ]
    typed = (
        "not the protocol\n"
        + "".join(json.dumps(each) + "\n" for each in lines)
        + '{"jsonrpc": "2.0", "id": "\\ud800"}\n'
    )
    done = started(copy_of_samples(tmp_path / "alone"), typed)
    assert done.returncode == 0, done.stderr
    told_by = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(each["jsonrpc"] == "2.0" for each in told_by)
    assert {1, 2} <= {each.get("id") for each in told_by}


def test_a_library_that_another_has_open_is_one_line(tmp_path: Path) -> None:
    with Library(tmp_path / "data", HashEncoder()):
        done = started(tmp_path / "data", "")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("hoidap: ")
    assert done.stderr.count("\n") == 1


def started(data: Path, typed: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """The command, after all that is typed was read."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "--data", str(data), "mcp", *options],
        input=typed, capture_output=True, text=True, env=os.environ | {"HOIDAP_BACKEND": BACK_END}, check=False, timeout=120,
    )  # fmt: skip
