"""What tests share: small libraries with a fast encoder, and the sample reports with the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answerer import Answerer
from index.encoder.chosen import ChosenEncoder
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library with the fast encoder."""
    with Library(tmp_path / "library", HashEncoder()) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample reports, indexed with the bundled encoder."""
    with Library(tmp_path_factory.mktemp("samples"), ChosenEncoder()) as opened:
        result = sync(opened, [SAMPLES])
        assert result.failed == []
        yield opened


@pytest.fixture(scope="session")
def sample_answerer(sample_library: Library) -> Answerer:
    return Answerer(sample_library)
