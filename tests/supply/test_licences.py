"""Everything that runs stands under a licence of tests/supply/licences.toml, or is named there with the reason."""

import tomllib
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from tests.supply.licences import licences_of, needed_to_run

_LIST = tomllib.loads(Path(__file__).with_name("licences.toml").read_text(encoding="utf-8"))


def test_what_runs_may_be_used() -> None:
    unknown = {name: licences - set(_LIST["allowed"]) for name, licences in _licences().items()}
    assert {name: left for name, left in unknown.items() if left and name not in _LIST["exceptions"]} == {}


def test_every_exception_is_needed() -> None:
    licences = _licences()
    assert [name for name in _LIST["exceptions"] if not licences.get(name, set()) - set(_LIST["allowed"])] == []


@pytest.mark.parametrize(
    ("metadata", "licences"),
    [
        ("License-Expression: MPL-2.0 AND (Apache-2.0 OR MIT)", {"MPL-2.0", "Apache-2.0", "MIT"}),
        ("License: Custom\nClassifier: License :: OSI Approved :: GNU Affero General Public License v3", {"GNU Affero General Public License v3"}),
        ("License: GPL", {"GPL"}),
        ("Summary: tells nothing", {"none"}),
    ],
)  # fmt: skip
def test_a_licence_is_read_where_it_stands(tmp_path: Path, metadata: str, licences: set[str]) -> None:
    (tmp_path / "METADATA").write_text(f"Metadata-Version: 2.4\nName: a\nVersion: 1\n{metadata}\n", encoding="utf-8")
    assert licences_of(PathDistribution(tmp_path)) == licences


def _licences() -> dict[str, set[str]]:
    packages: dict[str, Distribution] = needed_to_run()
    assert len(packages) > 100
    return {name: licences_of(package) for name, package in packages.items()}
