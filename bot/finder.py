"""A question to what is found for it: understood, searched, its sentences in order, what is missing, how sure it is."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.quoting.certainty import certainty
from bot.quoting.found import Found
from bot.quoting.inquiry import Inquiry
from bot.quoting.missing import missing_things
from bot.quoting.parts import parts_of
from bot.quoting.quote import ranked_sentences
from bot.quoting.sentence_rank import learned_with
from bot.small_talk import Said
from bot.wording.wording import languages_offered
from corpus.language.detect import Language
from index.library import Library
from index.question.filters import Filters
from index.question.named_things import NamedThing
from index.record.register import Register
from index.search.hit import Hit
from index.search.searcher import Searcher

PASSAGES = 10
"""That an answer is made of, at most."""
_NEAREST = 3


class Finder:
    """Finds in one open library; safe to call from several threads."""

    def __init__(
        self,
        library: Library,
        searcher: Searcher,
        *,
        answer_from: float | None = None,
        language: Language = "vi",
        may_be_learned: bool = True,
    ) -> None:
        """As `Answerer` has it."""
        self._library = library
        self._searcher = searcher
        self._answer_from = answer_from
        self._language = language
        self._is_learned = may_be_learned and library.encoder.name == learned_with()

    def find(
        self,
        said: Said,
        filters: Filters | None,
        passages: int = PASSAGES,
        exclude: frozenset[str] = frozenset(),
        *,
        is_continued: bool = False,
    ) -> Found:
        """The passages nearest to a question, and how likely they are to answer it.

        Of two questions in one, of which one names what the library lacks, those of the other; not where it is continued, that is
        where the first was answered before. `exclude` names reports that are passed over.
        """
        found, lacked = self._found(said, said.question, filters, passages, exclude)
        if not lacked:
            return found
        rest = "" if is_continued else _without(found.query.typed, parts_of(found.query.text), lacked)
        of_rest, lacked = self._found(said, rest, filters, passages, exclude) if rest else (found, lacked)
        return (
            replace(found, certainty=None)
            if lacked
            else replace(of_rest, missing=found.missing, is_rest=True, began=found.began)
        )

    def near(self, found: Found) -> Sequence[Hit]:
        """The best passages; without what the question states outright where that leaves nothing."""
        if found.hits or not found.query.wanted.hard:
            return found.hits[:_NEAREST]
        relaxed = found.query.wanting(found.query.wanted.without(*found.query.wanted.hard))
        return self._searcher.search(relaxed, _NEAREST, register=found.inquiry.register)

    def spoken(self, language: Language) -> Language:
        """The language of the answer to a question in this one."""
        return language if language in languages_offered() else self._language

    def _found(
        self, said: Said, question: str, filters: Filters | None, passages: int, exclude: frozenset[str]
    ) -> tuple[Found, tuple[NamedThing, ...]]:
        """What this part of what was said finds, and the things in it that the library lacks."""
        began, collections = time.perf_counter(), filters.collections if filters else None
        register = self._library.reports.register().seen_by(collections)
        query = self._library.understanding.query_of(question, register, filters)
        hits = self._searcher.search(query, passages, exclude=exclude, register=register)
        register = self._library.reports.register().seen_by(collections)
        inquiry = Inquiry.of(
            query,
            register,
            self.spoken(query.language),
            self._searcher.rarities(query, register),
            is_learned=self._is_learned and not query.is_broad,
        )
        ranked = ranked_sentences(hits[:PASSAGES], inquiry)
        confidence, sure = certainty(hits, ranked, inquiry, self._answer_from)
        search_ms = (time.perf_counter() - began) * 1000
        lacked = self._lacked(hits, inquiry, register)
        missing = tuple(query.typed[thing.start : thing.end] for thing in lacked)
        return Found(
            said.typed, inquiry, tuple(hits), tuple(ranked), confidence, sure, missing, began, search_ms
        ), lacked

    def _lacked(self, hits: Sequence[Hit], inquiry: Inquiry, register: Register) -> tuple[NamedThing, ...]:
        is_written = partial(self._library.understanding.is_written, collections=inquiry.query.filters.collections)
        return missing_things(inquiry.query, hits, register, is_written)


def _without(question: str, parts: Sequence[tuple[int, int]], lacked: Sequence[NamedThing]) -> str:
    """The parts of the question that name nothing of what is lacked; empty where there are none."""
    return ", ".join(
        question[start:end].strip() for start, end in parts if not any(start <= each.start < end for each in lacked)
    )
