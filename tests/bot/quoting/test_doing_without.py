"""Modules that are done without are missing in one thread, while it does without them, and in no other."""

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.quoting.doing_without import doing_without

NAME = "hoidap_test_interface"


@pytest.fixture(autouse=True)
def interface(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{NAME}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, NAME, raising=False)


def test_what_is_done_without_is_missing_and_afterwards_there() -> None:
    with doing_without([NAME]), pytest.raises(ModuleNotFoundError, match=NAME):
        importlib.import_module(NAME)
    assert importlib.import_module(NAME).__name__ == NAME


def test_another_thread_imports_it_meanwhile() -> None:
    with ThreadPoolExecutor(1) as other, doing_without([NAME]):
        assert NAME not in sys.modules
        assert other.submit(importlib.import_module, NAME).result().__name__ == NAME


def test_lightgbm_brings_neither_of_its_other_interfaces_and_leaves_them_importable() -> None:
    program = (
        "import sys; from bot.quoting.sentence_rank import learned_with; assert learned_with();"
        "assert 'lightgbm' in sys.modules; assert not {'pandas', 'sklearn'} & sys.modules.keys(); import pandas"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
