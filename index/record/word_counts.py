"""How often each word follows each other word in a collection: what restores missing diacritics."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from corpus.language.syllable_pairs import general_pairs
from index.database.database import Database
from index.words import folded

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 100
"""Letters of a word; what is longer is none, and no key of a table."""
_BREAK = re.compile(r"[^\w\s]|\n|\d")


class WordCounts:
    """Counts of words and of pairs of neighbours, lower case as written, kept by collection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, collection: str, texts: Iterable[str], *, is_read: bool = False) -> None:
        """Of texts read by OCR (`is_read`) only what is written in general, too: a misreading is no spelling of a word."""
        self._count(collection, texts, 1, is_read=is_read)

    def subtract(self, collection: str, texts: Iterable[str], *, is_read: bool = False) -> None:
        self._count(collection, texts, -1, is_read=is_read)
        # A count of none would still tell which words stood side by side.
        self._database.run("DELETE FROM bigrams WHERE collection = ? AND count <= 0", collection)

    def pairs(self, folded_first: str, folded: str, collections: Iterable[str] | None) -> dict[tuple[str, str], int]:
        """Neighbours (first, word) that fold to these two, with their counts; "" as the first stands for any."""
        allowed = self.collections() if collections is None else collections
        # The collection leads the table's key: named one by one, the rows are found without a scan.
        condition, more = self._database.within("collection", allowed)
        sql = f"""SELECT first, word, SUM(count) FROM bigrams
            WHERE {condition} AND folded_first = ? AND folded = ? AND count > 0 GROUP BY first, word"""
        rows = self._database.all(sql, *more, folded_first, folded)
        return {(first, word): int(count) for first, word, count in rows}

    def followed(self, folded_first: str, collections: Iterable[str] | None) -> dict[str, int]:
        """The words that fold to this one, with how often any other follows them."""
        allowed = self.collections() if collections is None else collections
        condition, more = self._database.within("collection", allowed)
        sql = f"""SELECT first, SUM(count) FROM bigrams
            WHERE {condition} AND folded_first = ? AND count > 0 GROUP BY first"""
        return {first: int(count) for first, count in self._database.all(sql, *more, folded_first)}

    def total(self, collections: Iterable[str] | None) -> int:
        """Number of words counted."""
        allowed, more = self._database.within("collection", collections)
        sql = f"SELECT COALESCE(SUM(count), 0) FROM bigrams WHERE folded_first = '' AND {allowed}"
        row = self._database.one(sql, *more)
        return 0 if row is None else int(row[0])

    def collections(self) -> list[str]:
        """All that have reports."""
        return [row[0] for row in self._database.all("SELECT DISTINCT collection FROM reports")]

    def clear(self) -> None:
        self._database.run("DELETE FROM bigrams")

    def _count(self, collection: str, texts: Iterable[str], sign: int, *, is_read: bool) -> None:
        counts = Counter(pair for text in texts for pair in _pairs(text))
        if is_read:
            counts = Counter({pair: count for pair, count in counts.items() if all(map(_is_known, pair))})
        self._database.run_many(
            "INSERT INTO bigrams VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (collection, folded_first, folded, first, word) "
            "DO UPDATE SET count = bigrams.count + excluded.count",
            [
                (collection, folded(first), folded(word), first, word, sign * count)
                for (first, word), count in sorted(counts.items())
            ],
        )


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """("", word) for each word, (first, word) for each two neighbours with nothing but space between."""
    for stretch in _BREAK.split(text.lower()):
        words = [word for word in _WORD.findall(stretch) if len(word) <= _LONGEST]
        yield from (("", word) for word in words)
        yield from itertools.pairwise(words)


@lru_cache(maxsize=20_000)
def _is_known(word: str) -> bool:
    return not word or word in general_pairs().spellings(folded(word))
