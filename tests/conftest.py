"""What tests share: small libraries with a fast encoder, the sample reports with the real one, and how hard laws are tried."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

if "PYTEST_XDIST_WORKER" in os.environ:  # before what computes is imported: a thread for each of the processes
    os.environ.setdefault("OMP_NUM_THREADS", "1")

from bot.answerer import Answerer
from index.encoder.chosen import BackEndSetting, ChosenEncoder
from index.encoder.encoder import HashEncoder
from index.encoder.precedence import PRECEDENCE
from index.library import Library
from index.sync import sync

if TYPE_CHECKING:
    from tests.postgresql import Cluster

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"

BACK_END: BackEndSetting = "openvino"
"""What computes the encoder of the sample reports: the same on every machine, as the fastest is not, and each rounds otherwise."""

# A busy machine fails no law: no example has a time to keep.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=200)
settings.load_profile("quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end one process would be waited for."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def forget_questions() -> None:
    """What is encoded next is not divided into the small batches that give way to questions: each way rounds otherwise."""
    PRECEDENCE._latest = float("-inf")


@pytest.fixture
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """An empty library with the fast encoder; in each database, for tests that use `database_url`."""
    url = request.getfixturevalue("database_url") if "database_url" in request.fixturenames else ""
    with Library(tmp_path / "library", HashEncoder(), database_url=url) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgresql() -> Iterator["Cluster"]:
    """A real PostgreSQL, started for the first test that wants it."""
    from tests.postgresql import cluster  # psycopg is there where developers are, not in a slim install

    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """For tests of what each database must do: empty for SQLite, the address of a new database of PostgreSQL."""
    return "" if request.param == "sqlite" else request.getfixturevalue("postgresql").new()


@pytest.fixture(scope="session")
def copy_of_samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Copies the library of the sample reports, indexed with the bundled encoder, to a folder that is not there yet.

    They are read and indexed once, whichever of the test processes wants them first.
    """
    mine = tmp_path_factory.getbasetemp()
    built = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "sample-library"
    with FileLock(f"{built}.lock"):
        if not built.exists():
            partial = built.with_suffix(".partial")
            forget_questions()
            with Library(partial, ChosenEncoder(back_end=BACK_END)) as library:
                assert sync(library, [SAMPLES]).failed == []
            partial.rename(built)
    return lambda folder: shutil.copytree(built, folder)


@pytest.fixture(scope="session")
def sample_library(
    copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """The sample reports, indexed with the bundled encoder."""
    with Library(
        copy_of_samples(tmp_path_factory.mktemp("samples") / "library"), ChosenEncoder(back_end=BACK_END)
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_answerer(sample_library: Library) -> Answerer:
    return Answerer(sample_library)
