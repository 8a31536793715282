"""A BEIR dataset through the whole system to figures: rows are indexed as reports, questions are asked for real."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath

from bot.assemble import reranker_of
from bot.errors import DatasetError
from bot.evaluation.citations.judges import checks_of
from bot.evaluation.datasets.beir import Dataset, DatasetRow
from bot.evaluation.datasets.gold_place import GoldPlace
from bot.evaluation.datasets.question import Question
from bot.evaluation.datasets.report_names import ids_by_name
from bot.evaluation.figures.figures import Evaluated, evaluated
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.run import Progress, asked
from bot.evaluation.system import LocalSystem, System
from bot.settings import Settings
from corpus.language.detect import language_of
from corpus.report import Page, Report, Section
from corpus.text.normalise import normalise
from index.encoder.encoder import Encoder
from index.library import Library

_ROWS_AT_ONCE = 50


def evaluate(
    dataset: Dataset,
    data: Path,
    encoder: Encoder,
    on_progress: Progress = lambda *_: None,
    settings: Settings | None = None,
) -> Evaluated:
    """Every figure this dataset can tell.

    The index of its rows is kept below `data`, so that a second run encodes nothing; characters per second
    are then those of the run that built it, or None.
    """
    settings = settings or Settings()
    with indexed(dataset, data, encoder, settings, on_progress) as (library, characters_per_second):
        rows = {row.id: report_id(number) for number, row in enumerate(dataset.rows)}
        system = LocalSystem(library, settings)
        outcomes = _asked(system, dataset, rows, data, encoder, on_progress, settings)
    return evaluated(dataset.name, len(dataset.rows), outcomes, encoder.name, characters_per_second)


def evaluate_on(
    system: System, dataset: Dataset, data: Path, encoder: Encoder, on_progress: Progress, settings: Settings
) -> Evaluated:
    """The same of a system that has read the rows already, each as a file that is called like the row.

    Raises DatasetError where gold rows are missing there.
    """
    sources = system.sources()
    stems = {report_id: str(PurePath(source).with_suffix("")) for report_id, source in sources.items()}
    rows = ids_by_name(stems) | ids_by_name(sources)
    gold = {row for case in dataset.cases for row in case.gold}
    if missing := sorted(gold - set(rows)):
        raise DatasetError(
            f"the server has no report for {len(missing)} of {len(gold)} gold rows, {missing[0]!r} for one: "
            "sync them as files that are called like their rows"
        )
    outcomes = _asked(system, dataset, rows, data, encoder, on_progress, settings)
    return evaluated(dataset.name, len(dataset.rows), outcomes, encoder.name)


def _asked(
    system: System,
    dataset: Dataset,
    rows: Mapping[str, str],
    data: Path,
    encoder: Encoder,
    on_progress: Progress,
    settings: Settings,
) -> list[Outcome]:
    """`rows` are the reports that the rows are."""
    gold = {row for case in dataset.cases for row in case.gold}
    lengths = {rows[row]: len(found.text) for row in gold if (found := system.report(rows[row]))}
    questions = [
        Question(
            id=case.id,
            text=case.question,
            gold=tuple(GoldPlace(rows[row], 0, lengths[rows[row]]) for row in sorted(case.gold)),
            answers=case.answers,
            written=case.written,
            unanswerable=case.unanswerable,
        )
        for case in dataset.cases
    ]
    return asked(dataset.name, questions, system, checks_of(settings, encoder), data, on_progress, by_report=True)


@contextmanager
def indexed(
    dataset: Dataset,
    data: Path,
    encoder: Encoder,
    settings: Settings | None = None,
    on_progress: Progress = lambda *_: None,
) -> Iterator[tuple[Library, float | None]]:
    """The rows in an open library below `data`, and characters a second, None where all were indexed before."""
    reranker = reranker_of(settings) if settings else None
    with Library(index_folder(dataset, data), encoder, reranker) as library:
        yield library, _index(dataset, library, on_progress)


def index_folder(dataset: Dataset, data: Path) -> Path:
    """Where the index of the dataset's rows is kept."""
    content = hashlib.sha256(repr(dataset.rows).encode()).hexdigest()[:12]
    return data / "evaluation" / f"{dataset.name}-{content}"


def report_id(row: int) -> str:
    """The report that a row becomes, by its place in the dataset."""
    return f"row-{row}"


def _as_report(number: int, row: DatasetRow) -> Report:
    text = normalise(row.text).strip()
    return Report(
        id=report_id(number), collection="default", title=normalise(row.title).replace("_", " ").strip(),
        kind=None, number=None, agency=None, place=None, issued=None, effective=None, years=(), signer=None,
        source=row.id, sha256=hashlib.sha256(text.encode()).hexdigest(), language=language_of(text), text=text,
        pages=(Page("1", 1, 0, len(text)),), sections=(Section(0, "", 0, len(text), ""),),
    )  # fmt: skip


def _index(dataset: Dataset, library: Library, on_progress: Progress) -> float | None:
    """Index the rows that are not yet; characters a second, None where there was nothing to do."""
    indexing = library.indexing
    indexing.adopt_identity()
    published = set(library.reports.published())
    todo = [_as_report(i, row) for i, row in enumerate(dataset.rows) if report_id(i) not in published]
    began = time.perf_counter()
    for first in range(0, len(todo), _ROWS_AT_ONCE):
        on_progress("index", first, len(todo))
        group = todo[first : first + _ROWS_AT_ONCE]
        with library.database.transaction():
            for report in group:
                indexing.record(report)
        indexing.encode([report.id for report in group])
        indexing.publish([report.id for report in group])
    seconds = time.perf_counter() - began
    return sum(len(report.text) for report in todo) / seconds if todo else None
