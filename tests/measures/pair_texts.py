"""The texts that pairs of syllables are counted in, one document after the other, and which of them are held out."""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SHORTEST_OF_LAW = 60
"""Characters below which a line of the codified law is a number or a heading that comes again and again."""
_LINES_TOGETHER = 20
"""Sentences that belong to no document are held out so many at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Texts of one origin and their licence, and how often each is counted.

    They lie below checkouts of `repositories`, each with its commit, below a `folder` among the checkouts, or in the
    project's own data.
    """

    name: str
    licence: str
    files: str
    form: str
    repositories: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    times: int = 1

    def documents(self, checkouts: Path, public: Path) -> Iterator[tuple[str, str]]:
        """The name and the text of each document."""
        beside = [self.folder] if self.folder else [*self.repositories]
        for folder in [checkouts / name for name in beside] or [public]:
            paths = [path for pattern in self.files.split() for path in sorted(folder.glob(pattern))]
            if not paths:
                raise FileNotFoundError(f"no {self.files} below {folder}")
            yield from _FORMS[self.form](paths)


def sources() -> list[Source]:
    """As `pair_sources.toml` lists them."""
    listed = tomllib.loads(Path(__file__).with_name("pair_sources.toml").read_text(encoding="utf-8"))
    return [Source(**each) for each in listed["source"]]


def is_held_out(name: str) -> bool:
    """Whether the document, one of five by its name, is not counted but may be measured on."""
    return hashlib.sha256(name.encode()).digest()[0] % 5 == 0


def _text(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        yield path.name, _read(path)


def _chapters(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for number, chapter in enumerate(re.split(r"\n#+ ", _read(path))):
            yield f"{path.parent.name} {number}", chapter


def _law(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """What stands in several files of the code counts once, what is cut short with "..." not at all."""
    known: set[str] = set()
    for path in paths:
        lines = [line for line in _read(path).splitlines() if len(line) >= _SHORTEST_OF_LAW and line not in known]
        known.update(lines)
        yield path.name, "\n".join(line for line in lines if not line.startswith("**") and not line.endswith("..."))


def _lines(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        yield from _together(path.name, _read(path).splitlines())


def _pairs(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        yield from _together(path.name, [line.split("\t")[1] for line in _read(path).splitlines()])


def _conllu(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    mark = "# text = "
    for path in paths:
        lines = [line.removeprefix(mark) for line in _read(path).splitlines() if line.startswith(mark)]
        yield from _together(path.name, lines)


def _questions(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """What stands alone, and what was typed with its marks; every one ends as a question."""
    for path in paths:
        for line in _read(path).splitlines():
            asked: dict[str, Any] = json.loads(line)
            texts = dict.fromkeys([asked["vi"], *(asked["turns"] if asked["lang"] == "vi" else [])])
            yield f"{path.name} {asked['id']}", "\n".join(f"{text.rstrip('?. ')}?" for text in texts)


def _ours(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path.suffix == ".txt":
            yield path.name, _read(path)
            continue
        for line in _read(path).splitlines():
            document: dict[str, Any] = json.loads(line)
            blocks = document.get("blocks", [])
            yield (
                document.get("file") or document["_id"],
                document.get("text") or "\n".join(each["t"] for each in blocks),
            )


def _together(name: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(lines), _LINES_TOGETHER):
        yield f"{name} {start}", "\n".join(lines[start : start + _LINES_TOGETHER])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


_FORMS: Mapping[str, Callable[[Sequence[Path]], Iterator[tuple[str, str]]]] = {
    "text": _text,
    "chapters": _chapters,
    "law": _law,
    "lines": _lines,
    "pairs": _pairs,
    "conllu": _conllu,
    "questions": _questions,
    "ours": _ours,
}
