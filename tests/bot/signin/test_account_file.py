"""Keys and users that commands make: printed once, kept as hashes for the owner alone, and followed by a server that runs."""

import json
import stat
from pathlib import Path

import httpx
import pytest

from bot.doctor import findings
from bot.errors import AccountError
from bot.settings import Settings
from bot.signin.account_file import NAME, AccountFile
from bot.signin.account_store import key_name
from bot.signin.hashing import matches
from tests.bot.command_line import hoidap
from tests.bot.running import running
from tests.bot.signin.guarded import guarded


def command(folder: Path, *arguments: str, typed: str = "") -> str:
    done = hoidap("--data", str(folder), *arguments, typed=typed)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def asked(address: str, key: str) -> httpx.Response:
    return httpx.get(address, headers={"Authorization": f"Bearer {key}"})


def test_a_key_is_printed_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    key = command(
        tmp_path, "key", "new", "cong-van", "--role", "editor", "--collection", "noi-vu", "--per-minute", "30"
    )
    kept = (tmp_path / NAME).read_text(encoding="utf-8")
    assert key_name(key) == "cong-van"
    assert len(key.rpartition(".")[2]) == 43
    assert key.rpartition(".")[2] not in kept
    assert matches(json.loads(kept)["keys"]["cong-van"]["hash"], key)
    listed = command(tmp_path, "key", "list", "--json")
    assert json.loads(listed)["keys"]["cong-van"] | {"made": ""} == {
        "made": "", "role": "editor", "collections": ["noi-vu"], "per_minute": 30,
    }  # fmt: skip
    assert "argon2" not in listed + command(tmp_path, "key", "list")
    assert "cong-van" in command(tmp_path, "key", "list")


def test_the_file_is_for_its_owner_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    command(folder, "key", "new", "a")
    command(folder, "user", "new", "lan", typed="\n\n")
    (folder / NAME).chmod(0o644)
    command(folder, "key", "revoke", "a")
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert {each.name for each in folder.iterdir()} <= {NAME, "accounts.lock"}


def test_a_running_server_follows_at_once(tmp_path: Path) -> None:
    settings = Settings(groups={"noi-vu": {"users": ["key:b"], "collections": ["noi-vu"]}})
    with running(guarded(settings, tmp_path)) as address:
        assert httpx.get(address).status_code == 200, "open: nobody was ever given a key"
        key = command(tmp_path, "key", "new", "a", "--collection", "mat", "--collection", "chung", "--per-minute", "9")
        other = command(tmp_path, "key", "new", "b", "--role", "administrator")
        everything = command(tmp_path, "key", "new", "c", "--collection", "*")
        assert httpx.get(address).status_code == 401
        told = asked(address, key).json()
        assert (told["name"], told["role"], told["collections"], told["per_minute"]) == (
            "key:a",
            "reader",
            ["chung", "mat"],
            9,
        )
        told = asked(address, other).json()
        assert (told["name"], told["role"], told["collections"], told["per_minute"]) == (
            "key:b",
            "administrator",
            ["noi-vu"],
            None,
        )
        assert asked(address, everything).json()["collections"] is None
        assert httpx.get(address, auth=("ai cũng được", key)).json()["name"] == "key:a"
        assert asked(address, key + "x").status_code == 401
        assert asked(address, key.replace(".a.", ".b.")).status_code == 401
        for name in ("a", "b", "c"):
            command(tmp_path, "key", "revoke", name)
        assert asked(address, key).status_code == 401
        assert httpx.get(address).status_code == 401, "revoking the last key opens nothing"


def test_a_person_signs_in_until_they_are_removed(tmp_path: Path) -> None:
    with running(guarded(Settings(editors=("lan",)), tmp_path)) as address:
        drawn = command(tmp_path, "user", "new", "lan", typed="\n\n").splitlines()[-1].rpartition(" ")[2]
        assert httpx.get(address, auth=("lan", drawn)).json()["role"] == "editor"
        own = "mật khẩu riêng của Lan"
        command(tmp_path, "user", "new", "lan", typed=f"{own}\n{own}\n")
        assert httpx.get(address, auth=("lan", own)).status_code == 200
        assert httpx.get(address, auth=("lan", drawn)).status_code == 401
        assert list(json.loads(command(tmp_path, "user", "list", "--json"))["users"]) == ["lan"]
        assert "lan" in command(tmp_path, "user", "list")
        command(tmp_path, "user", "remove", "lan")
        assert httpx.get(address, auth=("lan", own)).status_code == 401


@pytest.mark.parametrize(
    ("arguments", "typed", "code", "told"),
    [
        (("key", "new", "a"), "", 1, "there is a key 'a' already"),
        (("key", "new", "a.b"), "", 1, "cannot be called 'a.b'"),
        (("key", "new", ""), "", 1, "cannot be called ''"),
        (("key", "revoke", "b"), "", 1, "there is no key 'b'"),
        (("key", "new", "b", "--role", "king"), "", 2, "king"),
        (("key", "new", "b", "--per-minute", "0"), "", 2, "per-minute"),
        (("user", "new", "key:a"), "\n\n", 1, "nobody can be called"),
        (("user", "new", "lan"), "ngắn\nngắn\n", 2, "at least 16"),
        (("user", "remove", "hoa"), "", 1, "there is no user 'hoa'"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], typed: str, code: int, told: str
) -> None:
    command(tmp_path, "key", "new", "a")
    before = (tmp_path / NAME).read_bytes()
    done = hoidap("--data", str(tmp_path), *arguments, typed=typed)
    assert done.returncode == code
    assert told in done.stderr
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.parametrize("content", ["", "{", '{"keys": {"a": {}}}', "[]", '{"key": {}}', "\0" * 100])
def test_a_file_that_is_damaged_lets_nobody_in_and_is_named(tmp_path: Path, content: str) -> None:
    key = command(tmp_path, "key", "new", "a")
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(AccountError, match=NAME):
        AccountFile(tmp_path).kept()
    done = hoidap("--data", str(tmp_path), "key", "new", "b")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    [finding] = [each for each in findings(tmp_path) if each.name == "accounts"]
    assert not finding.ok
    assert NAME in finding.what
    with running(guarded(Settings(), tmp_path)) as address:
        assert asked(address, key).status_code == 401
        assert httpx.get(address).status_code == 401


def test_a_link_that_leads_nowhere_is_a_damaged_file_and_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "gone")
    with pytest.raises(AccountError, match=NAME):
        AccountFile(tmp_path).kept()
    with running(guarded(Settings(), tmp_path)) as address:
        assert httpx.get(address).status_code == 401


def test_an_address_that_others_reach_is_not_served_before_somebody_may_come_in(tmp_path: Path) -> None:
    done = hoidap("--data", str(tmp_path), "serve", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "hoidap user new" in done.stderr
    assert done.stderr.count("\n") == 1
    command(tmp_path, "key", "new", "a")
    command(tmp_path, "key", "revoke", "a")
    with running(guarded(Settings(host="0.0.0.0"), tmp_path)) as address:
        assert httpx.get(address).status_code == 401
        (tmp_path / NAME).unlink()
        assert httpx.get(address).status_code == 401, "never open where others come"
