"""No pattern of the rooms takes cubic time or worse, whatever the text: texts are made against each, out of itself.

Those that take quadratic time over such a text alone are given no such text on the way of a question, or of a report: the whole way ends
with the longest question, and with a line as long as a report, in the processor's seconds that only linear work takes.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.answerer import Answerer
from corpus.errors import UnreadableFileError
from corpus.read import read
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES
from tests.measures.patterns import __main__ as measured
from tests.measures.patterns.attack import attacks
from tests.measures.patterns.collect import patterns as collected

_ROOT = Path(__file__).parents[1]


@pytest.fixture
def _stopped() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, measured._stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def told(*options: str) -> tuple[list[dict[str, str]], int]:
    """The patterns that end too late, of how many, by a process of its own: what is ended in the middle is only the search."""
    command = [sys.executable, "-m", "tests.measures.patterns", *options]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True, timeout=500)
    *slow, last = map(json.loads, done.stdout.splitlines())
    return slow, last["patterns"]


def test_no_pattern_is_worse_than_quadratic() -> None:
    slow, count = told()
    assert slow == []
    assert count > 400


def test_a_pattern_that_does_not_end_is_seen() -> None:
    endless = [r"(a+)+b", r"(?:\w\w?|\d)*!", r"\s*\s*\s*x", r"số (?:[a-z]+ ?)+:"]
    ending = [r"\d+%", r"[^\n]+", r"a{1,3}b"]
    slow, count = told("--pattern", *endless, *ending)
    assert {each["pattern"] for each in slow} == set(endless)
    assert count == len(endless) + len(ending)


_LINE = 160_000
"""Characters: quadratic work over so many takes minutes."""
_QUESTION = 20_000
"""Characters that a question may have."""


@pytest.mark.slow
@pytest.mark.usefixtures("_stopped")
@pytest.mark.filterwarnings(
    "ignore::FutureWarning"
)  # of torch, whose modules are looked through where a test before imported it
def test_no_text_made_against_a_pattern_slows_a_question_or_a_report(library: Library, tmp_path: Path) -> None:
    sync(library, [SAMPLES])
    answerer, file = Answerer(library), tmp_path / "report.txt"
    made = {(before, pumped) for pattern, flags in collected() for before, pumped, _ in attacks(pattern, flags)}
    longest = {pumped: max((each for each, other in made if other == pumped), key=len) for _, pumped in sorted(made)}
    assert len(longest) > 100
    slow = []
    for pumped, before in longest.items():
        line = before + pumped * (_LINE // len(pumped))
        file.write_text(f"BÁO CÁO\nKết quả năm 2025\n\n{line}\n\nHết.\n", encoding="utf-8")
        signal.setitimer(signal.ITIMER_VIRTUAL, 10.0)
        try:
            list(answerer.events(line[:_QUESTION]))
            with suppress(UnreadableFileError):  # control characters are no report
                read(file)
        except measured._TooLongError:
            slow.append((before, pumped))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    assert slow == []
