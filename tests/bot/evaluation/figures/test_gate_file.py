"""Gates: what is below its floor or above its ceiling is named, and what is no gate."""

from pathlib import Path

import pytest

from bot.errors import DatasetError
from bot.evaluation.figures.gate import Unmet, load_gate, unmet

WRONG = (
    "",
    "a = 1",
    "[floors]\na = 'b'",
    "[floors]\n[other]\n",
    "[floors]\na = 1\n[other]\nb = 1\n",
    "[floors",
    "[floors]\n",
    "[floors]\na = 1\n[ceilings]\n",
    "floors = 1",
)


def test_gate_names_what_is_below_its_floor(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text('[floors]\na = 0.5\nb = 1\n"tags.x.a" = 0.1\n', encoding="utf-8")
    found = unmet(load_gate(path), {"a": 0.5, "b": 0.99, "tags.x.a": None, "c": 1.0})
    assert found == [Unmet("b", 1.0, 0.99, is_above=False), Unmet("tags.x.a", 0.1, None, is_above=False)]
    with pytest.raises(DatasetError, match="the gate names b"):
        unmet(load_gate(path), {"a": 1.0, "tags.x.a": 1.0})


def test_gate_names_what_is_above_its_ceiling(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text("[ceilings]\nwrong = 0.05\nlate = 3\nleft = 0\n[floors]\na = 1\n", encoding="utf-8")
    found = unmet(load_gate(path), {"wrong": 0.06, "late": 3.0, "left": None, "a": 0.0})
    assert found == [
        Unmet("a", 1.0, 0.0, is_above=False),
        Unmet("wrong", 0.05, 0.06, is_above=True),
        Unmet("left", 0.0, None, is_above=True),
    ]
    with pytest.raises(DatasetError, match="the gate names late"):
        unmet(load_gate(path), {"wrong": 0.06, "left": None, "a": 0.0})


def test_what_is_no_gate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    for wrong in WRONG:
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(DatasetError):
            load_gate(path)
