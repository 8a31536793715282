"""The hashes of the engines' files, taken when they were last closed: damage is noticed before an engine reads it.

None of the three can be asked whether its files are what it wrote, and what is wrong in a graph of vectors makes answers
worse without any error.
"""

import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from corpus.archive import sha256_of
from index.durable import write_durably
from index.engines.disk import written

CHROMA = "chroma"
ENGINES = (CHROMA, "sentences", "tantivy")
"""Their folders in the folder of the library."""
ASIDE = "damaged-"
"""Begins the name that a damaged engine's folder is given."""
SEAL = "engines.json"
"""By engine, the hashes of its files, or the boot of the machine during which they were opened."""
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Seal:
    """Of each engine, whole while its files are as it was closed; whoever changes them breaks it first."""

    def __init__(self, folder: Path, engines: Collection[str] = ENGINES) -> None:
        """`engines` are those that have files here."""
        self._folder = folder
        self._file = folder / SEAL
        self._engines = engines
        self._kept = {engine: kept for engine, kept in self._read().items() if engine in engines}

    def damage(self) -> dict[str, str]:
        """By engine, what is wrong with its files, in a few words.

        Files that were open when their process was killed are as the engine left them; what they lack is added from the record.
        After a power cut nobody knows what they are.
        """
        found = {engine: self._damage(engine, kept) for engine, kept in self._kept.items()}
        return {engine: what for engine, what in found.items() if what}

    def break_(self, engines: Collection[str] = ENGINES) -> None:
        """The files of these engines are about to change. Raises NotKeptError."""
        self._write({**self._kept, **dict.fromkeys(set(engines).intersection(self._engines), _boot())})

    def close(self) -> None:
        """No file will change any more. Raises NotKeptError."""
        self._write({engine: self._hashes(engine, self._kept.get(engine)) for engine in self._engines})

    def _damage(self, engine: str, kept: str | Mapping[str, str]) -> str:
        if isinstance(kept, str):
            return "" if kept == _boot() else "the machine stopped while it was open"
        for name, sha256 in kept.items():
            file = self._folder / engine / name
            if not file.is_file():
                return f"{engine}/{name} is gone"
            if sha256_of(file) != sha256:
                return f"{engine}/{name} is not what was written"
        return ""

    def _hashes(self, engine: str, kept: str | Mapping[str, str] | None) -> str | Mapping[str, str]:
        """Taken anew only where the seal is broken."""
        if isinstance(kept, Mapping):
            return kept
        top = self._folder / engine
        files = (file for file in sorted(top.rglob("*")) if file.is_file() and file.suffix != ".lock")
        return {str(file.relative_to(top)): sha256_of(file) for file in files}

    def _read(self) -> dict[str, str | Mapping[str, str]]:
        if not self._file.is_file():
            return {}
        try:
            kept: dict[str, str | Mapping[str, str]] = json.loads(self._file.read_bytes())
        except ValueError:  # damaged itself: nothing is known of any
            return dict.fromkeys(ENGINES, "unknown")
        return kept

    def _write(self, kept: dict[str, str | Mapping[str, str]]) -> None:
        if kept != self._kept:
            with written(SEAL):
                write_durably(self._file, json.dumps(kept, indent=1).encode())
            self._kept = kept


def set_aside(folder: Path, engine: str) -> Path:
    """Move the files of an engine out of the way, in the place of those moved before; returns where they are."""
    aside = folder / f"{ASIDE}{engine}"
    shutil.rmtree(aside, ignore_errors=True)
    if (folder / engine).exists():
        (folder / engine).rename(aside)
    return aside


def _boot() -> str:
    """Another text whenever the machine was started anew, where that can be told."""
    return _BOOT.read_text().strip() if _BOOT.is_file() else ""
