"""docs/openai.md says what is so: each of its programs runs against a server and prints what it promises."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answerer import Answerer
from bot.settings import Settings, load_settings
from index.library import Library
from tests.bot.page.page_driver import served

PAGE = (Path(__file__).parents[1] / "docs" / "openai.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
KEY = "khoa-chung-cua-may-chu"
ADDRESS = "http://127.0.0.1:7860"

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the clients of the programs, which end with their process
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def server(sample_library: Library, sample_answerer: Answerer) -> Iterator[str]:
    settings = Settings(api_keys=(KEY,), public_url="https://hoidap.tinh.example")
    with served(sample_answerer, sample_library, settings) as address:
        yield address


@pytest.mark.parametrize("program", PROGRAMS, ids=["openai", "langchain"])
def test_every_program_runs_and_prints_sources(server: str, program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ADDRESS in program
    exec(compile(program.replace(ADDRESS, server).replace('"KEY"', repr(KEY)), "docs/openai.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "**Nguồn:**" in printed
    listed = printed.split("**Nguồn:**")[1]
    assert re.search(r"^Kế hoạch số \S+ .+ https://hoidap\.tinh\.example/reports/\S+$", listed, re.MULTILINE)


def test_its_settings_are_settings(tmp_path: Path) -> None:
    [sample] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "hoidap.toml").write_text(sample, encoding="utf-8")
    settings = load_settings(tmp_path)
    for name in tomllib.loads(sample):
        assert getattr(settings, name) != Settings.model_fields[name].default
