"""The documents say what is so: commands exist, the example is what is answered, figures are those measured."""

import re
from pathlib import Path

import pytest
import typer.main

from bot.__main__ import app
from bot.answer import Answered
from bot.answerer import Answerer
from bot.evaluation.figures.statistics import FIGURES
from bot.wording.official_form import source_form
from bot.wording.wording import wording
from tests.bot.command_line import hoidap

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_readme_names_every_command_and_no_other() -> None:
    assert set(re.findall(r"bin/hoidap (\w+)", README)) == COMMANDS


def test_readme_names_only_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([\w-]+)", README, re.MULTILINE)) <= targets


def test_readme_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_readme_options_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    helped = [hoidap(command, "--help") for command in ("ask", "move", "read", "remove", "sync")]
    assert [each.returncode for each in helped] == [0] * 5
    helps = " ".join(each.stdout for each in helped)
    for option in set(re.findall(r"(?<=[\s`])--[a-z]+", README)) - {"--data"}:
        assert option in helps


def test_readme_example_is_what_is_answered(sample_answerer: Answerer) -> None:
    [question] = re.findall(r"\*([^*]+\?)\*", README.replace("\n", " "))
    said = " ".join(line.removeprefix(">").strip() for line in README.split("\n") if line.startswith(">"))
    source, quote, marker = re.fullmatch(r"Theo (.+?): “(.+?) …” \[(\d)\]", said).groups()  # type: ignore[union-attr]
    answer = sample_answerer.answer(question)
    assert isinstance(answer, Answered)
    cited = answer.citations[int(marker) - 1]
    assert source_form(cited, "vi") == source
    assert " ".join(cited.quote.split()).startswith(quote)
    assert wording("vi").according_to.startswith("Theo ")


def test_readme_quotes_only_measured_figures() -> None:
    figures = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    quoted = re.findall(r"\b0\.\d{3}\b", README)
    assert quoted
    assert set(quoted) <= set(re.findall(r"\b0\.\d{3}\b", figures))


def test_every_figure_of_an_evaluation_is_explained() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    explained = page[page.index("### Figures") : page.index("## Answers of any system")]
    for figure in FIGURES:
        group, _, name = figure.partition(".")
        judge = re.search(r"_(nli|model)$", name)
        wanted = f"…_{judge[1]}" if judge else "speed.…" if group == "speed" else name
        parts = (wanted, wanted.replace("containment@", "@"), wanted.replace("…_", "`…_"))
        assert group in explained
        assert any(f"{part}`" in explained for part in parts), figure


def test_every_option_of_evaluate_and_draft_is_explained() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for command in ("evaluate", "draft", "verify"):
        for option in (name for each in commands[command].params for name in each.opts if name.startswith("--")):
            assert f"`{option}" in page or f"{option} " in page, (command, option)
