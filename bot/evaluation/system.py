"""What is evaluated: a library in this process, or a server (`bot.evaluation.server`), by the same questions."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import bot
import corpus
import index
from bot.api.answer_json import AnswerJson, answer_json
from bot.api.search_json import SearchedJson
from bot.api.searched import searched_json
from bot.assemble import answerer_of, converser_of
from bot.conversation.turn import Turn
from bot.settings import Settings
from corpus.report import Report
from index.library import Library
from index.question.filters import Filters

_LIMITS = Filters()


class System(Protocol):
    """Answers questions over reports."""

    def state(self) -> str:
        """Whatever its answers depend on, in one string: the same as long as they cannot change."""

    def sources(self) -> Mapping[str, str]:
        """The file of each report, by the report's id."""

    def report(self, report_id: str) -> Report | None:
        """A report with its text, pages and sections; None where there is none with this id."""

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        """The answer to a question after those of its conversation, oldest first."""

    def search(self, question: str, passages: int, exclude: frozenset[str] = frozenset()) -> SearchedJson:
        """The best passages, reports that are excluded passed over."""


class LocalSystem:
    """An open library."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._answerer = answerer_of(library, settings)
        self._converser = converser_of(self._answerer, library, settings)
        self.report = lru_cache(maxsize=64)(library.reports.get)

    def state(self) -> str:
        reports = sorted((each.id, each.sha256) for each in self._library.reports.all())
        settings = self._settings.model_dump_json(exclude={"api_keys", "users", "model_key"})
        return f"{reports} {settings} {self._library.encoder.name} {_code()}"

    def sources(self) -> dict[str, str]:
        return {each.id: each.source for each in self._library.reports.all()}

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        turns: list[Turn] = []
        for before in history:
            _, turn = self._converser.after(turns, before)
            turns += [turn] if turn else []
        answer, _ = self._converser.after(turns, question)
        return answer_json(answer)

    def search(self, question: str, passages: int, exclude: frozenset[str] = frozenset()) -> SearchedJson:
        found = self._answerer.find(question, _LIMITS, passages, exclude=exclude)
        return searched_json(found, self._library.reports)


def _code() -> str:
    """A digest of the program itself: another version may answer otherwise."""
    digest = hashlib.sha256()
    for package in (bot, corpus, index):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
