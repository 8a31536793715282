"""A slim install lacks what slim.txt names and nothing else, and hoidap runs without it."""

import json
import os
import subprocess
import sys
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.bot.server_process import server_process
from tests.conftest import BACK_END, SAMPLES
from tests.supply.locks import SLIM, left_out, versions

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
HIDE = """
import os, sys
from importlib.machinery import PathFinder
hidden = set(os.environ["HIDDEN"].split())
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in hidden else super().find_spec(name, path, target)
sys.meta_path[sys.meta_path.index(PathFinder)] = Without
"""


@pytest.fixture
def slim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process that is started finds of all that is installed what the slim lock has, and the project."""
    kept = {"hoidap", *versions(SLIM)}
    hidden = {
        module for module, owners in packages_distributions().items() if not kept & set(map(canonicalize_name, owners))
    }
    assert {"torch", "sentence_transformers", "transformers", "kubernetes"} <= hidden
    (tmp_path / "sitecustomize.py").write_text(HIDE)
    # The variable and not the path of this process, which keeps what it has.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]))
    monkeypatch.setenv("HIDDEN", " ".join(hidden))
    monkeypatch.setenv("HOIDAP_BACKEND", BACK_END)


def hoidap(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


def test_nothing_else_is_missing() -> None:
    kept = set(versions(SLIM))
    here = [each for each in distributions() if canonicalize_name(each.metadata["Name"]) in kept]
    assert len(here) > 100  # the lock names those of other systems, too
    missing = {
        canonicalize_name(needed.name)
        for package in here
        for needed in map(Requirement, package.requires or ())
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
    } - kept
    assert missing <= left_out()
    assert left_out() & kept == set()


@pytest.mark.parametrize(
    "pattern",
    [pytest.param("*", marks=pytest.mark.slow), pytest.param("2025-0[13]*", marks=pytest.mark.quick)],
    ids=["every sample", "a few"],
)
def test_reports_are_read_and_every_door_answers(slim: None, tmp_path: Path, pattern: str) -> None:
    data, samples = tmp_path / "data", list(SAMPLES.glob(pattern))
    synced = hoidap(data, "sync", *map(str, samples), "--json")
    assert synced.returncode == 0, synced.stderr
    assert len(json.loads(synced.stdout)["added"]) == len(samples)
    asked = hoidap(data, "ask", QUESTION, "--json")
    assert json.loads(asked.stdout)["status"] == "answered", asked.stderr
    with server_process(data) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        assert client.post("/api/ask", json={"question": QUESTION}).json()["status"] == "answered"
        assert "gradio" in client.get("/").text


def test_it_is_said_to_be_slim(slim: None, tmp_path: Path) -> None:
    assert "slim, without torch" in " ".join(hoidap(tmp_path, "check", COLUMNS="300").stdout.split())
    checked = hoidap(tmp_path, "check", COLUMNS="300", HOIDAP_RERANKER="/srv/model", HOIDAP_BACKEND="float32")
    assert "`backend` and `reranker` of the settings cannot be used" in " ".join(checked.stdout.split())


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("HOIDAP_ENCODER", "/srv/model", "the setting `encoder` = '/srv/model'"),
        ("HOIDAP_BACKEND", "float32", "the setting `backend` = 'float32'"),
        ("HOIDAP_BACKEND", "onnx", "the setting `backend` = 'onnx'"),
    ],
)
def test_what_needs_torch_says_so_in_one_line(
    slim: None, tmp_path: Path, variable: str, value: str, named: str
) -> None:
    sample = SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"
    done = hoidap(tmp_path / "data", "sync", str(sample), **{variable: value})
    assert done.returncode != 0
    [line] = done.stderr.strip().splitlines()
    assert f"{named} needs torch and sentence-transformers" in line
    assert "docs/installing.md" in line


@pytest.mark.parametrize(
    ("of", "setting"), [("CrossEncoderReranker", "reranker"), ("CrossEncoderEntailment", "entailment")]
)
def test_a_cross_encoder_says_so_too(slim: None, of: str, setting: str) -> None:
    program = (
        f"from index.encoder.cross_encoder import {of}\n"
        f"try: {of}('/srv/model')._model\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"the setting `{setting}` needs torch and sentence-transformers")
