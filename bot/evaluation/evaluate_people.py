"""People's questions asked of the reports of a library, or of a server: they bring no reports of their own."""

from collections.abc import Sequence
from pathlib import Path

from bot.assemble import open_library
from bot.errors import DatasetError
from bot.evaluation.citations.judges import checks_of
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.figures import Evaluated, evaluated
from bot.evaluation.run import Progress, asked
from bot.evaluation.system import LocalSystem, System
from bot.settings import Settings
from index.encoder.encoder import Encoder


def evaluate_people(
    name: str, questions: Sequence[Question], data: Path, encoder: Encoder, on_progress: Progress, settings: Settings
) -> Evaluated:
    """Every figure these questions can tell, over the library in `data`. Raises DatasetError for an empty one."""
    with open_library(data) as library:
        return evaluate_people_on(LocalSystem(library, settings), name, questions, data, encoder, on_progress, settings)


def evaluate_people_on(
    system: System,
    name: str,
    questions: Sequence[Question],
    data: Path,
    encoder: Encoder,
    on_progress: Progress,
    settings: Settings,
) -> Evaluated:
    """The same of any system."""
    if not system.sources():
        raise DatasetError(
            "the library is empty: read the reports that the questions are about first, with `hoidap sync`"
        )
    outcomes = asked(name, questions, system, checks_of(settings, encoder), data, on_progress, by_report=False)
    return evaluated(name, len(system.sources()), outcomes, encoder.name)
