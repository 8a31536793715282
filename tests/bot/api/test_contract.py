"""The API against its own description, by Schemathesis: no failure, no answer that is not declared, whoever asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.page.app import mount_page
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
READER = ("lan", "khoa-rieng-cua-lan")
EDITOR = ("minh", "khoa-rieng-cua-minh")
REPORTS = ("2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf", "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt")


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("contract") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / each for each in REPORTS]).failed == []
        yield library


@pytest.fixture(scope="module")
def app(own_library: Library) -> Any:
    answerer = Answerer(own_library)
    closed = Settings(users=dict((READER, EDITOR)), editors=("minh",), questions_per_minute=0, allowed_hosts=("testserver",))
    return mount_page(api_of(answerer, own_library, closed), answerer, own_library, closed)


@pytest.fixture(scope="module")
def described(app: Any) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, auth=READER)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_reader(case: Any) -> None:
    case.call_and_validate(auth=READER)
