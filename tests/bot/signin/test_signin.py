"""Keys and passwords that are kept as hashes: verified beside the other requests, remembered, slowed when wrong."""

import threading
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import pytest
from starlette.testclient import TestClient

import bot.signin.signin as signin_module
from bot.doctor import findings
from bot.settings import Settings
from bot.signin.account_file import AccountFile
from bot.signin.attempts import FREE
from bot.signin.hashing import hashed
from bot.signin.remembered import MOST, Remembered
from bot.signin.signin import SignIn, SlowedError
from tests.bot.signin.guarded import client

PASSWORD = "mat-khau-rieng-cua-lan"
HASH = hashed(PASSWORD)
HERE, THERE = "192.0.2.7", "198.51.100.9"


def made(folder: Path, **given: Any) -> SignIn:
    return SignIn(Settings(**given), folder)


@pytest.mark.anyio
async def test_a_hash_in_the_settings_lets_in_who_knows_the_password(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users={"lan": HASH}, api_keys=(hashed("khoa-cua-mot-he-thong"),)) as http:
        assert (await http.get("/", auth=("lan", PASSWORD))).json()["name"] == "lan"
        assert (await http.get("/", headers={"Authorization": "Bearer khoa-cua-mot-he-thong"})).status_code == 200
        assert (await http.get("/", auth=("lan", HASH))).status_code == 401, "a hash is no password"
        assert (await http.get("/", headers={"Authorization": f"Bearer {HASH}"})).status_code == 401


@pytest.mark.anyio
async def test_what_was_verified_is_remembered_and_not_verified_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signin = made(tmp_path, users={"lan": HASH})
    assert await signin.account("lan", PASSWORD, HERE)
    monkeypatch.setattr(signin_module, "matches", lambda *_: pytest.fail("verified again"))
    assert await signin.account("lan", PASSWORD, HERE)
    kept = repr(vars(signin._remembered))
    assert PASSWORD not in kept
    assert HASH not in kept


def test_memory_ends_and_is_bounded() -> None:
    now = [0.0]
    remembered = Remembered(lambda: now[0])
    remembered.add("stored", "given")
    assert remembered.has("stored", "given")
    assert not remembered.has("storedg", "iven")
    assert not remembered.has("other", "given")
    now[0] = 299
    assert remembered.has("stored", "given"), "who goes on is remembered on"
    now[0] = 598
    assert remembered.has("stored", "given")
    now[0] = 899
    assert not remembered.has("stored", "given")
    for number in range(MOST + 5):
        remembered.add("stored", str(number))
    assert len(remembered._until) == MOST


@pytest.mark.anyio
async def test_few_are_verified_at_once_and_others_go_on_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signin = made(tmp_path, users={f"user{number}": HASH for number in range(6)})
    at_once, most, go_on, two = [0], [0], threading.Event(), anyio.Event()

    def slow(stored: str, given: str) -> bool:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        if at_once[0] == 2:
            anyio.from_thread.run_sync(two.set)
        go_on.wait(20)
        at_once[0] -= 1
        return True

    monkeypatch.setattr(signin_module, "matches", slow)
    async with anyio.create_task_group() as group:
        for number in range(6):
            group.start_soon(signin.account, f"user{number}", PASSWORD, HERE)
        await two.wait()  # which a blocked event loop would never come to
        go_on.set()
    assert most[0] == 2


