"""A collection through the whole system to figures: its reports are read, its questions asked for real, in conversation."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.assemble import reranker_of
from bot.errors import DatasetError
from bot.evaluation.citations.judges import checks_of
from bot.evaluation.datasets.collection import CASES, Collection, places_of
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.figures import Evaluated, evaluated
from bot.evaluation.run import Progress, asked
from bot.evaluation.system import LocalSystem, System
from bot.settings import Settings
from index.encoder.encoder import Encoder
from index.library import Library
from index.sync import sync


def evaluate_collection(
    collection: Collection,
    data: Path,
    encoder: Encoder,
    on_progress: Progress = lambda *_: None,
    settings: Settings | None = None,
) -> Evaluated:
    """Every figure this collection can tell; its library is kept below `data`, so that a second run reads nothing.

    A right passage is one that shares a character with gold. Raises DatasetError for gold that is not in the reports and
    for reports that cannot be read.
    """
    settings = settings or Settings()
    with _read(collection, data, encoder, settings, on_progress) as (library, characters_per_second):
        system = LocalSystem(library, settings)
        return evaluate_collection_on(
            system, collection, data, encoder, on_progress, settings, characters_per_second=characters_per_second
        )


def evaluate_collection_on(
    system: System,
    collection: Collection,
    data: Path,
    encoder: Encoder,
    on_progress: Progress,
    settings: Settings,
    *,
    characters_per_second: float | None = None,
) -> Evaluated:
    """The same of a system that has read the reports already."""
    checks = checks_of(settings, encoder)
    questions = _questions(collection, system)
    outcomes = asked(collection.name, questions, system, checks, data, on_progress, by_report=False)
    return evaluated(collection.name, len(system.sources()), outcomes, encoder.name, characters_per_second)


def _questions(collection: Collection, system: System) -> list[Question]:
    places = places_of(collection.cases, system.sources(), system.report)
    return [
        Question(
            id=case.id,
            text=case.question,
            gold=places[case.id],
            answers=tuple(case.answers),
            written=case.answer,
            unanswerable=case.unanswerable,
            history=tuple(case.history),
            language=case.language,
            tags=tuple(case.tags),
        )
        for case in collection.cases
    ]


@contextmanager
def _read(
    collection: Collection, data: Path, encoder: Encoder, settings: Settings, on_progress: Progress
) -> Iterator[tuple[Library, float | None]]:
    where = hashlib.sha256(str(collection.folder.resolve()).encode()).hexdigest()[:12]
    with Library(data / "evaluation" / f"{collection.name}-{where}", encoder, reranker_of(settings)) as library:
        began = time.perf_counter()
        result = sync(
            library,
            [collection.folder],
            on_progress=lambda done: on_progress("index", done.files_done, done.files_total),
        )
        failed = [each for each in result.failed if not each.source.endswith(CASES)]
        if failed:
            named = "; ".join(f"{Path(each.source).name} {each.reason}" for each in failed)
            raise DatasetError(f"{str(collection.folder)!r} has reports that cannot be read: {named}")
        characters = sum(entry.length for entry in library.reports.register().entries.values())
        yield library, characters / (time.perf_counter() - began) if result.added else None
