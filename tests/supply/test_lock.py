"""The locks hold what pyproject.toml asks for, in the versions of constraints.txt, each with its hashes."""

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.locks import DEVELOPERS, ROOT, RUN, SLIM, hashes, left_out, versions

_BESIDE = {"torch", "langchain-huggingface"}
"""Not in the lock: docs/decisions/0019 says why the first is not; the second is for `make bench` alone."""
_REMEDY = "run `make lock`"


@pytest.mark.parametrize("lock", [DEVELOPERS, RUN, SLIM])
def test_every_file_has_a_hash(lock: str) -> None:
    assert [name for name, of_files in hashes(lock).items() if not of_files] == []


def test_versions_are_those_that_the_tests_passed_with() -> None:
    fixed, locked = versions("constraints.txt"), versions(DEVELOPERS)
    assert {name: version for name, version in locked.items() if fixed.get(name, version) != version} == {}, _REMEDY
    assert set(fixed) - set(locked) == _BESIDE, _REMEDY


@pytest.mark.parametrize("lock", [RUN, SLIM])
def test_what_runs_is_what_developers_have(lock: str) -> None:
    mine, others = hashes(lock), hashes(DEVELOPERS)
    assert {name: of_files for name, of_files in mine.items() if others.get(name) != of_files} == {}, _REMEDY
    assert {name: version for name, version in versions(lock).items() if versions(DEVELOPERS)[name] != version} == {}


@pytest.mark.parametrize(
    ("lock", "extras", "missing"),
    [
        (DEVELOPERS, {"build", "onnx", "postgres", "dev"}, {"torch"}),
        (RUN, set(), {"torch"}),
        (SLIM, {"build"}, left_out()),
    ],
)
def test_what_the_project_asks_for_is_locked(lock: str, extras: set[str], missing: set[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    locked = versions(lock) | {"torch": versions("constraints.txt")["torch"]}
    wrong = [
        str(asked)
        for asked in map(Requirement, wanted)
        if canonicalize_name(asked.name) not in {"hoidap", *missing}
        and not asked.specifier.contains(locked.get(canonicalize_name(asked.name), "0"))
    ]
    assert wrong == [], _REMEDY
    assert missing & set(versions(lock)) == set()
