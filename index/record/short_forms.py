"""The short forms that each report introduces, in the library's record."""

from collections.abc import Iterable

from index.database.database import Database
from index.glossary.harvest import harvest


class ShortForms:
    """Kept by report, so that what leaves with one is what came with it, whatever `harvest` learns meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, report_id: str, collection: str, text: str) -> None:
        """Keep what the whole text of a report introduces."""
        self._database.run_many(
            "INSERT INTO short_forms VALUES (?, ?, ?, ?, ?)",
            [(report_id, short, long, collection, count) for (short, long), count in harvest(text).items()],
        )

    def subtract(self, report_id: str) -> None:
        self._database.run("DELETE FROM short_forms WHERE report_id = ?", report_id)

    def all(self, collections: Iterable[str] | None) -> list[tuple[str, str, int]]:
        """(short, long, count) in the collections named (None: all), most frequent first."""
        condition, values = self._database.within("collection", collections)
        sql = f"SELECT short, long, SUM(count) FROM short_forms WHERE {condition} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
        return [(short, long, int(count)) for short, long, count in self._database.all(sql, *values)]
