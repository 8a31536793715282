"""docs/signin.md says what is so: its settings are settings, its commands commands, its figures those of the code."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from bot.settings import Settings, load_settings
from bot.signin import attempts, remembered
from tests.bot.command_line import hoidap

PAGE = (Path(__file__).parents[1] / "docs" / "signin.md").read_text(encoding="utf-8")
VIETNAMESE = (Path(__file__).parents[1] / "docs" / "vi.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_is_taken_as_it_stands(tmp_path: Path, sample: str) -> None:
    (tmp_path / "hoidap.toml").write_text(sample, encoding="utf-8")
    settings = load_settings(tmp_path)
    for name in tomllib.loads(sample):
        assert getattr(settings, name) != Settings.model_fields[name].default or name.endswith("_claim")


def test_every_command_can_be_given(tmp_path: Path) -> None:
    commands = re.findall(r"^    hoidap (.+?)(?: +#.*)?$", PAGE, re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        done = hoidap("--data", str(tmp_path), *shlex.split(command), typed="\n\n")
        assert done.returncode == 0, (command, done.stderr)


def test_the_figures_are_those_of_the_code() -> None:
    assert (attempts.FREE, attempts.FREE_OF_MANY, attempts.LONGEST) == (3, 20, 60)
    assert (attempts.FORGOTTEN, remembered.SECONDS) == (900, 300)
    for said in ("three wrong attempts", "up to 60 seconds", "twenty", "five minutes", "quarter of an hour"):
        assert said in PAGE


def test_vietnamese_page_takes_its_sample_and_commands(tmp_path: Path) -> None:
    samples = re.findall(r"```toml\n(.*?)```", VIETNAMESE, re.DOTALL)
    (tmp_path / "hoidap.toml").write_text("\n".join(samples[::-1]), encoding="utf-8")  # tables last, as TOML has it
    assert load_settings(tmp_path).allowed_hosts
    for command in re.findall(r"hoidap ((?:user|key) [^`\n#]+)", VIETNAMESE):
        arguments = command.partition("--data")[0].split()
        assert hoidap("--data", str(tmp_path), *arguments, typed="\n\n").returncode == 0, command
