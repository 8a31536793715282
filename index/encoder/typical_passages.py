"""Passages as reports have them, short to long: what is taken for the usual of an encoder, whatever a library holds.

Those of the sample reports, every third. Were they a library's own, what one may not see would tell in the scores of what one
may.
"""

from pathlib import Path

_FILE = Path(__file__).with_suffix(".txt")


def typical_passages() -> list[str]:
    return _FILE.read_text(encoding="utf-8").strip().split("\n\n\n")
