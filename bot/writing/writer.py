"""Writes an answer with a language model, a sentence at a time: what its quotes do not carry is not said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Citation, Dropped, Statement
from bot.claims.likeness import Likeness
from bot.claims.verdict import Check
from bot.errors import ModelFailedError
from bot.wording.wording import Wording, wording
from bot.writing.carrying_span import carrying_span
from bot.writing.chat_model import ChatModel, ModelMessage
from bot.writing.citation_markers import parse_markers
from bot.writing.held import held, reason_of
from bot.writing.pace import Pacer
from bot.writing.plain_text import plain_text
from bot.writing.prompt import prompt_of
from bot.writing.whole_sentence import says_something
from bot.writing.written_sentences import written_sentences
from corpus.language.detect import Language
from index.search.hit import Hit

_LONGEST = 20_000
"""Characters of a reply that are read: a model that repeats itself forever is stopped."""
_SAME_SENTENCE = 2
"""How often a sentence may come before the model is taken to repeat itself forever."""
_PROBABLE = 0.5
"""Support from which a sentence that the model gave no marker is cited with a passage."""

Cite = Callable[[int, Hit, int, int], Citation | None]
"""Marker, passage, start, end (offsets in the report's text); None where the report is gone."""
Written = Citation | Statement | Dropped


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be written about."""

    question: str
    """As it was searched."""
    language: Language
    """Of the answer."""
    hits: Sequence[Hit]
    cite: Cite


class Writer:
    """Writes with one model; safe to use from several threads."""

    def __init__(
        self,
        model: ChatModel,
        check: Check,
        likeness: Likeness,
        *,
        context: int = 8192,
        answer: int = 512,
        pacer: Pacer | None = None,
    ) -> None:
        """`context` and `answer` count tokens: what the model holds, and what of it an answer may take.

        `pacer` knows how much the model's server reads in time; without one as much is sent as the model holds.
        """
        self._model = model
        self._check = check
        self._likeness = likeness
        self._context = context
        self._answer = answer
        self._pacer = pacer

    def write(self, task: Task) -> Iterator[Written]:
        """Each sentence as it is finished and checked: its new citations, then the statement; or that it was dropped.

        Raises ModelFailedError when the model fails, also in the middle; what was yielded before stands.
        """
        passages = [(hit, cited) for hit in task.hits if (cited := task.cite(0, hit, hit.chunk.start, hit.chunk.end))]
        page = _Page(task, [hit for hit, _ in passages], self._check, self._likeness)
        last = None
        for sentence in written_sentences(self._reply(task, [cited for _, cited in passages])):
            last = (sentence, last[1] + 1) if last and last[0] == sentence else (sentence, 1)
            if last[1] > _SAME_SENTENCE:
                return
            yield from page.take(sentence)

    def _reply(self, task: Task, passages: Sequence[Citation]) -> Iterator[str]:
        """The model's reply to as many passages as its context holds: half as many each time it says there are too many."""
        most = len(passages)
        room = self._pacer.room() if self._pacer else None
        while True:
            messages, most = prompt_of(
                task.question, passages[:most], task.language, context=self._context, answer=self._answer, room=room
            )
            if most == 0:
                raise ModelFailedError("too_long", f"no passage fits into {self._context} tokens")
            begun = False
            try:
                for piece in self._read(messages):
                    begun = True
                    yield piece
            except ModelFailedError as error:
                if error.fault != "too_long" or most == 1 or begun:
                    raise
                most //= 2
            else:
                return

    def _read(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        length = 0
        for piece in self._model.stream(messages):
            length += len(piece)
            if length > _LONGEST:
                raise ModelFailedError("cut", f"the reply is longer than {_LONGEST} characters")
            yield piece


class _Page:
    """One answer being written: its citations so far."""

    def __init__(self, task: Task, hits: Sequence[Hit], check: Check, likeness: Likeness) -> None:
        self._task = task
        self._hits = hits
        self._check = check
        self._likeness = likeness
        self._words: Wording = wording(task.language)
        self._marker_of: dict[tuple[str, int, int], int] = {}
        self._citations: dict[int, Citation] = {}
        self._said: set[str] = set()

    def take(self, sentence: str) -> Iterator[Written]:
        """A sentence as the model wrote it."""
        marked = parse_markers(plain_text(sentence), range(1, len(self._hits) + 1))
        text = plain_text(marked.text)
        if not says_something(text, self._task.question) or text in self._said:
            return
        self._said.add(text)
        citations = self._cited(text, marked.markers) if marked.markers else self._carrying(text)
        verdict = held(text, citations, self._check)
        if not verdict.carried:
            yield Dropped(text, reason_of(verdict, self._words))
            return
        for marker, citation in citations.items():
            if marker not in self._citations:
                self._citations[marker] = citation
                self._marker_of[citation.report_id, citation.start, citation.end] = marker
                yield citation
        yield Statement(text, tuple(citations), verdict.support)

    def _cited(self, text: str, numbers: Sequence[int]) -> dict[int, Citation]:
        """What of each passage the sentence stands on, by marker: citations made before, or the next ones."""
        found: dict[int, Citation] = {}
        following = len(self._citations) + 1
        for number in numbers:
            hit = self._hits[number - 1]
            start, end = self._span(text, hit)
            marker = self._marker_of.get((hit.chunk.report_id, start, end), following)
            citation = self._citations.get(marker) or self._task.cite(marker, hit, start, end)
            if citation:
                found[marker] = citation
                following += marker == following
        return found

    def _span(self, text: str, hit: Hit) -> tuple[int, int]:
        """Offsets, in the report's text, of what of the passage says what the sentence says."""
        if not hit.sentences:
            return hit.chunk.start, hit.chunk.end
        spoken = _sentences_of(hit)
        first, last = carrying_span(text, spoken, self._likeness.likeness(text, spoken))
        return hit.sentences[first].start, hit.sentences[last].end

    def _carrying(self, text: str) -> dict[int, Citation]:
        """Of a sentence without a marker: what of the passages carries it best; nothing where none probably does."""
        found = [self._cited(text, [number]) for number in range(1, len(self._hits) + 1)]
        tried = [(citations, held(text, citations, self._check)) for citations in found]
        support, citations = max(
            ((verdict.support, citations) for citations, verdict in tried), key=lambda each: each[0], default=(0.0, {})
        )
        return citations if support >= _PROBABLE else {}


def _sentences_of(hit: Hit) -> list[str]:
    offset = hit.chunk.start
    return [hit.chunk.text[each.start - offset : each.end - offset] for each in hit.sentences]
