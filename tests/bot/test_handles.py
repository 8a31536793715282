"""A server that may open few files answers a thousand requests all the same, and opens no more of them as it goes on."""

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.bot.server_process import server_process

HANDLES = 128
REQUESTS, THREADS = 1_000, 12


@pytest.fixture(scope="module")
def data(copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.mktemp("handles") / "library")


@pytest.mark.slow
def test_a_thousand_requests_under_few_handles(data: Path) -> None:
    with server_process(data, limits=f"ulimit -n {HANDLES}") as server:
        with httpx.Client(base_url=server.address) as http:
            reports = [each["id"] for each in http.get("/api/reports").json()]
            script = next(part for part in http.get("/").text.split('"') if part.endswith(".js"))
        paths = [
            "/",
            "/config",
            script.lstrip("."),
            *(f"/reports/{each}" for each in reports),
            *(f"/api/reports/{each}/original" for each in reports),
            *(f"/api/reports/{each}/pages/1.png" for each in reports),
        ]
        statuses: Counter[int] = Counter()
        handles: list[int] = []

        def ask(thread: int) -> None:
            for number in range(thread, REQUESTS, THREADS):
                with httpx.Client(base_url=server.address, timeout=120) as http:  # a connection of its own
                    if number % 4:
                        answer = http.get(paths[number % len(paths)])
                    else:
                        answer = http.post(
                            "/api/ask", json={"question": f"Năm {2000 + number % 30} có bao nhiêu dịch vụ công?"}
                        )
                statuses[answer.status_code] += 1
                if number % 50 == 0:
                    handles.append(server.handles())

        threads = [threading.Thread(target=ask, args=(each,)) for each in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(statuses.values()) == REQUESTS
    assert not any(status >= 500 for status in statuses)
    assert max(handles[len(handles) // 2 :]) <= max(handles[: len(handles) // 2]) + 8
