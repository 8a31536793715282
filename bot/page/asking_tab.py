"""The tab of questions: conversation, evidence beside it, history, and what happens when they are used."""

from collections.abc import Mapping
from typing import Any, cast

import gradio

from bot.answerer import Answerer
from bot.conversation.conversation_list import ConversationList
from bot.conversation.converse import Converser
from bot.feedback import Feedback
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.answering import Answering
from bot.page.chat_messages import evidence_of
from bot.page.conversation_view import ConversationView
from bot.page.door import Door
from bot.page.history_bar import HistoryBar, Updates
from bot.page.judging import Judging
from bot.page.library_facts import library_line
from bot.page.limits import Limits
from bot.page.office import Office
from bot.page.opened_conversation import Opening
from bot.page.resumed import Resumed
from bot.page.to_ask import LONGEST_QUESTION, Questions
from bot.page.user import user_of
from bot.page.within import Within
from bot.suggestions import Suggestions
from bot.user import User
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from index.library import Library

_HTML, _SHORTCUTS = Macros("page/tabs"), Macros("page/shortcuts")
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class Asking:
    """The components of the tab, put together."""

    def __init__(
        self, answerer: Answerer, converser: Converser, library: Library, language: Language, visitor: User, door: Door, root: str,
        office: Office,
    ) -> None:  # fmt: skip
        """`visitor` is anybody who opens the page; what is there for each of them comes once they are known.

        Links lead below the path `root`.
        """
        words = wording(language)
        feedback = Feedback(library.database)
        view = ConversationView(library, feedback, language, root)
        self._office = office
        self._answerer = answerer
        self._library = library
        self._language = language
        self._visitor = visitor
        self._words: Wording = words
        self._bar = HistoryBar(converser.history, ConversationList(library.database), words)
        self._limits = Limits(library, words)
        self._within = Within(library, language)
        resumed = Resumed(converser.history, view)
        self._judging = Judging(feedback, converser.history, resumed, words)
        self._questions = Questions(converser, resumed, words)
        self._answering = Answering(converser, resumed, Suggestions(library, answerer), door, view, words)
        self._opening = Opening(converser.history, resumed, view, self._bar, words)

    def compose_head(self, elsewhere: Mapping[Language, str]) -> None:
        """The history, what this is, what the library holds, and the ways to the other languages."""
        self._bar.compose()
        self._head = gradio.HTML(self._head_html(self._visitor), js_on_load=None, elem_id="title")
        others = {code: (address, wording(code).language_name) for code, address in elsewhere.items()}
        self._bar.compose_new()
        gradio.HTML(_SHORTCUTS.shortcuts(self._words), js_on_load=None, elem_id="keys")
        gradio.HTML(_HTML.appearance(self._words), js_on_load=None, elem_id="look")
        gradio.HTML(_HTML.other_languages(others), js_on_load=None, elem_id="switch")

    def compose(self) -> None:
        """The conversation and the evidence beside it."""
        words = self._words
        self._relay = gradio.HTML(js_on_load="window.hoidapAct = (detail) => trigger('click', detail)", elem_id="relay")
        # In the browser, not in a state of this server: a page goes on where another server answers it.
        self._conversation = gradio.Textbox(visible="hidden", show_label=False, container=False)
        self._turns = gradio.State(())
        self._pending = gradio.State("")
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=320, elem_id="main"):
                self._compose_conversation()
            gradio.HTML(_HTML.splitter(words), js_on_load=None, elem_id="between")
            with gradio.Column(scale=2, min_width=320, elem_id="side"):
                gradio.HTML(_HTML.evidence_head(words), js_on_load=None, elem_id="side-head")
                self._evidence = gradio.HTML(evidence_of((), self._language), js_on_load=None, elem_id="evidence")

    def _compose_conversation(self) -> None:
        words = self._words
        self._chat = gradio.Chatbot(
            label=words.conversation, show_label=False, elem_id="conversation", layout="panel", height="60vh",
            autoscroll=False, buttons=[], latex_delimiters=[], group_consecutive_messages=False,
            placeholder=_HTML.start(words), examples=cast("Any", self._example_messages(self._visitor)),
        )  # fmt: skip
        self._judging.compose()
        self._limits.compose(self._visitor)
        self._within.compose()
        with gradio.Row(elem_id="asking"):
            self._question = gradio.Textbox(
                label=words.question_label, show_label=False, container=False, placeholder=words.ask_placeholder,
                max_lines=4, max_length=LONGEST_QUESTION, autofocus=True, scale=6, elem_id="question",
            )  # fmt: skip
            self._ask = gradio.Button(words.ask, variant="primary", scale=1, min_width=72, elem_id="ask")
            self._stop = gradio.Button(words.stop, variant="stop", scale=1, min_width=72, elem_id="stop")
        gradio.HTML(_HTML.below_question(words), js_on_load=None, elem_id="below")

    def connect(self, blocks: gradio.Blocks) -> None:
        """What happens when the components are used.

        Gradio builds a component anew for each property that an event sets, or leaves out, which costs more than a search:
        what asks has few outputs, gives each a value, and leaves the rest to the page's script.
        """
        state = [self._conversation, self._turns]
        scope, questions, asked = [*self._limits.inputs, self._within.chosen], self._questions, self._answering.asked
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
                asked(questions.typed),
                [self._question, *scope, *state],
                answer,
                **begins,
            ),
            self._chat.example_select(asked(questions.example), [*scope, *state], answer, **begins),
            self._chat.option_select(asked(questions.option), [*scope, *state], answer, **begins),
            self._chat.retry(asked(questions.again), state, answer, **begins),
            self._relay.click(asked(questions.undone), state, answer, **begins),
        ]
        for event in asking:
            event.then(None, js="() => window.hoidap.answered()", **_QUIET)
        stopped = self._stop.click(None, cancels=asking, **_QUIET)
        stopped = stopped.then(self._answering.stopped, [self._pending, *state], answer, **_QUIET)
        stopped.then(None, js="() => window.hoidap.failed()", **_QUIET)
        armed = [bar.armed, self._conversation]
        found = [self._head, *self._limits.outputs]
        opening = [
            bar.opens.click(self._opening.opened, [], [*answer, *bar.outputs], **_QUIET),
            bar.new.click(self._opening.cleared, [], [*answer, *bar.outputs], **_QUIET),
            bar.delete_one.click(bar.deletion("one", self._opening.cleared), armed, [*answer, *bar.outputs], **_QUIET),
            bar.delete_all.click(bar.deletion("all", self._opening.cleared), armed, [*answer, *bar.outputs], **_QUIET),
            blocks.load(self._loaded, [], [*answer, *bar.outputs, *found], **_QUIET),
        ]
        for event in opening:
            event.then(None, js="() => window.hoidap.opened()", **_QUIET)
        listing = [bar.sidebar.expand, bar.refresh.click, bar.search.change]
        listed = [self._conversation, bar.search]
        gradio.on(listing, bar.found, listed, bar.outputs, trigger_mode="always_last", **_QUIET)
        bar.changes.click(bar.changed, listed, bar.outputs, trigger_mode="multiple", **_QUIET)
        self._within.connect()
        self._judging.connect(self._chat, self._conversation, self._turns)
        self._limits.connect()

    def _loaded(self, request: gradio.Request) -> Updates:
        """The page as it is opened, with what is there for the one who opens it."""
        user, opened = user_of(request), self._opening.loaded(request)
        if user.collections != self._visitor.collections:
            opened[0] = {**opened[0], "examples": self._example_messages(user)}
        return [*opened, self._head_html(user), *self._limits.updates(user)]

    def _head_html(self, user: User) -> Html:
        return _HTML.head(self._language, self._office, library_line(self._library, self._words, user))

    def _example_messages(self, user: User) -> list[dict[str, str]]:
        return [{"text": question} for question in self._answerer.examples.of(self._language, user.collections)]
