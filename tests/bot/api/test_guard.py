"""Who may come in, and who it is that did."""

from typing import Any

import httpx
import pytest

from tests.bot.signin.guarded import PAGE, client

USERS = {"lan": "khoa-rieng-cua-lan", "minh": "khoa-rieng-cua-minh"}


def told(answer: httpx.Response) -> dict[str, Any]:
    return {name: answer.json()[name] for name in ("name", "may_edit")}


@pytest.mark.anyio
async def test_browser_is_known_again_and_a_script_is_nobody() -> None:
    async with client() as http:
        assert told(await http.get("/")) == {"name": "", "may_edit": True}
        first = await http.get("/", headers=PAGE)
        assert first.json()["name"].startswith("browser:")
        assert "HttpOnly" in first.headers["Set-Cookie"]
        assert "SameSite=Lax" in first.headers["Set-Cookie"]
        again = await http.get("/", headers=PAGE)
        assert again.json() == first.json()
        assert "Set-Cookie" not in again.headers
    async with client() as other:
        assert (await other.get("/", headers=PAGE)).json() != first.json()
        forged = {"Cookie": "hoidap_browser=lan"}
        assert (await other.get("/", headers=forged)).json()["name"] == ""


@pytest.mark.anyio
async def test_person_signs_in_with_their_own_key_alone() -> None:
    async with client(users=USERS, editors=("minh",)) as http:
        assert told(await http.get("/", auth=("lan", "khoa-rieng-cua-lan"))) == {"name": "lan", "may_edit": False}
        assert told(await http.get("/", auth=("minh", "khoa-rieng-cua-minh"))) == {"name": "minh", "may_edit": True}
        for wrong in (("lan", "khoa-rieng-cua-minh"), ("hoa", "khoa-rieng-cua-lan"), ("", ""), ("lan", "")):
            refused = await http.get("/", auth=wrong)
            assert refused.status_code == 401
            assert "Basic" in refused.headers["WWW-Authenticate"]
            assert "Set-Cookie" not in refused.headers


@pytest.mark.anyio
async def test_key_of_the_server_names_nobody() -> None:
    async with client(users=USERS, api_keys=("khoa-chung-cua-may-chu",)) as http:
        assert (await http.get("/", headers={"Authorization": "Bearer khoa-chung-cua-may-chu"})).json()["name"] == ""
        assert told(await http.get("/", auth=("minh", "khoa-chung-cua-may-chu"))) == {"name": "", "may_edit": False}


@pytest.mark.anyio
async def test_header_of_a_proxy_counts_from_this_machine_only() -> None:
    named = {"X-Remote-User": "lan"}
    async with client(user_header="X-Remote-User", editors=("*",)) as http:
        assert told(await http.get("/", headers=named)) == {"name": "lan", "may_edit": True}
        assert (await http.get("/")).status_code == 401
    async with client("192.0.2.7", user_header="X-Remote-User") as http:
        assert (await http.get("/", headers=named)).status_code == 401
    async with client(users=USERS) as http:
        assert (await http.get("/", headers=named)).status_code == 401


@pytest.mark.anyio
async def test_another_site_may_not_send_anything() -> None:
    async with client() as http:
        assert (await http.post("/", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403
        assert (await http.post("/", headers={"Sec-Fetch-Site": "same-origin"})).status_code == 200
        assert (await http.get("/", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 200


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        (
            "HOIDAP_USERS",
            "lan:khoa-rieng-cua-lan,minh:a:b-c-d-e-f-g-h-i-j",
            "users",
            {"lan": "khoa-rieng-cua-lan", "minh": "a:b-c-d-e-f-g-h-i-j"},
        ),
        ("HOIDAP_EDITORS", "lan,minh", "editors", ("lan", "minh")),
    ],
)
def test_people_in_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, variable: str, value: str, field: str, expected: object
) -> None:
    from bot.settings import load_settings

    monkeypatch.setenv(variable, value)
    found = getattr(load_settings(tmp_path), field)
    if isinstance(found, dict):
        found = {name: key.get_secret_value() for name, key in found.items()}
    assert found == expected


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_a_browser_keeps_nothing_for_the_next_person() -> None:
    async with client() as http:
        assert (await http.get("/")).headers["Cache-Control"] == "no-store"
        assert (await http.get("/reports/x")).headers["Cache-Control"] == "no-store"
