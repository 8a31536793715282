"""The doors for programs behind a real nginx and a real Caddy: each by the client that people have, every address that it is told opened."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import openai
import pytest
from mcp import Client

from bot.client.errors import UnreachableError
from hoidap import ReportRetriever
from tests.bot.api.mcp_server.mcp_client import ERAS, text_of, told, with_client
from tests.bot.api.mcp_server.test_stdio import asked, with_command
from tests.bot.page.page_driver import MERGER
from tests.bot.reverse_proxy import CADDY, NGINX
from tests.bot.served_behind import LAN, MINH, Served, basic, served

_ADDRESS = re.compile(r'\b(?:href|src|action|cite|data-source)="([^"]+)"')


@pytest.fixture(scope="module", params=(*NGINX, CADDY[1]), ids=lambda sample: sample.file)
def behind(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, copy_of_samples: Callable[[Path], Path]
) -> Iterator[Served]:
    with served(request.param, tmp_path_factory.mktemp("clients"), copy_of_samples, browser=False) as found:
        yield found


@pytest.fixture
def lan(behind: Served) -> Iterator[httpx.Client]:
    with behind.client() as http:
        http.auth = basic(LAN)
        yield http


@pytest.fixture
def minh(behind: Served) -> Iterator[httpx.Client]:
    with behind.client() as http:
        http.auth = basic(MINH)
        yield http


@pytest.fixture
def answer(behind: Served, lan: httpx.Client) -> dict[str, Any]:
    said: dict[str, Any] = lan.post(f"{behind.url}/api/v1/ask", json={"question": MERGER}).json()
    return said


def assert_opens(behind: Served, http: httpx.Client, cited: str) -> None:
    assert cited.startswith(f"{behind.url}/reports/")
    assert 'id="passage"' in http.get(cited.partition("#")[0]).text


@pytest.mark.parametrize("era", ERAS)
def test_a_language_model_uses_the_tools(behind: Served, lan: httpx.Client, era: str) -> None:
    async def lead_here(request: Any) -> None:
        behind.proxy.lead_here(request)

    async def used(client: Client) -> Any:
        answer = await client.call_tool("ask", {"question": MERGER})
        report = told(answer)["citations"][0]["report_id"]
        read = await client.call_tool("read_report", {"report_id": report})
        return answer, await client.call_tool("search", {"question": MERGER}), read

    reached = {"verify": behind.proxy.trusted(), "event_hooks": {"request": [lead_here]}}
    answer, searched, read = with_client(behind.url, behind.key, used, era, **reached)
    for cited in (*told(answer)["citations"], *told(searched)["passages"]):
        assert_opens(behind, lan, cited["url"])
        assert cited["url"] in text_of(answer) + text_of(searched)
    assert "text" in told(read)


def test_openais_client_asks(behind: Served, lan: httpx.Client) -> None:
    with openai.OpenAI(
        base_url=f"{behind.url}/v1", api_key=behind.key, max_retries=0, http_client=behind.client()
    ) as client:
        assert [each.id for each in client.models.list()] == ["hoidap"]
        asked: Any = {"model": "hoidap", "messages": [{"role": "user", "content": MERGER}]}
        whole = client.chat.completions.create(**asked)
        pieces = [each.choices[0].delta.content or "" for each in client.chat.completions.create(**asked, stream=True)]
        response = client.responses.create(model="hoidap", input=MERGER)
        with pytest.raises(openai.NotFoundError):
            client.models.retrieve("hoidap:khong-co")
    content = whole.choices[0].message.content or ""
    assert "".join(pieces) == content
    assert response.output_text == content
    for each in whole.choices[0].message.annotations or []:
        assert each.url_citation.url in content
        assert_opens(behind, lan, each.url_citation.url)
    with (
        openai.OpenAI(base_url=f"{behind.url}/v1", api_key="wrong", http_client=behind.client()) as client,
        pytest.raises(openai.AuthenticationError),
    ):
        client.models.list()


def test_hoidaps_own_client_trusts_what_the_machine_trusts(
    behind: Served, lan: httpx.Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By the certificate of an office's own authority: its proxies seldom have another."""
    if behind.proxy.sample.file.endswith("Caddyfile"):
        pytest.skip("Caddy answers by its name alone, which no name server here knows")
    url = f"https://127.0.0.1:{behind.proxy.port}{behind.path}"
    retriever = ReportRetriever(url=url, key=behind.key, k=2)
    with pytest.raises(UnreachableError, match=r"certificate .* SSL_CERT_FILE"):
        retriever.invoke(MERGER)
    monkeypatch.setenv("SSL_CERT_FILE", str(behind.proxy.certificate))
    monkeypatch.setenv("HOIDAP_SERVER_KEY", behind.key)
    assert len(retriever.invoke(MERGER)) == 2
    command = [sys.executable, "-m", "bot", "ask", "--url", url, "--json", MERGER]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert_opens(behind, lan, json.loads(done.stdout)["citations"][0]["url"])
    names, bridged = with_command(tmp_path, asked, "--url", url)
    assert "search" in names
    assert bridged["citations"]