@pytest.mark.anyio
async def test_past_a_bound_nobody_waits_for_verification(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signin = made(tmp_path, users={f"user{number}": HASH for number in range(10)})
    monkeypatch.setattr(signin_module, "_WAITING", 3)
    go_on, refused = threading.Event(), []
    monkeypatch.setattr(signin_module, "matches", lambda *_: go_on.wait(20))

    async def ask(name: str) -> None:
        try:
            await signin.account(name, PASSWORD, HERE)
        except SlowedError as slowed:
            refused.append(slowed.retry_after)

    async with anyio.create_task_group() as group:
        for number in range(10):
            group.start_soon(ask, f"user{number}")
        await anyio.sleep(0.1)
        go_on.set()
    assert len(refused) == 5, "two are verified, three wait"


@pytest.mark.anyio
async def test_wrong_attempts_are_slowed_and_told_and_a_right_key_from_elsewhere_comes_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    signin = made(tmp_path, users={"lan": HASH})
    for _ in range(FREE + 1):
        assert await signin.account("lan", "mat-khau-sai-cua-ai-do", HERE) is None
    with pytest.raises(SlowedError):
        await signin.account("lan", PASSWORD, HERE)
    found = await signin.account("lan", PASSWORD, THERE)
    assert found
    assert found.name == "lan"
    told = [record.told for record in caplog.records if record.name == "hoidap.audit"]  # type: ignore[attr-defined]
    assert [(each["event"], each["user"], each["address"]) for each in told] == [("refused", "lan", HERE)] * (FREE + 1)
    assert "mat-khau-sai" not in caplog.text


@pytest.mark.anyio
async def test_who_is_remembered_goes_on_while_others_behind_the_same_address_are_slowed(tmp_path: Path) -> None:
    signin = made(tmp_path, users={"lan": HASH})
    assert await signin.account("lan", PASSWORD, HERE)
    for _ in range(FREE + 1):
        await signin.account("lan", "mat-khau-sai-cua-ai-do", HERE)
    assert await signin.account("lan", PASSWORD, HERE)


@pytest.mark.anyio
async def test_a_system_with_a_wrong_key_slows_no_other_at_its_address(tmp_path: Path) -> None:
    signin = made(tmp_path)
    key = AccountFile(tmp_path).new_key("a", "reader", None, None)
    AccountFile(tmp_path).new_key("b", "reader", None, None)
    for _ in range(FREE + 1):
        assert await signin.account("", "hoidap.b.wrong", HERE) is None
    found = await signin.account("", key, HERE)
    assert found
    assert found.name == "a"


@pytest.mark.anyio
async def test_slowed_request_is_told_when_to_come_back(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users={"lan": "mat-khau-rieng-cua-lan"}) as http:
        for _ in range(FREE + 1):
            assert (await http.get("/", auth=("lan", "sai"))).status_code == 401
        refused = await http.get("/", auth=("lan", "mat-khau-rieng-cua-lan"))
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) >= 1
        form = await http.post("/signin", data={"name": "lan", "password": "mat-khau-rieng-cua-lan", "next": "/"})
        assert form.status_code == 429
        assert int(form.headers["Retry-After"]) >= 1
        assert "giây" in form.text


@pytest.mark.anyio
async def test_a_name_that_is_not_there_is_verified_as_one_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signin, verified = made(tmp_path, users={"lan": HASH}), []
    monkeypatch.setattr(signin_module, "matches", lambda stored, given: verified.append(stored) or False)
    for name in ("lan", "hoa"):
        assert await signin.account(name, "mat-khau-sai-cua-ai-do", HERE) is None
    assert len(verified) == 2


def test_check_names_the_settings_that_hold_a_plain_secret_and_not_the_secret(tmp_path: Path) -> None:
    def told(toml: str) -> Any:
        (tmp_path / "hoidap.toml").write_text(toml, encoding="utf-8")
        return next(each for each in findings(tmp_path) if each.name == "secrets")

    plain = told(f'api_keys = ["{HASH}", "khoa-khong-bam-cua-so"]\n[users]\nlan = "{HASH}"\n')
    assert not plain.ok
    assert not plain.needed
    assert "`api_keys`" in plain.what
    assert "`users`" not in plain.what
    assert "khoa-khong" not in f"{plain}"
    assert told(f'api_keys = ["{HASH}"]\n').ok


def test_lone_surrogates_and_null_characters_are_wrong_and_no_error(tmp_path: Path) -> None:
    from tests.bot.signin.guarded import guarded

    with TestClient(guarded(Settings(users={"lan": HASH}), tmp_path), base_url="http://127.0.0.1") as http:
        for sent in (b"Basic \xff\xfe", b"Basic " + b"//79", b"Bearer \xed\xa0\x80", b"Basic", b"", b"Basic bGFuOgA="):
            assert http.get("/", headers={b"Authorization": sent}).status_code == 401
        form = {"name": "lan\0", "password": "\0" * 20}
        assert http.post("/signin", data=form).status_code in (401, 429)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
