"""Where settings come from, which source wins, and what is said of a wrong one."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import SettingsError
from bot.settings import Settings, load_settings
from tests.bot.command_line import hoidap


def test_without_file_and_variables_they_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_variable_wins_over_the_file_and_other_variables_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hoidap.toml").write_text(
        'port = 1000\nlanguage = "en"\neditors = ["lan"]\nallowed_hosts = ["hoidap.example"]\n[users]\nlan = "khoa-rieng-cua-lan"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("HOIDAP_PORT", "2000")
    monkeypatch.setenv("HOIDAP_EDITORS", "")
    monkeypatch.setenv("HOIDAP_API_KEYS", "khóa số một của sở,khóa số hai của sở,")
    monkeypatch.setenv("HOIDAP_DATA", "/elsewhere")
    settings = load_settings(tmp_path)
    assert (settings.port, settings.language, settings.editors, settings.api_keys) == (
        2000,
        "en",
        (),
        (SecretStr("khóa số một của sở"), SecretStr("khóa số hai của sở")),
    )
    assert (settings.users, settings.allowed_hosts) == ({"lan": SecretStr("khoa-rieng-cua-lan")}, ("hoidap.example",))
    assert Settings().port == 7860


@pytest.mark.parametrize(
    ("written", "every"),
    [("15 min", timedelta(minutes=15)), ("2h", timedelta(hours=2)), ("1 d", timedelta(days=1)), ("", None)],
)
def test_how_often_folders_are_synced_is_written_as_people_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, every: timedelta | None
) -> None:
    (tmp_path / "hoidap.toml").write_text(f'[sync]\nevery = "{written}"\n', encoding="utf-8")
    assert load_settings(tmp_path).sync.every == every
    (tmp_path / "hoidap.toml").write_text('[sync]\nevery = "30 s"\n', encoding="utf-8")
    monkeypatch.setenv("HOIDAP_SYNC_EVERY", written)
    assert load_settings(tmp_path).sync.every == every


def test_folders_and_feeds_say_whose_reports_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hoidap.toml").write_text(
        'feed_sites = ["https://vanban.example"]\n[folders.a]\npath = "/srv/a"\ncollection = "một"\n'
        '[feeds.tinh]\nurl = "https://vanban.example/feed"\ncollection = "hai"\nevery = "2 h"\n',
        encoding="utf-8",
    )
    settings = load_settings(tmp_path)
    assert settings.roots(tmp_path) == ((Path("/srv/a"), "một"),)
    assert settings.feeds["tinh"].every == timedelta(hours=2)
    (tmp_path / "feeds" / "tinh").mkdir(parents=True)  # once it was pulled
    assert settings.roots(tmp_path) == ((Path("/srv/a"), "một"), (tmp_path / "feeds" / "tinh", "hai"))
    monkeypatch.setenv("HOIDAP_FOLDERS", '{"b": {"path": "/srv/b"}}')
    assert load_settings(tmp_path).roots(tmp_path)[0] == (Path("/srv/b"), "default")


@pytest.mark.parametrize(
    ("toml", "variables", "parts"),
    [
        ("port = 70000", {}, ("'port'", "70000", "less than or equal to 65535")),
        ("colour = 1", {}, ("no setting 'colour'", "encoder", "allowed_origins")),
        ("", {"HOIDAP_COLOUR": "red"}, ("no setting 'colour'",)),
        ("", {"HOIDAP_LANGUAGE": "fr"}, ("'language'", "'fr'", "en, vi")),
        ('[users]\nlan = "ngắn"', {}, ("'users'", "at least 16")),
        ('api_keys = [""]', {}, ("'api_keys'", "at least 16")),
        ('api_keys = "a"', {}, ("'api_keys'",)),
        ("", {"HOIDAP_ALLOWED_ORIGINS": "intranet.example"}, ("'allowed_origins.0'", "'intranet.example'")),
        ('[sync]\nevery = "often"', {}, ("'sync.every'", "'often'", "15 min")),
        ("", {"HOIDAP_SYNC_EVERY": "0 min"}, ("'sync.every'", "15 min")),
        ('[folders.a]\npath = "vanban"', {}, ("'folders.a.path'", "/srv/vanban")),
        ('[folders.a]\ncollection = "x"', {}, ("'folders'", "required")),
        ('[folders.a]\npath = "/srv/a"\n[folders.b]\npath = "/srv/x/../a/"', {}, ("'folders.a'", "'folders.b'")),
        ('[folders.a]\npath = "/"', {}, ("'folders.a'", "data folder")),
        ('[feeds.a]\nurl = "https://vanban.example/feed"', {}, ("'feeds.a'", "'feed_sites'")),
        (
            'feed_sites = ["https://vanban.example"]\n[feeds.a]\nurl = "https://vanban.example.org/feed"',
            {},
            ("'feeds.a'", "'feed_sites'"),
        ),
        ('feed_sites = ["https://vanban.example/"]', {}, ("'feed_sites.0'",)),
        ('feed_sites = ["vanban.example"]', {}, ("'feed_sites.0'",)),
        ('[feeds."../a"]\nurl = "https://vanban.example/feed"', {}, ("'feeds",)),
        ('[feeds.a]\nurl = "file:///etc/passwd"', {}, ("'feeds.a.url'",)),
        ("", {"HOIDAP_FOLDERS": "/srv/vanban"}, ("HOIDAP_FOLDERS", "not JSON")),
        ('portal_secrets = ["ngắn"]', {}, ("'portal_secrets'", "at least 32")),
        ("port = ", {}, ("hoidap.toml", "not a TOML file")),
        ("history_days = 999999999", {}, ("'history_days'", "less than or equal to 36500")),
        ('api_keys = ["$argon2id$v=19$m=1,t=1,p=1$ngắn"]', {}, ("'api_keys'", "argon2id hash")),
        ("", {"HOIDAP_API_KEYS": "ngắn"}, ("'api_keys'", "at least 16")),
        ("", {"HOIDAP_USERS": '{"lan": "khóa của Lan ngắn"'}, ("HOIDAP_USERS", "by commas")),
        ("", {"HOIDAP_USERS": "lan"}, ("'users'", "at least 16")),
        ("", {"HOIDAP_GROUPS": '{"ngắn": '}, ("HOIDAP_GROUPS", "not JSON")),
        ("", {"HOIDAP_GROUPS": "[" * 5_000}, ("HOIDAP_GROUPS", "not JSON")),
        ("", {"HOIDAP_TRUSTED_PROXIES": "10.0.0.300"}, ("'trusted_proxies.0'", "10.0.0.300")),
        ('[groups.a]\nusers = { lan = "mật khẩu ngắn đặt nhầm chỗ" }', {}, ("'groups'", "tuple")),
        ('editors = { lan = "ngắn" }', {}, ("'editors'",)),
        ('oidc_client_secret = ["ngắn"]', {}, ("'oidc_client_secret'",)),
        ('oidc_issuer = "http://sso.tinh.example"', {}, ("'oidc_issuer'",)),
        ('oidc_issuer = "https://sso.tinh.example"', {}, ("'oidc_issuer'", "'oidc_client_id'")),
        ("port = " + "9" * 5_000, {}, ("hoidap.toml", "not a TOML file")),
        ('access_log = "a\\u0000b"', {}, ("'access_log'",)),
        ("port = " + "[" * 5_000, {}, ("hoidap.toml", "not a TOML file")),
    ],
)
def test_wrong_setting_is_one_line_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, variables: dict[str, str], parts: tuple[str, ...]
) -> None:
    (tmp_path / "hoidap.toml").write_text(toml, encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings(tmp_path)
    assert "\n" not in str(refused.value)
    assert "ngắn" not in str(refused.value)
    for part in parts:
        assert part in str(refused.value)


@pytest.mark.parametrize("setting", ["audit_log", "access_log"])
@pytest.mark.parametrize(
    "place",
    [
        "library.sqlite",
        "engines.json",
        "new.log",
        "logs",
        "logs/../hoidap.toml",
        "originals/a.log",
        "logs/linked.log",
        ".",
    ],
)
def test_no_log_is_kept_where_the_library_keeps_its_own(tmp_path: Path, setting: str, place: str) -> None:
    data = tmp_path / "data"
    (data / "logs").mkdir(parents=True)
    (data / "logs" / "linked.log").symlink_to(data / "library.sqlite")
    for written in (place, str(data / place)):
        (data / "hoidap.toml").write_text(f'{setting} = "{written}"', encoding="utf-8")
        with pytest.raises(SettingsError) as refused:
            load_settings(data)
        assert "\n" not in str(refused.value)
        assert repr(setting) in str(refused.value)
        assert "logs" in str(refused.value)
    assert hoidap("--data", str(data), "serve").returncode == 2


def test_a_log_may_be_in_its_folder_or_outside(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "logs").symlink_to(tmp_path / "outside")
    for place in ("logs/a.log", "logs/deep/a.log", "../a.log", str(tmp_path / "a.log"), ""):
        (tmp_path / "data" / "hoidap.toml").write_text(f'audit_log = "{place}"', encoding="utf-8")
        assert load_settings(tmp_path / "data").audit_log == place


@pytest.mark.parametrize("kind", ["nothing", "folder", "loop", "pipe", "unreadable"])
def test_settings_that_lead_to_no_file_are_not_taken_for_none(tmp_path: Path, kind: str) -> None:
    """Without groups everybody sees everything: that is no guess to make."""
    file = tmp_path / "hoidap.toml"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to({"nothing": "gone.toml", "loop": "hoidap.toml", "unreadable": "/proc/self/mem"}[kind])
    with pytest.raises(SettingsError, match=r"hoidap\.toml") as refused:
        load_settings(tmp_path)
    assert "\n" not in str(refused.value)
    done = hoidap("--data", str(tmp_path), "serve")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    (settings,) = (each for each in json.loads(hoidap("--data", str(tmp_path), "check", "--json").stdout)["checks"] if each["name"] == "settings")  # fmt: skip
    assert not settings["ok"]


HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$Dn8gVR5Bk5xTCzwvGbTCkVSCVVQ2hZpsaIhgQvBL5iA"


def test_a_hash_stands_for_a_key_also_in_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIDAP_API_KEYS", f"{HASH},khóa số hai của sở,{HASH}")
    monkeypatch.setenv("HOIDAP_USERS", f"lan:{HASH},minh:khoa-rieng-cua-minh")
    settings = load_settings(tmp_path)
    assert [each.get_secret_value() for each in settings.api_keys] == [HASH, "khóa số hai của sở", HASH]
    assert {name: each.get_secret_value() for name, each in settings.users.items()} == {
        "lan": HASH,
        "minh": "khoa-rieng-cua-minh",
    }


def test_no_secret_is_shown_with_the_settings() -> None:
    settings = Settings(
        api_keys=("khoa-bi-mat-thu-nhat",), users={"lan": "khoa-bi-mat-thu-hai"}, model_key="khoa-bi-mat", oidc_client_secret="khoa-bi-mat",
        chroma_token="khoa-bi-mat",
    )  # fmt: skip
    for shown in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert "khoa-bi-mat" not in shown


@pytest.mark.parametrize("variable", ["HOIDAP_GROUPS", "HOIDAP_API_KEYS", "HOIDAP_USERS", "HOIDAP_OIDC_ISSUER"])
def test_wrong_variable_is_one_line_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "{bí mật")
    done = hoidap("--data", str(tmp_path), "serve")
    assert done.returncode == 2
    assert done.stderr.startswith("hoidap: ")
    assert done.stderr.count("\n") == 1
