"""A question as typed to what is searched: diacritics put back, short forms spelled out, its wishes read."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from corpus.language.detect import language_written, leaves_out_marks
from corpus.language.vocabulary import has_words
from index.database.database import Database
from index.engines.lexical import LexicalIndex
from index.glossary.glossary import Glossary
from index.question.agencies import AgencyName, agency_names
from index.question.filters import Filters
from index.question.query import Query
from index.question.topic import cleaned, is_broad, topic_of
from index.question.wishes import Wish, wanted
from index.record.register import Register
from index.record.reports import ReportTable
from index.record.word_counts import WordCounts
from index.search.glossaries import Glossaries
from index.search.restore import Restorer
from index.words import spaced


class Understanding:
    """Understands questions as the reports of a library write; safe to call from several threads."""

    def __init__(self, database: Database, reports: ReportTable, lexical: LexicalIndex, glossaries: Glossaries) -> None:
        self._database = database
        self._reports = reports
        self._lexical = lexical
        self._glossaries = glossaries
        self._words = words = WordCounts(database)
        self._restorer = lru_cache(maxsize=32)(lambda _revision, collections: Restorer(words, collections))
        self._names: tuple[Glossary, Callable[[str], tuple[str, ...]]] | None = None

    def restored(self, question: str) -> str:
        """A Vietnamese question with its diacritics, as the reports spell them."""
        return self._restored(question, self._database.revision(), None)

    def is_written(self, form: str, collections: Sequence[str] | None) -> bool:
        """Whether reports of these collections (None: all) write the folded words of a form side by side.

        A document number also where only its first parts are given, however it is spaced, and where a report bears it.
        """
        if any(char.isdigit() for char in form):
            is_told_of = any(self._lexical.has_number(words, collections) for words in spaced(form))
            return is_told_of or bool(self._reports.register().seen_by(collections).numbered([form]))
        words = re.findall(r"[^\W\d_]+", form)
        pairs = list(itertools.pairwise(words)) or [("", word) for word in words]
        return all(self._words.pairs(first, word, collections) for first, word in pairs)

    def _restored(self, question: str, revision: str, collections: tuple[str, ...] | None) -> str:
        restored: str = self._restorer(revision, collections).restore(question)
        return restored

    def _names_of(self, glossary: Glossary) -> Callable[[str], tuple[str, ...]]:
        """`glossary.names_of`, which remembers: every question asks it for every agency of the library."""
        known = self._names
        if known is None or known[0] is not glossary:
            known = self._names = glossary, lru_cache(maxsize=5_000)(glossary.names_of)
        return known[1]

    def query(self, question: str, filters: Filters | None = None, today: date | None = None) -> Query:
        """What is to be searched for; any text is a question."""
        return self.query_of(cleaned(question), self._reports.register(), filters, today)

    def query_of(
        self, text: str, register: Register, filters: Filters | None = None, today: date | None = None
    ) -> Query:
        """The same of a question that is `cleaned`, asked of the reports in the register.

        "Năm ngoái" is the year before `today`, the present day unless given. Another year that is set as a filter takes
        the place of one in the question; `filters.ignore` names further wishes of the question that are not to count.
        """
        filters = filters or Filters()
        language, collections = language_written(text), filters.collections
        is_restored = leaves_out_marks(language) and not filters.as_typed
        restored = self._restored(text, register.revision, collections) if is_restored else text
        named = self.names_in(restored, register, collections)
        wishes = wanted(restored, today=today or datetime.now().astimezone().date(), named=named)
        wishes = wishes.without(*filters.ignore)
        overruled = tuple(year for year in wishes.years if filters.years and year not in filters.years)
        wishes = wishes.without("years", "period") if overruled else wishes
        numbered = register.numbered(wishes.numbers)
        if numbered and numbered & register.ids(Filters(collections=collections)):
            wishes = replace(wishes, hard=frozenset[Wish](["numbers"]))
        expansions = self._glossaries.of(collections, register.revision).expansions(restored)
        return Query(
            text=restored,
            topic=topic_of(restored),
            typed=text,
            language=language,
            same_language=language == register.main_language(collections),
            filters=filters,
            wanted=wishes,
            overruled_years=overruled,
            named=named,
            expansions=tuple(expansions) if has_words(language) else (),
            is_broad=is_broad(restored),
        )

    def names_in(self, text: str, register: Register, collections: Sequence[str] | None) -> tuple[AgencyName, ...]:
        """Where the text names agencies of the reports in the register that belong to these collections (None: all)."""
        names_of = self._names_of(self._glossaries.of(collections, register.revision))
        return agency_names(text, register.agencies(collections), names_of)
