"""What the tests of the faces share: a browser, and a server of the sample reports."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as OutOfTimeError

from bot.answerer import Answerer
from index.library import Library
from tests.bot.page.page_driver import opened_browser, served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each module: it keeps an event loop running, beside which no other test can run one."""
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def address(sample_library: Library, sample_answerer: Answerer) -> Iterator[str]:
    with served(sample_answerer, sample_library) as found:
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser did not do within its time it is asked for once more: so do browsers on busy machines, and what fails always fails twice."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=OutOfTimeError))
