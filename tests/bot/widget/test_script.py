"""The script of the widget: whole in itself, and in every language."""

import re
from pathlib import Path

from bot.settings import load_settings
from bot.signin.portal_tokens import PortalTokens
from bot.widget.script import widget_script
from bot.wording.wording import languages_offered, wording

SCRIPT = widget_script().decode()


def test_it_is_small_and_names_no_other_address() -> None:
    assert len(widget_script()) <= 30_000
    assert re.findall(r"https?://|@import|url\(", SCRIPT) == []


def test_it_speaks_every_language() -> None:
    for language in languages_offered():
        for said in (wording(language).ask_placeholder, wording(language).busy, wording(language).portal_signed_out):
            assert said in SCRIPT


def test_it_keeps_nothing_in_the_browser() -> None:
    assert re.findall(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.", SCRIPT) == []


def test_no_html_of_the_server_is_put_in_as_it_is() -> None:
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|\beval\b", SCRIPT) == []


def test_nothing_moves() -> None:
    """Whatever the reader's wish about motion is."""
    assert re.findall(r"\b(?:transition|animation|@keyframes)\b|scroll-behavior|behavior: \"smooth\"", SCRIPT) == []


def test_every_attribute_and_colour_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "widget.md").read_text(encoding="utf-8")
    attributes = set(re.findall(r'getAttribute\("(\w+)"\)', SCRIPT)) - {"href", "src"}
    assert {"lang", "mode", "theme", "token", "collections"} <= attributes
    colours = set(re.findall(r"--hoidap-[\w-]+", SCRIPT))
    assert "--hoidap-accent" in colours
    assert [each for each in sorted(attributes | colours) if f"`{each}`" not in page] == []


def test_the_settings_of_the_documentation_are_taken_as_they_stand(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "widget.md").read_text(encoding="utf-8")
    [sample] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "hoidap.toml").write_text(sample, encoding="utf-8")
    assert PortalTokens(load_settings(tmp_path)).exist
