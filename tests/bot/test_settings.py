"""Where settings come from, which source wins, and what is said of a wrong one."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings


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
        ("khóa số một của sở", "khóa số hai của sở"),
    )
    assert (settings.users, settings.allowed_hosts) == ({"lan": "khoa-rieng-cua-lan"}, ("hoidap.example",))
    assert Settings().port == 7860


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
        ("port = ", {}, ("hoidap.toml", "not a TOML file")),
        ("port = " + "9" * 5_000, {}, ("hoidap.toml", "not a TOML file")),
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
