"""Gates: what is below its floor is named, and what is no gate."""

from pathlib import Path

import pytest

from bot.errors import DatasetError
from bot.evaluation.figures.gate import load_gate, unmet


def test_gate_names_what_is_below_its_floor(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text('[floors]\na = 0.5\nb = 1\n"tags.x.a" = 0.1\n', encoding="utf-8")
    found = unmet(load_gate(path), {"a": 0.5, "b": 0.99, "tags.x.a": None, "c": 1.0})
    assert [(each.name, each.bound, each.value) for each in found] == [("b", 1.0, 0.99), ("tags.x.a", 0.1, None)]
    with pytest.raises(DatasetError, match="the gate names b"):
        unmet(load_gate(path), {"a": 1.0, "tags.x.a": 1.0})
    path.write_text("[ceilings]\nwrong = 0.05\nlate = 3\nleft = 0\n", encoding="utf-8")
    over = unmet(load_gate(path), {"wrong": 0.06, "late": 3.0, "left": None})
    assert [(each.name, each.bound, each.value, each.is_above) for each in over] == [
        ("wrong", 0.05, 0.06, True),
        ("left", 0.0, None, True),
    ]
    for wrong in ("", "a = 1", "[floors]\na = 'b'", "[floors]\n[other]\n", "[floors"):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(DatasetError):
            load_gate(path)