def test_every_address_in_a_page_lies_below_the_path_and_answers(
    behind: Served, minh: httpx.Client, answer: dict[str, Any]
) -> None:
    report = answer["citations"][0]["report_id"]
    below = partial("{}/{}".format, behind.url)
    seen = set()
    for path in (
        f"answers/{answer['id']}", f"answers/{answer['id']}/passages/1", f"reports/{report}", "asked", "deadlines", "signin?lang=en",
    ):  # fmt: skip
        shown = minh.get(below(path))
        assert shown.status_code == 200
        found = {urljoin(str(below(path)), each.replace("&amp;", "&")) for each in _ADDRESS.findall(shown.text)}
        assert [each for each in found if not each.startswith((f"{behind.url}/", "data:"))] == [], path
        seen |= {each.partition("#")[0] for each in found if each.startswith("https:")}
    refused = {each for each in seen if minh.get(each, follow_redirects=True).status_code not in (200, 405)}
    assert refused == set()


def test_an_administrator_takes_what_people_ask_away(
    behind: Served, minh: httpx.Client, lan: httpx.Client, answer: dict[str, Any]
) -> None:
    assert lan.get(f"{behind.url}/asked").status_code == 403
    assert minh.get(f"{behind.url}/api/v1/asked").json()["questions"]
    assert minh.get(f"{behind.url}/asked.xlsx").content.startswith(b"PK")
    proposed = minh.post(f"{behind.url}/asked/{answer['id']}/case")
    assert proposed.status_code == 303
    back = urljoin(f"{behind.url}/asked/{answer['id']}/case", proposed.headers["Location"])
    assert back.startswith(f"{behind.url}/asked?")
    assert minh.get(back).status_code == 200


def test_what_watches_it_and_what_is_taken_away(behind: Served, lan: httpx.Client, answer: dict[str, Any]) -> None:
    with behind.client() as prometheus:
        assert prometheus.get(f"{behind.url}/healthz").status_code == 200
        assert prometheus.get(f"{behind.url}/readyz").json()["ready"] is True
        assert prometheus.get(f"{behind.url}/metrics").status_code == 401
        prometheus.headers["Authorization"] = f"Bearer {behind.key}"
        assert "hoidap_reports " in prometheus.get(f"{behind.url}/metrics").text
    assert lan.get(f"{behind.url}/metrics").status_code == 403
    conversation = f"{behind.url}/api/v1/conversations/{answer['conversation']}/export"
    assert lan.get(f"{conversation}.docx").content.startswith(b"PK")
    assert MERGER in lan.get(f"{conversation}.md").text
    assert lan.get(f"{behind.url}/deadlines.xlsx").content.startswith(b"PK")
    folded = lan.get(f"{behind.url}/deadlines.ics").text.replace("\r\n ", "")
    addresses = re.findall(r"^URL:(\S+)", folded, re.MULTILINE)
    assert addresses
    assert [each for each in addresses if not each.startswith(f"{behind.url}/reports/")] == []


def test_pages_of_a_list_follow_one_another(behind: Served, lan: httpx.Client) -> None:
    first = lan.get(f"{behind.url}/api/v1/reports?limit=2")
    following = urljoin(f"{behind.url}/api/v1/reports?limit=2", first.links["next"]["url"])
    assert following.startswith(f"{behind.url}/api/v1/reports?")
    assert {each["id"] for each in lan.get(following).json()}.isdisjoint({each["id"] for each in first.json()})
    assert lan.head(f"{behind.url}/api/v1/reports?limit=2").headers["ETag"] == first.headers["ETag"]
