"""What readers think of answers, kept for those who improve the system."""

import json
from collections.abc import Sequence
from typing import Literal

from index.database import Database

Verdict = Literal["up", "down"]


class Feedback:
    """A table of verdicts in the library's record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answer_id: str, verdict: Verdict, reasons: Sequence[str], comment: str) -> None:
        """A second verdict on the same answer replaces the first."""
        self._database.run(
            "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, datetime('now'))",
            answer_id, verdict, json.dumps(list(reasons), ensure_ascii=False), comment,
        )  # fmt: skip

    def count(self) -> int:
        """Number of answers judged."""
        row = self._database.one("SELECT COUNT(*) FROM feedback")
        return 0 if row is None else int(row[0])
