"""The widget's script and the answers that it shows, over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import served
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
LAN, MINH = ("lan", "khoa-rieng-cua-lan"), ("minh", "khoa-rieng-cua-minh")
SETTINGS = Settings(
    users=dict([LAN, MINH]), allowed_origins=("https://cong.example",), groups={"g": {"users": ["lan"], "collections": ["default"]}}
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Library(tmp_path_factory.mktemp("widget") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"]).failed == []
        with served(Answerer(library), library, SETTINGS) as found:
            yield found


def test_the_script_is_for_everybody_and_kept_until_it_changes(server: str) -> None:
    first = httpx.get(f"{server}/widget.js", headers={"Accept": "text/html", "Origin": "https://elsewhere.example"})
    assert first.status_code == 200
    assert first.headers["Content-Type"].startswith("text/javascript")
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert len(first.content) <= 30_000
    again = httpx.get(f"{server}/widget.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    changed = httpx.get(f"{server}/widget.js", headers={"If-None-Match": '"another"'})
    assert changed.content == first.content
    assert httpx.get(f"{server}/widget.js/x").status_code == 401


def test_an_answer_is_shown_as_on_the_page_to_who_may_see_it(server: str) -> None:
    told = httpx.post(f"{server}/api/ask", json={"question": "Sở báo cáo gì về dữ liệu năm 2025?"}, auth=LAN).json()
    address = f"{server}/answers/{told['id']}"
    shown = httpx.get(address, params={"lang": "en"}, auth=LAN)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    assert f'id="answer-{told["id"]}"' in shown.text
    assert f'id="evidence-{told["id"]}"' in shown.text
    assert "Copy with citations" in shown.text
    assert "Sao chép kèm trích dẫn" in httpx.get(address, auth=LAN).text
    missing = httpx.get(f"{server}/answers/{'0' * 32}", auth=MINH)
    refused = httpx.get(address, auth=MINH)
    assert refused.status_code == missing.status_code == 404
    assert refused.text.replace(told["id"], "0" * 32) == missing.text
    assert httpx.get(address).status_code == 401


def test_a_listed_page_may_read_when_to_come_back_and_what_a_file_is_called(server: str) -> None:
    exposed = httpx.get(f"{server}/healthz", headers={"Origin": "https://cong.example"}).headers[
        "Access-Control-Expose-Headers"
    ]
    assert {"Content-Disposition", "Retry-After"} <= {each.strip() for each in exposed.split(",")}
