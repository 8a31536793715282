"""The tab of questions: conversation, evidence beside it, history, and what is done with an answer."""

import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any, cast, get_args

import gradio
from anyio import to_thread

from bot.answerer import Answerer
from bot.conversation.converse import Converser, Reply
from bot.conversation.history import Kept
from bot.events import Event
from bot.feedback import Feedback
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.answer_html import notice_html, question_html
from bot.page.answer_in_progress import Coming
from bot.page.chat_messages import ChatMessage, Shown, evidence_of, message_of, messages, shown
from bot.page.door import Door
from bot.page.event_data import ChosenExample, ChosenOption, Judged, Pressed, data_of
from bot.page.history_bar import HistoryBar, Updates
from bot.page.library_facts import choices_of, library_line
from bot.page.user import user_of
from bot.suggestions import Suggestions
from bot.turns import GoneError, LaterError, TooManyError
from bot.user import User
from bot.wording.dates import local_date
from bot.wording.keys import REASONS
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language, language_of
from index.library import Library
from index.question.filters import Filters
from index.question.wishes import Wish

_HTML = Macros("page/tabs")
_log = logging.getLogger(__name__)
_LONGEST_QUESTION = 2_000
"""Characters that the question box takes."""
_LONGEST_COMMENT = 2_000
_PAUSE = 0.1
"""Seconds between two pictures of an answer that is coming about, at least."""
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

