"""The glossary of the reports that one may see, kept until reports or the administrator's file change."""

from collections.abc import Iterable

from index.database.database import Database
from index.glossary.file import GlossaryEntries, GlossaryFile
from index.glossary.glossary import Glossary, glossary_of
from index.record.short_forms import ShortForms

_KEPT = 100
"""Choices of collections whose glossaries are remembered."""


class Glossaries:
    """Glossaries by collections; one question after another gets the same object."""

    def __init__(self, database: Database, file: GlossaryFile) -> None:
        self._database = database
        self._short_forms = ShortForms(database)
        self._file = file
        self._made: dict[frozenset[str] | None, tuple[str, GlossaryEntries, Glossary]] = {}

    def of(self, collections: Iterable[str] | None, revision: str | None = None) -> Glossary:
        """The glossary of the collections named (None: all), at the revision of the record that was read already."""
        allowed = None if collections is None else frozenset(collections)
        revision, entries = self._database.revision() if revision is None else revision, self._file.current()
        made = self._made.get(allowed)
        if made is not None and made[0] == revision and made[1] is entries:
            return made[2]
        glossary = glossary_of(self._short_forms.all(allowed), entries.means)
        made_before = self._made if len(self._made) < _KEPT else {}
        self._made = {**made_before, allowed: (revision, entries, glossary)}
        return glossary
