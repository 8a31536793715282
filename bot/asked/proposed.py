"""Questions that an administrator chose to become evaluation cases: a file in the data folder, which `hoidap draft` reads."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

NAME = "proposed-cases.jsonl"


class ProposedQuestion(BaseModel):
    """One line of it. No word of a report is in it, and not who asked."""

    id: str
    """Of the answer that was given."""
    question: str
    history: list[str]
    """The questions before it in its conversation, oldest first."""
    language: str
    status: Literal["answered", "declined"]
    proposed: datetime


class ProposedCases:
    """Of one data folder; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._lock = threading.Lock()

    def all(self) -> list[ProposedQuestion]:
        """In the order in which they were chosen; lines that are no such question are passed over."""
        if not self._file.is_file():
            return []
        lines = self._file.read_text(encoding="utf-8", errors="replace").split("\n")
        return [found for line in lines if (found := _read(line))]

    def ids(self) -> frozenset[str]:
        return frozenset(each.id for each in self.all())

    def add(self, answer_id: str, question: str, history: Sequence[str], language: str, status: str) -> bool:
        """Whether it was not there yet."""
        chosen = ProposedQuestion.model_validate(
            {
                "id": answer_id, "question": question, "history": history, "language": language, "status": status,
                "proposed": datetime.now(UTC),
            }
        )  # fmt: skip
        with self._lock:
            if answer_id in self.ids():
                return False
            self._file.touch(mode=0o600)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"\n{chosen.model_dump_json()}\n")  # whatever the last line is
        return True


def _read(line: str) -> ProposedQuestion | None:
    try:
        return ProposedQuestion.model_validate_json(line)
    except ValidationError:
        return None
