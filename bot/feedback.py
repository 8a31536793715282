"""What readers think of answers, kept for those who improve the system."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from index.database.database import Database

Vote = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader thinks of one answer."""

    answer_id: str
    verdict: Vote
    reasons: tuple[str, ...]
    comment: str
    given: str
    """When, ISO 8601, UTC."""


class Feedback:
    """A table of verdicts in the library's record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answer_id: str, verdict: Vote, reasons: Sequence[str], comment: str) -> None:
        """A second verdict on the same answer replaces the first."""
        self._database.put(
            "feedback", ["answer_id"], answer_id=answer_id, verdict=verdict,
            reasons=json.dumps(list(reasons), ensure_ascii=False), comment=comment, given=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        )  # fmt: skip

    def withdraw(self, answer_id: str) -> None:
        """The reader takes a verdict back."""
        self._database.run("DELETE FROM feedback WHERE answer_id = ?", answer_id)

    def verdict(self, answer_id: str) -> Vote | None:
        """What was thought of an answer, if anything."""
        row = self._database.one("SELECT verdict FROM feedback WHERE answer_id = ?", answer_id)
        return None if row is None else row[0]

    def all(self) -> list[Judgement]:
        """Every judgement, the latest first."""
        sql = "SELECT answer_id, verdict, reasons, comment, given FROM feedback ORDER BY given DESC, answer_id"
        return [
            Judgement(answer_id, verdict, tuple(json.loads(reasons)), comment, given)
            for answer_id, verdict, reasons, comment, given in self._database.all(sql)
        ]

    def count(self) -> int:
        """Number of answers judged."""
        row = self._database.one("SELECT COUNT(*) FROM feedback")
        return 0 if row is None else int(row[0])
