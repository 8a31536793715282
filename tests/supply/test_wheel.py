"""The wheel holds the packages and their data, no tests; installed by itself, it answers."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.supply.locks import ROOT, SLIM

PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["packages"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    [built] = folder.glob("*.whl")
    return built


def test_it_holds_the_packages_and_their_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if ".dist-info/" not in name} == sources
    assert {"bot/wording/vi.toml", "index/encoder/typical_passages.txt", "bot/quoting/sentence_rank.txt"} <= names
    assert any(name.startswith("corpus/samples/") for name in names)


def test_it_brings_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        [entry_points] = [name for name in opened.namelist() if name.endswith("entry_points.txt")]
        assert "hoidap = bot.__main__:main" in opened.read(entry_points).decode()


@pytest.mark.slow
def test_it_answers_where_nothing_else_is_installed(wheel: Path, tmp_path: Path) -> None:
    uv = [str(Path(sys.executable).with_name("uv")), "--quiet"]
    place = tmp_path / "venv"
    into = ["--system-certs", "--python", str(place), "--no-deps"]
    _run(*uv, "venv", "--python", sys.executable, str(place), at=tmp_path)
    locked = _run(*uv, "pip", "install", *into, "--require-hashes", "-r", str(ROOT / SLIM), at=tmp_path, check=False)
    if locked.returncode and "CI" not in os.environ:
        pytest.skip(f"the packages of {SLIM} cannot be had here: {locked.stderr.strip()[-200:]}")
    assert locked.returncode == 0, locked.stderr
    _run(*uv, "pip", "install", *into, str(wheel), at=tmp_path)
    hoidap = [str(place / "bin" / "hoidap"), "--data", str(tmp_path / "data")]
    folder = tmp_path / "reports"
    shutil.copytree(SAMPLES, folder)
    _run(*hoidap, "sync", str(folder), at=tmp_path)
    asked = _run(*hoidap, "ask", "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?", "--json", at=tmp_path)
    assert json.loads(asked.stdout)["status"] == "answered"


def _run(*command: str, at: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Away from the sources, whose packages would be found first."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, capture_output=True, text=True, check=check, cwd=at, env=environment)
