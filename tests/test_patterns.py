"""No pattern of the rooms takes cubic time or worse, whatever the text: texts are made against each, out of itself."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.measures.patterns import __main__ as measured

_ROOT = Path(__file__).parents[1]


@pytest.fixture
def _stopped() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, measured._stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def test_no_pattern_is_worse_than_quadratic() -> None:
    command = [sys.executable, "-m", "tests.measures.patterns"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True, timeout=500)
    *slow, last = map(json.loads, done.stdout.splitlines())
    assert slow == []
    assert last["patterns"] > 400


@pytest.mark.usefixtures("_stopped")
@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(?:\w\w?|\d)*!", r"\s*\s*\s*x", r"số (?:[a-z]+ ?)+:"])
def test_a_pattern_that_does_not_end_is_seen(pattern: str) -> None:
    assert measured.worse_than_quadratic(re.compile(pattern)) is not None


@pytest.mark.usefixtures("_stopped")
@pytest.mark.parametrize("pattern", [r"\d+%", r"[^\n]+", r"a{1,3}b"])
def test_a_pattern_that_ends_is_let_be(pattern: str) -> None:
    assert measured.worse_than_quadratic(re.compile(pattern)) is None
