"""docs/security.md promises nothing that no test holds: each row names tests, and they exist."""

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_TEXT = (_ROOT / "docs" / "security.md").read_text(encoding="utf-8")
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("test", sorted({"::".join(found) for found in _NAMED.findall(_TEXT)}))
def test_named_test_exists(test: str) -> None:
    file, _, name = test.partition("::")
    tree = ast.parse((_ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_row_of_a_border_names_a_test() -> None:
    rows = re.findall(r"^\| (?!-|threat|asset|actor).*$", _TEXT.partition("## Border")[2], re.MULTILINE)
    assert len(rows) > 20
    assert [row for row in rows if not _NAMED.search(row)] == []
