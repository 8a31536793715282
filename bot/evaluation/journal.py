"""What came of the questions so far, kept on disk: an evaluation that was interrupted goes on where it stopped."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from bot.evaluation.figures.outcome import Outcome


class Journal:
    """The outcomes of one evaluation, in a file that `key` names: whatever an outcome depends on belongs into it."""

    def __init__(self, folder: Path, name: str, key: str) -> None:
        self._path = folder / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.jsonl"
        folder.mkdir(parents=True, exist_ok=True)

    def outcomes(self) -> dict[str, Outcome]:
        """Those that are known, by the id of their question; a line that was torn off is none."""
        return {each.id: each for each in self._read()}

    def _read(self) -> Iterator[Outcome]:
        if self._path.is_file():
            for line in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
                try:
                    yield Outcome.model_validate_json(line)
                except ValidationError:
                    continue

    def keep(self, outcome: Outcome) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"\n{outcome.model_dump_json()}")

    def close(self) -> None:
        """The evaluation is complete: the next one begins anew."""
        self._path.unlink(missing_ok=True)