Turns = tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A question of a conversation; an empty one is none."""

    question: str
    filters: Filters
    conversation: str | None
    turns: Turns


class Asking:
    """The components of the tab and what happens when they are used."""

    def __init__(
        self, answerer: Answerer, converser: Converser, library: Library, language: Language, visitor: User, door: Door, root: str
    ) -> None:  # fmt: skip
        """`visitor` is anybody who opens the page; what is there for each of them comes once they are known.

        Links lead below the path `root`.
        """
        self._answerer = answerer
        self._door = door
        self._converser = converser
        self._library = library
        self._language = language
        self._root = root
        self._visitor = visitor
        self._words: Wording = wording(language)
        self._feedback = Feedback(library.database)
        self._suggestions = Suggestions(library, answerer)
        self._bar = HistoryBar(converser.history, self._words)

    def compose_head(self, elsewhere: Mapping[Language, str]) -> None:
        """The history, what this is, what the library holds, and the ways to the other languages."""
        self._bar.compose()
        self._head = gradio.HTML(self._head_html(self._visitor), js_on_load=None)
        others = {code: (address, wording(code).language_name) for code, address in elsewhere.items()}
        gradio.HTML(_HTML.other_languages(others), js_on_load=None, elem_id="switch")

    def compose(self) -> None:
        """The conversation and the evidence beside it."""
        words = self._words
        self._relay = gradio.HTML(js_on_load="window.hoidapAct = (detail) => trigger('click', detail)", elem_id="relay")
        self._conversation = gradio.State(None)
        self._turns = gradio.State(())
        self._pending = gradio.State("")
        self._judged = gradio.State("")
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=320, elem_id="main"):
                self._compose_conversation()
            with gradio.Column(scale=2, min_width=320, elem_id="side"):
                gradio.HTML(_HTML.heading(words.evidence), js_on_load=None)
                self._evidence = gradio.HTML(evidence_of((), self._language), js_on_load=None, elem_id="evidence")

    def _compose_conversation(self) -> None:
        words = self._words
        self._chat = gradio.Chatbot(
            label=words.conversation, show_label=False, elem_id="conversation", layout="panel", height="60vh",
            autoscroll=False, buttons=[], latex_delimiters=[], group_consecutive_messages=False,
            placeholder=_HTML.heading(words.examples), examples=cast("Any", self._example_messages(self._visitor)),
        )  # fmt: skip
        with gradio.Column(visible=False, elem_id="reasons") as self._reasons_group:
            choices = [(words.feedback_reasons[reason], reason) for reason in REASONS]
            self._reasons = gradio.CheckboxGroup(choices, label=words.why_not)
            with gradio.Row():
                self._comment = gradio.Textbox(label=words.comment, max_length=_LONGEST_COMMENT, lines=1, scale=4)
                self._send = gradio.Button(words.send, size="sm", scale=1, min_width=120)
        gradio.HTML(_HTML.working(words.searching), js_on_load=None, elem_id="working")
        gradio.HTML(_HTML.exports(words), js_on_load=None, elem_id="exports")
        with gradio.Row(elem_id="asking"):
            self._question = gradio.Textbox(
                label=words.question_label, show_label=False, container=False, placeholder=words.ask_placeholder,
                max_lines=4, max_length=_LONGEST_QUESTION, autofocus=True, scale=6, elem_id="question",
            )  # fmt: skip
            self._ask = gradio.Button(words.ask, variant="primary", scale=1, min_width=72, elem_id="ask")
            self._stop = gradio.Button(words.stop, variant="stop", scale=1, min_width=72, elem_id="stop")
        with gradio.Row(elem_id="scope"):
            choices_now = choices_of(self._library, self._visitor)
            self._agencies = gradio.Dropdown(
                choices_now.agencies, multiselect=True, label=words.agency, scale=2, min_width=160
            )
            self._kinds = gradio.Dropdown(choices_now.kinds, multiselect=True, label=words.kind, min_width=120)
            self._years = gradio.Dropdown(choices_now.years, multiselect=True, label=words.years, min_width=120)
            self._in_force = gradio.Checkbox(label=words.in_force, container=False, min_width=120, elem_id="in-force")

    def connect(self, blocks: gradio.Blocks) -> None:
        """What happens when the components are used.

        Gradio builds a component anew for each property that an event sets, or leaves out, which costs more than a search:
        what asks has few outputs, gives each a value, and leaves the rest to the page's script.
        """
        state = [self._conversation, self._turns]
        scope = [self._agencies, self._kinds, self._years, self._in_force]
        answer: list[Any] = [self._chat, self._evidence, self._conversation, self._turns, self._pending]
        bar = self._bar
        # They wait in the queue that the API's questions wait in, not in Gradio's.
        begins: dict[str, Any] = {
            **_QUIET,
            "concurrency_limit": None,
            "js": "(...inputs) => { window.hoidap.asking(); return inputs; }",
        }
        asking = [
            gradio.on(
                [self._question.submit, self._ask.click],
                self._asked(self._typed),
                [self._question, *scope, *state],
                answer,
                **begins,
            ),
            self._chat.example_select(self._asked(self._example), [*scope, *state], answer, **begins),
            self._chat.option_select(self._asked(self._option), [*scope, *state], answer, **begins),
            self._chat.retry(self._asked(self._again), state, answer, **begins),
            self._relay.click(self._asked(self._undone), state, answer, **begins),
        ]
        for event in asking:
            event.then(None, js="() => window.hoidap.answered()", **_QUIET)
        stopped = self._stop.click(None, cancels=asking, **_QUIET)
        stopped = stopped.then(self._stopped, [self._pending, *state], answer, **_QUIET)
        stopped.then(None, js="() => window.hoidap.failed()", **_QUIET)
        armed = [bar.armed, self._conversation]
        found = [self._head, self._agencies, self._kinds, self._years]
        opening = [
            bar.list.click(self._opened, [bar.list, bar.ids], [*answer, *bar.outputs], **_QUIET),
            bar.new.click(self._cleared, [], [*answer, *bar.outputs], **_QUIET),
            bar.delete_one.click(bar.deletion("one", self._cleared), armed, [*answer, *bar.outputs], **_QUIET),
            bar.delete_all.click(bar.deletion("all", self._cleared), armed, [*answer, *bar.outputs], **_QUIET),
            blocks.load(self._loaded, [], [*answer, *bar.outputs, *found], **_QUIET),
        ]
        for event in opening:
            event.then(None, js="() => window.hoidap.opened()", **_QUIET)
        listing = [bar.sidebar.expand, bar.refresh.click]
        gradio.on(listing, bar.updates, [self._conversation], bar.outputs, **_QUIET)
        judging = [self._judged, self._reasons_group, self._reasons, self._comment]
        self._chat.like(self._judge, [self._turns], judging, trigger_mode="multiple", **_QUIET)
        told = [self._judged, self._reasons, self._comment]
        self._send.click(self._explain, told, [self._reasons_group], **_QUIET)

    # Asking

    def _asked(self, handler: Callable[..., ToAsk]) -> Callable[..., AsyncIterator[Updates]]:
        """What an event does that leads to a question: Gradio reads off the handler what it takes."""

        @wraps(handler)
        async def asked(*inputs: Any) -> AsyncIterator[Updates]:
            to_ask = await to_thread.run_sync(handler, *inputs)
            async with aclosing(self._answer(to_ask, inputs[-1])) as updates:
                async for update in updates:
                    yield update

        return asked

    def _typed(
        self, question: str | None, agencies: list[str], kinds: list[str], years: list[int], in_force: bool,
        conversation: str | None, turns: Turns, _request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        return ToAsk(
            (question or "")[:_LONGEST_QUESTION],
            _filters(agencies, kinds, years, in_force=in_force),
            conversation,
            turns,
        )

    def _example(
        self, agencies: list[str], kinds: list[str], years: list[int], in_force: bool, conversation: str | None,
        turns: Turns, chosen: gradio.EventData, request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        question = data_of(chosen, ChosenExample).value.text
        return self._typed(question, agencies, kinds, years, in_force, conversation, turns, request)

    def _option(
        self, agencies: list[str], kinds: list[str], years: list[int], in_force: bool, conversation: str | None,
        turns: Turns, chosen: gradio.EventData, request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        question = data_of(chosen, ChosenOption).value
        return self._typed(question, agencies, kinds, years, in_force, conversation, turns, request)

    def _again(self, conversation: str | None, turns: Turns, request: gradio.Request) -> ToAsk:
        """The last question once more."""
        if not turns:
            return ToAsk("", Filters(), conversation, turns)
        return self._asked_anew(turns[-1].answer_id, lambda filters: filters, conversation, turns, request)

    def _undone(
        self, conversation: str | None, turns: Turns, event: gradio.EventData, request: gradio.Request
    ) -> ToAsk:
        """A question once more without something that was read out of it, or with it again."""
        asked = data_of(event, Pressed)
        change = _change(asked.name, asked.value)
        if change is None:
            return ToAsk("", Filters(), conversation, turns)
        return self._asked_anew(asked.answer, change, conversation, turns, request)

    def _asked_anew(
        self, answer_id: str, change: Callable[[Filters], Filters], conversation: str | None, turns: Turns,
        request: gradio.Request,
    ) -> ToAsk:  # fmt: skip
        """The question of an answer with other limits; where it is the last one, in its place."""
        user = user_of(request)
        kept = self._converser.history.answer(answer_id, user.collections)
        if kept is None:
            gradio.Warning(self._words.answer_gone)
            return ToAsk("", Filters(), conversation, turns)
        if turns and turns[-1].answer_id == answer_id and self._converser.take_back(answer_id, user):
            turns = turns[:-1]
        return ToAsk(kept.answer.asked.question, change(kept.answer.asked.explicit), conversation, turns)

    async def _answer(self, asked: ToAsk, request: gradio.Request) -> AsyncGenerator[Updates, None]:
        """What is said as it comes, then all of it with its evidence; a notice where it is not said now."""
        if not asked.question.strip():
            yield self._displayed(asked.turns, asked.conversation)
            return
        user = user_of(request)
        try:
            self._door.admit(user, request, asked.question)
            updates = self._updates(asked, user)
            async with aclosing(self._door.turns.each(updates, partial(self._door.is_left, request))) as coming:
                async for update in coming:
                    yield update
        except GoneError:
            return
        except TooManyError as later:
            yield self._noticed(asked, self._words.too_many.format(seconds=later.retry_after))
        except LaterError:
            yield self._noticed(asked, self._words.busy)
        except Exception:  # noqa: BLE001 - whatever it is, the reader is told and the log has it
            _log.exception("a question could not be answered")
            yield self._noticed(asked, self._words.failed)

    def _noticed(self, asked: ToAsk, notice: str) -> Updates:
        """The conversation with why a question has no answer; the page's script puts it into its box again."""
        said = self._said(asked.turns, asked.question, notice_html(notice, "failed"))
        return [said, *self._displayed(asked.turns, asked.conversation)[1:-1], asked.question]

    def _updates(self, asked: ToAsk, user: User) -> Generator[Updates, None, None]:
        filters = asked.filters.seen_by(user.collections)
        events = self._converser.events(asked.question, filters, asked.conversation, user.name)
        with closing(events):
            for coming in self._pictures(asked.question, events, asked.turns):
                if isinstance(coming, Reply):
                    yield from self._whole(coming, asked.turns)
                else:
                    yield [coming, *self._displayed(asked.turns, asked.conversation)[1:-1], asked.question]

    def _pictures(
        self, question: str, events: Iterator[Event | Reply], turns: Turns
    ) -> Iterator[list[ChatMessage] | Reply]:
        """The conversation each time there is enough more to show; last the whole answer."""
        coming = Coming(language_of(question), self._words, self._root)
        drawn, statements = time.monotonic(), 0
        for event in events:
            if isinstance(event, Reply):
                yield event
                return
            coming.take(event)
            is_first = len(coming.statements) == 1 > statements
            if is_first or time.monotonic() - drawn > _PAUSE:
                drawn, statements = time.monotonic(), len(coming.statements)
                yield self._said(turns, question, coming.html())

    def _said(self, turns: Turns, question: str, html: Html) -> list[ChatMessage]:
        """The conversation with a question and what is said to it so far."""
        return [*messages(turns), message_of("user", question_html(question)), message_of("assistant", html)]

    def _whole(self, reply: Reply, turns: Turns) -> Iterator[Updates]:
        """The finished answer and its evidence; what may be asked next, where that has to be tried first, after it."""
        turns = (*turns, shown(self._library, reply.answer, self._language, self._root))
        rest = self._displayed(turns, reply.conversation)[1:]
        if not self._suggestions.are_known(reply.answer):
            yield [messages(turns), *rest]
        yield [messages(turns, self._suggestions.of(reply.answer)), *rest]

    def _stopped(self, question: str, conversation: str | None, turns: Turns) -> Updates:
        chat, *rest = self._displayed(turns, conversation)
        if not question:  # stopped before anything was shown
            return [chat, *rest]
        return [self._said(turns, question, notice_html(self._words.stopped)), *rest]

    # History

    def _loaded(self, request: gradio.Request) -> Updates:
        """The page as it is opened: anew, with a conversation (?c=) or with an answer that was shared (?answer=)."""
        user = user_of(request)
        now = choices_of(self._library, user)
        choices = [gradio.update(choices=each) for each in (now.agencies, now.kinds, now.years)]
        wanted = dict(request.query_params)
        if answer_id := wanted.get("answer"):
            opened = [*self._shared(answer_id, user), *self._bar.updates(None, request)]
        else:
            opened = self._conversation_of(request, wanted.get("c"))
        if user.collections != self._visitor.collections:
            opened[0] = {**opened[0], "examples": self._example_messages(user)}
        return [*opened, self._head_html(user), *choices]

    def _opened(self, index: int, listed: Sequence[str], request: gradio.Request) -> Updates:
        """A conversation of the history."""
        return self._conversation_of(request, listed[index] if 0 <= index < len(listed) else None)

    def _cleared(self, request: gradio.Request) -> Updates:
        return self._conversation_of(request, None)

    def _conversation_of(self, request: gradio.Request, conversation: str | None) -> Updates:
        """A conversation of the one who asks as it was, or an empty one; and the list of theirs."""
        history, user = self._converser.history, user_of(request)
        is_theirs = bool(user.name and conversation and history.owner(conversation) == user.name)
        kept = history.answers(conversation, user.collections) if conversation and is_theirs else []
        turns = tuple(map(self._shown, kept))
        known = conversation if turns else None
        return [*self._opened_with(turns, known), *self._bar.updates(known, request)]

    def _shared(self, answer_id: str, user: User) -> Updates:
        """An answer that somebody shared; what is asked next begins a conversation of one's own."""
        kept = self._converser.history.answer(answer_id, user.collections)
        if kept is None:
            gradio.Warning(self._words.answer_gone)
            return self._opened_with(())
        turn = self._shown(kept)
        note = notice_html(self._words.shared_answer.format(date=local_date(kept.given)))
        return self._opened_with((replace(turn, question=note + turn.question),))

    def _opened_with(self, turns: Turns, conversation: str | None = None) -> Updates:
        """What `_displayed` shows, with what was thought of it."""
        chat, *rest = self._displayed(turns, conversation)
        verdicts = [{"up": "Like", "down": "Dislike"}.get(turn.verdict or "") for turn in turns]
        return [gradio.update(value=chat, feedback_value=verdicts), *rest]

    def _displayed(self, turns: Turns, conversation: str | None) -> Updates:
        """A conversation and its evidence: chat, evidence, conversation, turns and no question that is pending."""
        evidence = _HTML.of_conversation(conversation or "", evidence_of(turns, self._language))
        return [messages(turns), evidence, conversation, turns, ""]

    def _shown(self, kept: Kept) -> Shown:
        verdict = self._feedback.verdict(kept.answer.asked.id)
        return shown(self._library, kept.answer, self._language, self._root, verdict)

    # Feedback

    def _judge(self, turns: Turns, event: gradio.EventData, request: gradio.Request) -> dict[Any, Any]:
        """A thumb up or down, or taken back; a thumb down asks for reasons. Of an answer that was given to somebody else, nothing."""
        judged, nothing = data_of(event, Judged), {self._judged: gradio.skip()}
        if not 0 <= judged.message // 2 < len(turns):
            return nothing
        answer_id = turns[judged.message // 2].answer_id
        if not self._converser.history.was_given_to(answer_id, user_of(request).name):
            return nothing
        if isinstance(judged.liked, bool):
            self._feedback.keep(answer_id, "up" if judged.liked else "down", (), "")
        else:
            self._feedback.withdraw(answer_id)
        if judged.liked is True:
            gradio.Info(self._words.judged)
        return {
            self._judged: answer_id,
            self._reasons_group: gradio.update(visible=judged.liked is False),
            self._reasons: [],
            self._comment: "",
        }

    def _explain(self, answer_id: str, reasons: list[str], comment: str | None) -> Any:
        self._feedback.keep(answer_id, "down", reasons, (comment or "")[:_LONGEST_COMMENT])
        gradio.Info(self._words.judged)
        return gradio.update(visible=False)

    def _head_html(self, user: User) -> Html:
        return _HTML.head(self._language, library_line(self._library, self._words, user), self._words)

    def _example_messages(self, user: User) -> list[dict[str, str]]:
        return [{"text": question} for question in self._answerer.examples.of(self._language, user.collections)]


def _filters(agencies: Sequence[str], kinds: Sequence[str], years: Sequence[int], *, in_force: bool) -> Filters:
    return Filters(years=tuple(years), agencies=tuple(agencies), kinds=tuple(kinds), in_force=in_force)


def _change(name: str, value: str) -> Callable[[Filters], Filters] | None:
    """What a button of `bot.wording.understood` does to the limits of its question; None for one that there is not."""
    wish = cast("Wish", value)
    if name in ("ignore", "apply") and value not in get_args(Wish):
        return None
    if name == "ignore":
        return lambda filters: replace(filters, ignore=(*filters.ignore, wish))
    if name == "apply":
        return lambda filters: replace(filters, ignore=tuple(each for each in filters.ignore if each != wish))
    if name in ("as_typed", "restore"):
        return lambda filters: replace(filters, as_typed=name == "as_typed")
    return None
