"""requirements.lock holds what pyproject.toml asks for, in the versions of constraints.txt, each with its hashes."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([\w.-]+)==([^\s;]+)((?:.*\\\n)?(?: +--hash=sha256:[0-9a-f]{64}.*\n)*)", re.MULTILINE)
_BESIDE = {"torch", "langchain-huggingface"}
"""Not in the lock: docs/decisions/0019 says why the first is not; the second is for `make bench` alone."""
_REMEDY = "run `make lock`"


def test_every_file_has_a_hash() -> None:
    text = (_ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = list(_PIN.finditer(text))
    assert len(pins) == len(re.findall(r"^\S", text, re.MULTILINE))
    assert [pin[1] for pin in pins if "--hash=sha256:" not in pin[3]] == []


def test_versions_are_those_that_the_tests_passed_with() -> None:
    fixed, locked = _pins("constraints.txt"), _pins("requirements.lock")
    assert {name: version for name, version in locked.items() if fixed.get(name, version) != version} == {}, _REMEDY
    assert set(fixed) - set(locked) == _BESIDE, _REMEDY


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    locked = _pins("requirements.lock") | {"torch": _pins("constraints.txt")["torch"]}
    wrong = [
        str(wanted)
        for wanted in map(Requirement, asked)
        if wanted.name != "hoidap" and not wanted.specifier.contains(locked.get(canonicalize_name(wanted.name), "0"))
    ]
    assert wrong == [], _REMEDY


def _pins(file: str) -> dict[str, str]:
    text = (_ROOT / file).read_text(encoding="utf-8")
    return {
        canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    }
