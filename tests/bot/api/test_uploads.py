"""Files that are sent: from editors, into their collections, of a kind that is read, never whole in memory, whole or not at all."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Group, Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.bot.page.page_driver import served
from tests.bot.server_process import server_process
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
READER = ("lan", "khoa-rieng-cua-lan")
EDITOR = ("minh", "khoa-rieng-cua-minh")
REPORT = (SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt").read_bytes()
WHERE = "/api/reports"


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("uploads") / "data", HashEncoder()) as library:
        yield library


@pytest.fixture(scope="module")
def server(own_library: Library) -> Iterator[str]:
    everyone = Group(users=("*",), collections=("default", "noi-vu"))
    settings = Settings(users=dict((READER, EDITOR)), editors=("minh",), groups={"all": everyone}, upload_megabytes=3)
    with served(Answerer(own_library), own_library, settings) as found:
        yield found


@pytest.fixture
def editor(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, auth=EDITOR, timeout=60) as http:
        yield http


def nothing_is_left(library: Library) -> bool:
    return list((library.folder / "receiving").iterdir()) == []


def test_a_report_is_read_and_what_cannot_be_is_named(editor: httpx.Client, own_library: Library) -> None:
    sent = [
        ("files", ("../../Báo cáo.txt", REPORT)),
        ("files", ("trống.txt", b"")),
        ("files", ("hỏng.pdf", b"%PDF-1.4")),
    ]
    done = editor.post(WHERE, params={"collection": "noi-vu", "lang": "vi"}, files=sent)
    assert done.status_code == 200
    assert done.json()["added"] == ["Báo cáo.txt"]
    reasons = {each["name"]: each["reason"] for each in done.json()["failed"]}
    assert sorted(reasons) == ["hỏng.pdf", "trống.txt"]
    assert "tệp rỗng" in reasons["trống.txt"]
    assert [(each.number, each.collection) for each in own_library.reports.all()] == [("96/BC-SKHCN", "noi-vu")]
    again = editor.post(WHERE, params={"collection": "noi-vu"}, files=sent[:1]).json()
    assert (again["added"], again["unchanged"]) == ([], ["Báo cáo.txt"])
    assert nothing_is_left(own_library)


def test_readers_and_who_may_not_see_a_collection_add_nothing_to_it(
    server: str, editor: httpx.Client, own_library: Library
) -> None:
    before = own_library.reports.all()
    sent = {"files": ("bc.txt", REPORT)}
    assert httpx.post(f"{server}{WHERE}", files=sent).status_code == 401
    refused = httpx.post(f"{server}{WHERE}", files=sent, auth=READER)
    assert (refused.status_code, "`editors`" in refused.json()["detail"]) == (403, True)
    hidden, no_such = (editor.post(WHERE, params={"collection": each}, files=sent) for each in ("mat", "khong-co"))
    assert hidden.status_code == no_such.status_code == 403
    assert hidden.text.replace("mat", "") == no_such.text.replace("khong-co", "")
    for outside in ("../x", "a/b", ".", "", "a\0", "a" * 61):
        assert editor.post(WHERE, params={"collection": outside}, files=sent).status_code == 422
    assert own_library.reports.all() == before


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"files": {"files": ("virus.exe", b"MZ")}}, 415, "'virus.exe'"),
        ({"files": {"files": ("noname", b"a")}}, 415, "'noname'"),
        ({"files": {"files": ("bc.txt", b"a" * 3_100_000)}}, 413, "`upload_megabytes`"),
        ({"json": {}}, 415, "multipart/form-data"),
        ({"content": REPORT}, 415, "multipart/form-data"),
        ({"files": {"files": (None, "a")}}, 422, "no file"),
        ({"files": {"files": (None, "a" * 20_000)}}, 400, "broken"),
        ({"content": b"abc", "headers": {"Content-Type": "multipart/form-data"}}, 400, "broken"),
        ({"content": b"abc", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400, "broken"),
        ({"content": b"", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 422, "no file"),
        ({"content": b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
         400, "broken"),
    ],
)  # fmt: skip
def test_what_is_no_file_to_read_is_refused_in_one_line(
    editor: httpx.Client, own_library: Library, sent: dict[str, Any], status: int, says: str
) -> None:
    before = own_library.reports.all()
    refused = editor.post(WHERE, **sent)
    assert refused.status_code == status, refused.text
    assert says in refused.json()["detail"]
    assert "\n" not in refused.json()["detail"]
    assert own_library.reports.all() == before
    assert nothing_is_left(own_library)


def test_files_that_are_long_and_not_announced_are_refused(editor: httpx.Client, own_library: Library) -> None:
    def parts() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(40):
            yield b"x" * 100_000

    refused = editor.post(WHERE, content=parts(), headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert refused.status_code == 413
    assert nothing_is_left(own_library)


def test_a_sender_who_leaves_leaves_nothing(
    server: str, own_library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    before = own_library.reports.all()
    authorization = httpx.BasicAuth(*EDITOR)._auth_header
    name, port = server.removeprefix("http://").split(":")
    with socket.create_connection((name, int(port)), timeout=10) as connection:
        connection.sendall(
            f"POST {WHERE} HTTP/1.1\r\nHost: {name}\r\nAuthorization: {authorization}\r\nContent-Length: 2000000\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
            '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'.encode()
        )
        connection.sendall(b"x" * 500_000)
        until(lambda: any(path.is_file() for path in (own_library.folder / "receiving").rglob("*")))
    until(lambda: nothing_is_left(own_library))
    assert own_library.reports.all() == before
    assert "Traceback" not in capfd.readouterr().err


def until(is_so: Any) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_a_killed_server_left_is_thrown_away(tmp_path: Path) -> None:
    with Library(tmp_path / "data", HashEncoder()) as library:
        left = library.folder / "receiving" / "tmpabc"
        left.mkdir(parents=True)
        (left / "file").write_bytes(b"half")
        with served(Answerer(library), library) as found:
            assert nothing_is_left(library)
            assert httpx.get(f"{found}/healthz").status_code == 200


def test_long_files_are_never_whole_in_memory(tmp_path: Path) -> None:
    """What a server of its own holds while 60 MB come in, beside what it holds before."""
    with server_process(tmp_path / "data") as server:
        most = [server.megabytes()]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.005):
                most.append(server.megabytes())

        def parts() -> Iterator[bytes]:
            yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
            for _ in range(600):
                yield os.urandom(100_000)
            yield b'\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="b.exe"\r\n\r\n\r\n--x--'

        watching = threading.Thread(target=watch)
        watching.start()
        refused = httpx.post(
            f"{server.address}{WHERE}",
            content=parts(),
            headers={"Content-Type": "multipart/form-data; boundary=x"},
            timeout=60,
        )
        done.set()
        watching.join()
        assert refused.status_code == 415
        assert max(most) - most[0] < 30
