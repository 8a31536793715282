"""Fuzzing of every reader, the settings and the API for so many seconds; exit code 1 when something was found.

    python -m tests.measures.fuzz SECONDS [--only readers|settings|requests] [--seed TEXT] [--to FOLDER]

Each input comes from a seed, `SEED-NUMBER`, which is printed with what it found: `--seed SEED-NUMBER --only … 0` tries that
one alone. What was found is written to FOLDER, as small as it could be made. With HOIDAP_BENCH_DATA its inputs are
mutated beside the sample reports. Run it under `nice`.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from tests.measures.fuzz.configuration import Configuration
from tests.measures.fuzz.finding import Finding
from tests.measures.fuzz.readers import Readers
from tests.measures.fuzz.requests import Requests


class Target(Protocol):
    """What is fuzzed."""

    def findings(self, seed: str) -> Iterator[Finding]:
        """What the input of the seed found, if anything."""

    def close(self) -> None:
        """Ends what was started for it."""


TARGETS: dict[str, Callable[[], Target]] = {"readers": Readers, "settings": Configuration, "requests": Requests}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.measures.fuzz")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--only", choices=TARGETS)
    parser.add_argument("--seed", default=str(time.time_ns() // 1_000_000))
    parser.add_argument("--to", type=Path, default=Path("hoidap-fuzz"))
    given = parser.parse_args()
    found: set[str] = set()
    names = [given.only] if given.only else list(TARGETS)
    for name in names:
        found |= _fuzz(name, given.seconds / len(names), given.seed, given.to)
    return 1 if found else 0


def _fuzz(name: str, seconds: float, seed: str, folder: Path) -> set[str]:
    """What was found, each fault once."""
    found: set[str] = set()
    target = TARGETS[name]()
    until, number = time.monotonic() + seconds, 0
    try:
        while time.monotonic() < until or not number:
            for finding in target.findings(f"{seed}-{number}" if seconds else seed):
                if finding.what not in found:
                    found.add(finding.what)
                    print(f"{name} {finding.seed}: {finding.what} -> {_kept(finding, name, folder)}", flush=True)
            number += 1
    finally:
        target.close()
    print(f"{name}: {number} inputs, {len(found)} faults", flush=True)
    return found


def _kept(finding: Finding, name: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{finding.seed}{finding.suffix}"
    file.write_bytes(finding.content)
    return file


if __name__ == "__main__":
    raise SystemExit(main())
