"""What happened since the server started, counted from what a `Watch` tells. No label says who asked, what, or of which report."""

from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Histogram

from bot.answer import Answer, Answered, Declined
from bot.errors import ModelFault
from bot.watch import (
    Door,
    Happening,
    ModelCalled,
    NotAnswered,
    PassagesFound,
    QuestionAnswered,
    QuestionNotAnswered,
    SyncEnded,
    TokensTold,
    TurnCame,
)

_ANSWERS = ("firm", "tentative", "declined", "smalltalk")
_STAGES = ("wait", "search", "answer", "whole")
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Counted:
    """Listens to a `Watch`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._questions = Counter(
            "hoidap_questions",
            "Questions and searches by the door they came in by and how they ended: firm, tentative, declined, smalltalk, searched "
            "(passages alone), too_many (429), busy (503), left (nobody waited any more), error.",
            ("door", "outcome"),
            registry=registry,
        )
        self._stages = Histogram(
            "hoidap_stage_seconds",
            "Seconds that a question took: wait for its turn, search, answer (from the search to the whole answer), whole (its turn).",
            ("stage",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._syncs = Counter("hoidap_syncs", "Syncs by how they ended: done, failed.", ("outcome",), registry=registry)
        self._model_calls = Counter(
            "hoidap_model_calls",
            "Calls of the language model by how they ended: done, or what failed.",
            ("outcome",),
            registry=registry,
        )
        self._dropped = Counter(
            "hoidap_model_dropped_sentences",
            "Sentences of the language model that were not said, because their sources do not carry them.",
            registry=registry,
        )
        self._tokens = Counter(
            "hoidap_model_tokens",
            "Tokens of the language model, where its server tells them.",
            ("direction",),
            registry=registry,
        )
        self._begin_at_zero()

    def take(self, happening: Happening) -> None:
        match happening:
            case QuestionAnswered(door, answer, seconds):
                self._questions.labels(door, _outcome(answer)).inc()
                self._stages.labels("whole").observe(seconds)
                self._take_answer(answer)
            case PassagesFound(door):
                self._questions.labels(door, "searched").inc()
            case QuestionNotAnswered(door, why):
                self._questions.labels(door, why).inc()
            case TurnCame(seconds):
                self._stages.labels("wait").observe(seconds)
            case ModelCalled(fault):
                self._model_calls.labels(fault or "done").inc()
            case TokensTold(read, written):
                self._tokens.labels("read").inc(read)
                self._tokens.labels("written").inc(written)
            case SyncEnded(is_done):
                self._syncs.labels("done" if is_done else "failed").inc()

    def _take_answer(self, answer: Answer) -> None:
        if isinstance(answer, Answered):
            self._dropped.inc(len(answer.dropped))
        if isinstance(answer, Answered | Declined):
            self._stages.labels("search").observe(answer.timings.search / 1000)
            self._stages.labels("answer").observe(max(0.0, answer.timings.answer - answer.timings.search) / 1000)

    def _begin_at_zero(self) -> None:
        """A series that begins with its first event would hide that event from `rate`."""
        for door in get_args(Door):
            for outcome in (*_ANSWERS, "searched", *get_args(NotAnswered)):
                self._questions.labels(door, outcome)
        for stage in _STAGES:
            self._stages.labels(stage)
        for ending in ("done", "failed"):
            self._syncs.labels(ending)
        for ending in ("done", *get_args(ModelFault)):
            self._model_calls.labels(ending)
        for direction in ("read", "written"):
            self._tokens.labels(direction)


def _outcome(answer: Answer) -> str:
    return answer.certainty if isinstance(answer, Answered) else type(answer).__name__.lower()
