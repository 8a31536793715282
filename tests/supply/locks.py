"""What the lock files fix: `make lock` writes them from pyproject.toml, constraints.txt and slim.txt."""

import re
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
DEVELOPERS, RUN, SLIM = "requirements.lock", "requirements-run.lock", "requirements-slim.lock"
_PIN = re.compile(r"^([\w.-]+)==([^\s;]+)((?:.*\\\n)?(?: +--hash=sha256:[0-9a-f]{64}.*\n)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def versions(file: str) -> dict[str, str]:
    """Of every package that a file names."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {
        canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    }


def hashes(file: str) -> dict[str, set[str]]:
    """Of every line that fixes a package, the hashes of its files."""
    text = (ROOT / file).read_text(encoding="utf-8")
    pins = list(_PIN.finditer(text))
    assert len(pins) == len(re.findall(r"^\S", text, re.MULTILINE))
    return {canonicalize_name(pin[1]): set(_HASH.findall(pin[3])) for pin in pins}


def left_out() -> set[str]:
    """The packages of slim.txt."""
    lines = (ROOT / "slim.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(line.split()[0]) for line in lines if line and not line.startswith("#")}
