"""Puts the parts together: settings, encoder, library, answerer. The one place where they are chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.answerer import Answerer
from bot.certificates import trusted
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness, Entailment
from bot.conversation.converse import Converser
from bot.conversation.history import History
from bot.conversation.model_rewriter import ModelRewriter
from bot.settings import Settings, load_settings
from bot.watch import Watch
from bot.wording.wording import wording
from bot.writing.chat_model import chat_model_of
from bot.writing.condenser import Condenser
from bot.writing.pace import Pacer
from bot.writing.translator import Translator
from bot.writing.writer import Writer
from index.database.database import Database
from index.database.place import opened
from index.encoder.chosen import ChosenEncoder
from index.encoder.cross_encoder import CrossEncoderEntailment, CrossEncoderReranker
from index.encoder.encoder import Encoder
from index.engines.chroma_server import ChromaServer
from index.library import Library


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that the settings name, by the back-end that they name; opened when it is first used."""
    return ChosenEncoder(settings.encoder, settings.backend)


def entailment_of(settings: Settings) -> Entailment | None:
    """The model that the settings name for checking claims once more; None where they name none."""
    return CrossEncoderEntailment(settings.entailment) if settings.entailment else None


def reranker_of(settings: Settings) -> CrossEncoderReranker | None:
    """The model that the settings name for reading the best passages once more; None where they name none."""
    return CrossEncoderReranker(settings.reranker) if settings.reranker else None


def chroma_of(settings: Settings) -> ChromaServer | None:
    """The Chroma server that the settings name; None where they name none. Nothing is sent yet."""
    if not settings.chroma_url:
        return None
    return ChromaServer(
        settings.chroma_url.rstrip("/"),
        settings.chroma_token.get_secret_value(),
        settings.chroma_token_header,
        trusted(),
    )


def open_library(data: Path) -> Library:
    """The library in `data`, created where there is none.

    Raises SettingsError for wrong settings, LibraryInUseError where another process has it open, EngineAwayError where the Chroma
    server of the settings does not answer.
    """
    settings = load_settings(data)
    return Library(
        data, encoder_of(settings), reranker_of(settings), chroma_of(settings), database_url=settings.database_address
    )


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
        *writers_of(library, settings, watch),
        answer_from=settings.answer_from,
        language=settings.language,
        watch=watch,
    )


def converser_of(answerer: Answerer, library: Library, settings: Settings) -> Converser:
    """Holds conversations; follow-ups are said as one question by the model, if the settings name one, or by rules."""
    model = chat_model_of(settings, answerer.watch)
    history = History(library.database, timedelta(days=settings.history_days))
    return Converser(answerer, library, ModelRewriter(model) if model else None, history)


def writers_of(
    library: Library, settings: Settings, watch: Watch | None = None
) -> tuple[Writer | Condenser | None, Translator | None]:
    """What writes with the model that the settings name, in the way that they name, and what translates; None where they name none."""
    model = chat_model_of(settings, watch)
    if model is None:
        return None, None
    likeness = EncoderLikeness(library.encoder)
    check = partial(check_claim, likeness=likeness, entailment=entailment_of(settings))
    pacer = Pacer(model, wording(settings.language).condensing_rules, settings.model_timeout)
    translator = Translator(model, check, pacer, within=settings.model_timeout)
    if settings.writing == "condense":
        return Condenser(model, check, likeness, pacer), translator
    context, answer = settings.model_context, settings.model_answer
    return Writer(model, check, likeness, context=context, answer=answer, pacer=pacer), translator
