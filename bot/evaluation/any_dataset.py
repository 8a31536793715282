"""An evaluation by what the dataset is and where it is asked: what `hoidap evaluate` runs."""

from pathlib import Path

from bot.assemble import encoder_of, entailment_of
from bot.client.client import Client
from bot.errors import DatasetError
from bot.evaluation.citations.statements import evaluate_statements, is_statements, load_statements
from bot.evaluation.datasets.beir import load_dataset
from bot.evaluation.datasets.collection import is_collection, load_collection
from bot.evaluation.datasets.people import is_people, load_people
from bot.evaluation.evaluate_beir import evaluate, evaluate_on
from bot.evaluation.evaluate_collection import evaluate_collection, evaluate_collection_on
from bot.evaluation.evaluate_people import evaluate_people, evaluate_people_on
from bot.evaluation.figures.figures import Evaluated
from bot.evaluation.run import Progress
from bot.evaluation.server import ServerSystem
from bot.settings import Settings


def evaluate_any(
    dataset: Path, data: Path, settings: Settings, on_progress: Progress, *, url: str = "", key: str = ""
) -> Evaluated:
    """In this process, or of the server at `url`.

    Raises DatasetError for a dataset that cannot be read, ServerError for a server that does not answer.
    """
    encoder = encoder_of(settings)
    if is_people(dataset):
        questions = load_people(dataset)
        if url:
            with Client(url, key) as client:
                return evaluate_people_on(
                    ServerSystem(client), dataset.stem, questions, data, encoder, on_progress, settings
                )
        return evaluate_people(dataset.stem, questions, data, encoder, on_progress, settings)
    if is_statements(dataset):
        if url:
            raise DatasetError("statements are not asked of a server: leave --url out")
        return evaluate_statements(load_statements(dataset), encoder, entailment_of(settings), on_progress)
    if is_collection(dataset):
        collection = load_collection(dataset)
        if url:
            with Client(url, key) as client:
                return evaluate_collection_on(ServerSystem(client), collection, data, encoder, on_progress, settings)
        return evaluate_collection(collection, data, encoder, on_progress, settings)
    rows = load_dataset(dataset)
    if url:
        with Client(url, key) as client:
            return evaluate_on(ServerSystem(client), rows, data, encoder, on_progress, settings)
    return evaluate(rows, data, encoder, on_progress, settings)
