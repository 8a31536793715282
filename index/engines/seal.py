"""The hashes of the engines' files, taken when they were last closed: damage is noticed before an engine reads it.

None of the three can be asked whether its files are what it wrote, and what is wrong in a graph of vectors makes answers
worse without any error. XXH3 tells of damage, not of malice, eight times as fast as SHA-256: a million passages are five gigabytes.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import xxhash

from index.durable import write_durably
from index.engines.disk import written

CHROMA = "chroma"
ENGINES = (CHROMA, "sentences", "tantivy")
"""Their folders in the folder of the library."""
ASIDE = "damaged-"
"""Begins the name that a damaged engine's folder is given."""
SEAL = "engines.json"
"""By engine, the hashes of its files, or the boot of the machine during which they were opened; and the revision."""
_REVISION = "revision"
_SHA256 = 64
"""Characters of it."""
_BLOCK = 1 << 20
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Seal:
    """Of each engine, whole while its files are as it was closed; whoever changes them breaks it first."""

    def __init__(self, folder: Path, engines: Collection[str] = ENGINES) -> None:
        """`engines` are those that have files here."""
        self._folder = folder
        self._file = folder / SEAL
        self._engines = engines
        self._written = self._read()
        self._kept = {engine: kept for engine, kept in self._written.items() if engine in engines}
        is_whole = all(isinstance(self._kept.get(engine), Mapping) for engine in engines)
        self.revision = str(self._written.get(_REVISION, "")) if is_whole else ""
        """Of the record: what the engines hold is what it had then. Empty where nobody knows, or since one of them was changed."""

    def damage(self) -> dict[str, str]:
        """By engine, what is wrong with its files, in a few words.

        Files that were open when their process was killed are as the engine left them; what they lack is added from the record.
        After a power cut nobody knows what they are.
        """
        with ThreadPoolExecutor(os.cpu_count()) as hashing:
            found = {engine: self._damage(engine, kept, hashing) for engine, kept in self._kept.items()}
            return {engine: what for engine, told in found.items() if (what := next(filter(None, told), ""))}

    def break_(self, engines: Collection[str] = ENGINES) -> None:
        """These engines are about to change. Raises NotKeptError."""
        self.revision = ""
        self.open(engines)

    def open(self, engines: Collection[str]) -> None:
        """The files of these engines are about to change, not what they hold. Raises NotKeptError."""
        self._write({**self._kept, **dict.fromkeys(set(engines).intersection(self._engines), _boot())})

    def close(self) -> None:
        """No file will change any more. Raises NotKeptError."""
        self._write({engine: self._hashes(engine, self._kept.get(engine)) for engine in self._engines})

    def _damage(self, engine: str, kept: str | Mapping[str, str], hashing: ThreadPoolExecutor) -> Iterator[str]:
        """Of each file what is wrong, or nothing; its hash is on its way already."""
        if isinstance(kept, str):
            return iter(["" if kept == _boot() else "the machine stopped while it was open"])
        folder = self._folder / engine
        return hashing.map(lambda named: _damage(folder, *named), kept.items())

    def _hashes(self, engine: str, kept: str | Mapping[str, str] | None) -> str | Mapping[str, str]:
        """Taken anew only where the seal is broken, or an earlier version's."""
        if isinstance(kept, Mapping) and not any(len(each) == _SHA256 for each in kept.values()):
            return kept
        top = self._folder / engine
        files = (file for file in sorted(top.rglob("*")) if file.is_file() and file.suffix != ".lock")
        return {str(file.relative_to(top)): _hash_of(file) for file in files}

    def _read(self) -> dict[str, str | Mapping[str, str]]:
        if not self._file.is_file():
            return {}
        try:
            kept: dict[str, str | Mapping[str, str]] = json.loads(self._file.read_bytes())
        except ValueError:  # damaged itself: nothing is known of any
            return dict.fromkeys(ENGINES, "unknown")
        return kept

    def _write(self, kept: dict[str, str | Mapping[str, str]]) -> None:
        all_of_it = {**kept, _REVISION: self.revision}
        if all_of_it != self._written:
            with written(SEAL):
                write_durably(self._file, json.dumps(all_of_it, indent=1).encode())
            self._kept, self._written = kept, all_of_it


def _damage(folder: Path, name: str, kept: str) -> str:
    if not (folder / name).is_file():
        return f"{folder.name}/{name} is gone"
    return "" if _hash_of(folder / name, like=kept) == kept else f"{folder.name}/{name} is not what was written"


def _hash_of(file: Path, like: str = "") -> str:
    """In hexadecimal; a SHA-256 where that is what it is to be compared with, as earlier versions took it."""
    found = hashlib.sha256() if len(like) == _SHA256 else xxhash.xxh3_128()
    block = memoryview(bytearray(_BLOCK))
    with file.open("rb", buffering=0) as opened:
        while length := opened.readinto(block):
            found.update(block[:length])
    return found.hexdigest()


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
