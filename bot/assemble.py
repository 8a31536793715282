"""Puts the parts together: settings, encoder, library, answerer. The one place where they are chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.answerer import Answerer
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness, Entailment
from bot.conversation.converse import Converser
from bot.conversation.history import History
from bot.conversation.model_rewriter import ModelRewriter
from bot.settings import Settings, load_settings
from bot.watch import Watch
from bot.writing.chat_model import chat_model_of
from bot.writing.writer import Writer
from index.encoder.chosen import ChosenEncoder
from index.encoder.cross_encoder import CrossEncoderEntailment, CrossEncoderReranker
from index.encoder.encoder import Encoder
from index.library import Library
from index.record.database import Database
from index.record.place import opened


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that the settings name, by the back-end that they name; opened when it is first used."""
    return ChosenEncoder(settings.encoder, settings.backend)


def entailment_of(settings: Settings) -> Entailment | None:
    """The model that the settings name for checking claims once more; None where they name none."""
    return CrossEncoderEntailment(settings.entailment) if settings.entailment else None


def reranker_of(settings: Settings) -> CrossEncoderReranker | None:
    """The model that the settings name for reading the best passages once more; None where they name none."""
    return CrossEncoderReranker(settings.reranker) if settings.reranker else None


def open_library(data: Path) -> Library:
    """The library in `data`, created where there is none.

    Raises SettingsError for wrong settings, LibraryInUseError where another process has it open.
    """
    settings = load_settings(data)
    return Library(data, encoder_of(settings), reranker_of(settings), database_url=settings.database_address)


@contextmanager
def open_record(data: Path) -> Iterator[Database]:
    """What the library has in its record, also while another process has it open: nothing is searched."""
    data.mkdir(parents=True, exist_ok=True)
    with opened(data, load_settings(data).database_address) as database:
        yield database


def answerer_of(library: Library, settings: Settings) -> Answerer:
    """Answers from an open library: in quotes, or written by the language model that the settings name.

    Raises IndexMismatchError when it was indexed with another encoder, SettingsError for a model that cannot be used.
    """
    watch = Watch()
    return Answerer(
        library,
        writer_of(library, settings, watch),
        answer_from=settings.answer_from,
        language=settings.language,
        watch=watch,
    )


def converser_of(answerer: Answerer, library: Library, settings: Settings) -> Converser:
    """Holds conversations; follow-ups are said as one question by the model, if the settings name one, or by rules."""
    model = chat_model_of(settings, answerer.watch)
    history = History(library.database, timedelta(days=settings.history_days))
    return Converser(answerer, library, ModelRewriter(model) if model else None, history)


def writer_of(library: Library, settings: Settings, watch: Watch | None = None) -> Writer | None:
    """Writes with the model that the settings name; None where they name none."""
    model = chat_model_of(settings, watch)
    if model is None:
        return None
    likeness = EncoderLikeness(library.encoder)
    check = partial(check_claim, likeness=likeness, entailment=entailment_of(settings))
    return Writer(model, check, likeness, context=settings.model_context, answer=settings.model_answer)
