"""Readers of a real server, while the Chroma server it stands on is killed and started again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.command_line import hoidap
from tests.measures.chroma_kills import under_load


@pytest.mark.slow
def test_readers_are_answered_or_told_and_all_is_well_soon_after(
    tmp_path: Path, copy_of_samples: Callable[[Path], Path]
) -> None:
    measures = under_load(tmp_path, copy_of_samples, users=2, away=1)
    assert [str(each) for each in measures if not each.is_met] == []


def test_a_command_without_the_server_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIDAP_CHROMA_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("index.engines.served_chroma._PATIENCE", 0.1)
    done = hoidap("--data", str(tmp_path), "sync")
    assert done.returncode == 1
    assert "http://127.0.0.1:9" in done.stderr
    assert "chroma" in hoidap("--data", str(tmp_path), "check").stdout
