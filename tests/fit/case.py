"""A question that a person asked of a library, and what a right answer shows."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.text.letters import fold

_SPACE = re.compile(r"[\s“”\"']+")


@dataclass(frozen=True, slots=True)
class Case:
    """One question of one library."""

    id: str
    library: str
    file: str
    """Of the document that answers, or that it was written about."""
    forms: tuple[str, ...]
    """The question alone: as typed, in English, and typed without marks; each once."""
    must: tuple[tuple[str, ...], ...]
    """One spelling of each has to be shown; empty where nothing answers."""
    quotes: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_answerable(self) -> bool:
        return bool(self.must)

    def is_shown(self, text: str) -> bool:
        """Whether the text holds everything that a right answer shows."""
        return self.is_answerable and self.share(text) == 1

    def share(self, text: str) -> float:
        """Share of it that the text holds, 0 to 1."""
        squeezed = squeeze(text)
        return sum(any(squeeze(each) in squeezed for each in spellings) for spellings in self.must) / max(
            1, len(self.must)
        )


def squeeze(text: str) -> str:
    """Without white space and quotation marks, in small letters: what is compared."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text)).casefold()


def cases_of(folder: Path) -> Iterator[Case]:
    """Those of the files `NAME.jsonl` of a folder, where NAME is the library."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            yield _case(json.loads(line), path.stem)


def _case(line: dict[str, object], library: str) -> Case:
    turns, quote = line["turns"], line["quote"]
    alone = turns[-1] if len(turns) == 1 else line["vi"]  # type: ignore[arg-type, index]
    return Case(
        id=str(line["id"]),
        library=library,
        file=str(line["file"]),
        forms=tuple(dict.fromkeys((str(alone), str(line["en"]), _without_marks(str(line["vi"]))))),
        must=tuple(tuple(each) for each in line["must"]),  # type: ignore[attr-defined]
        quotes=tuple(quote if isinstance(quote, list) else filter(None, [quote])),
        missing=tuple(line["missing"]),  # type: ignore[arg-type]
    )


def _without_marks(text: str) -> str:
    """As it is typed without marks, its capitals kept."""
    return "".join(letter.upper() if was.isupper() else letter for was, letter in zip(text, fold(text), strict=True))


def of_libraries(cases: Iterable[Case], names: Iterable[str]) -> list[Case]:
    wanted = set(names)
    return [case for case in cases if case.library in wanted]
