"""A collection through the whole system to figures: its reports are read, its questions asked for real, in conversation."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answered
from bot.answerer import Answerer, Found
from bot.conversation import Turn
from bot.converse import Converser
from bot.errors import DatasetError
from bot.evaluation.collection import Collection, CollectionCase, places_of
from bot.evaluation.dataset import Case
from bot.evaluation.evaluate import Outcome, Progress, best_sentences, figures_of
from bot.evaluation.figures import Figures
from bot.evaluation.gold_place import Place
from bot.quote import quotes_of
from index.encoder import Encoder
from index.filters import Filters
from index.library import Library
from index.sync import sync


@dataclass(frozen=True, slots=True)
class CollectionFigures:
    """Figures over all cases, and over those of each tag."""

    figures: Figures
    tags: dict[str, Figures]


def evaluate_collection(
    collection: Collection, data: Path, encoder: Encoder, on_progress: Progress = lambda *_: None
) -> CollectionFigures:
    """Every figure this collection can tell; its library is kept below `data`, so that a second run reads nothing.

    A right passage is one that shares a character with gold. Raises DatasetError for gold that is not in the reports and
    for reports that cannot be read.
    """
    where = hashlib.sha256(str(collection.folder.resolve()).encode()).hexdigest()[:12]
    with Library(data / "evaluation" / f"{collection.name}-{where}", encoder) as library:
        began = time.perf_counter()
        result = sync(
            library,
            [collection.folder],
            on_progress=lambda done: on_progress("index", done.files_done, done.files_total),
        )
        failed = [each for each in result.failed if not each.source.endswith("cases.jsonl")]
        if failed:
            named = "; ".join(f"{Path(each.source).name} {each.reason}" for each in failed)
            raise DatasetError(f"{str(collection.folder)!r} has reports that cannot be read: {named}")
        characters = sum(entry.length for entry in library.reports.register().entries.values())
        per_second = characters / (time.perf_counter() - began) if result.added else None
        asking = _Asking(library, collection)
        began = time.perf_counter()
        outcomes = []
        for done, case in enumerate(collection.cases):
            on_progress("ask", done, len(collection.cases))
            outcomes.append(asking.outcome(case))
        seconds = time.perf_counter() - began
        passages = library.reports.counts(Filters())[1]

    def figures(cases: Sequence[Outcome]) -> Figures:
        return figures_of(collection.name, passages, cases, per_second, seconds, encoder.name)

    tags = dict.fromkeys(tag for case in collection.cases for tag in sorted(case.tags))
    by_tag = {
        tag: [each for each, case in zip(outcomes, collection.cases, strict=True) if tag in case.tags] for tag in tags
    }
    return CollectionFigures(figures(outcomes), {tag: figures(each) for tag, each in by_tag.items()})


class _Asking:
    """Asks the cases of a collection over its library."""

    def __init__(self, library: Library, collection: Collection) -> None:
        self._library = library
        reports = {Path(report.source).name: report for report in library.reports.all()}
        self._texts = {report.id: report.text for report in reports.values()}
        self._gold = places_of(collection.cases, reports)
        self._answerer = Answerer(library)
        self._converser = Converser(self._answerer, library)

    def outcome(self, case: CollectionCase) -> Outcome:
        turns: list[Turn] = []
        for question in case.history:
            _, turn = self._converser.after(turns, question)
            turns += [turn] if turn else []
        answer, _ = self._converser.after(turns, case.question)
        found = self._answerer.find(answer.asked.searched_as or case.question)
        gold = self._gold[case.id]
        citations = answer.citations if isinstance(answer, Answered) else ()
        quotes = quotes_of(found.hits, found.query)
        quoted = [Place(each.hit.chunk.report_id, each.start, each.end) for each in quotes]
        return Outcome(
            case=Case(
                case.id, case.question, frozenset(map(str, range(len(gold)))), tuple(case.answers), case.unanswerable
            ),
            ranking=_named([Place(hit.chunk.report_id, hit.chunk.start, hit.chunk.end) for hit in found.hits], gold),
            sentences=best_sentences(found),
            confidence=answer.asked.confidence,
            confidence_without_gold=self._without_gold(found, gold),
            cited=tuple(_name(Place(each.report_id, each.start, each.end), gold) for each in citations),
            valid_quotes=sum(self._texts[each.report_id][each.start : each.end] == each.quote for each in citations),
            quoted=" ".join(each.text for each in quotes),
            quotes_gold=any(_name(each, gold).isdigit() for each in quoted),
            search_ms=answer.timings.search,
            answer_ms=answer.timings.answer,
        )

    def _without_gold(self, found: Found, gold: Sequence[Place]) -> float | None:
        """The confidence where the reports that hold gold are left out."""
        reports = frozenset(place.report_id for place in gold)
        return self._answerer.find(found.query.text, exclude=reports).confidence if reports else None


def _name(place: Place, gold: Sequence[Place]) -> str:
    """The number of the gold that a passage shares a character with, else a name of its own."""
    found = next((str(number) for number, each in enumerate(gold) if place.overlaps(each)), None)
    return found or f"{place.report_id}@{place.start}"


def _named(places: Sequence[Place], gold: Sequence[Place]) -> tuple[str, ...]:
    """The ranking; gold that a better passage holds already does not count once more."""
    return tuple(dict.fromkeys(_name(place, gold) for place in places))
