"""The web page: questions on the left, the evidence for the answer beside it. The only module that knows Gradio."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import gradio
from fastapi import FastAPI

from bot.answer import Answer, Answered, Citation, Declined, Statement
from bot.answerer import Answerer
from bot.assemble import converser_of
from bot.converse import Reply
from bot.events import Stage
from bot.evidence import answer_html, evidence_html, notice_html, partial_html, question_html, verbatim_markers
from bot.settings import Settings
from bot.wording import Wording, wording
from corpus.language import Language, language_of
from corpus.report import Report
from index.filters import Filters
from index.library import Library
from index.wanted import Wish

_log = logging.getLogger(__name__)
_LONGEST_QUESTION = 2_000
"""Characters that the question box takes."""
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
"""Of the reader's own system: each has every Vietnamese letter in bold too, and none is fetched."""
_SCRIPT = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
_OTHER_LANGUAGE: dict[Language, tuple[Language, str]] = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}
"""The language to switch to, and its own name for itself."""

Message = dict[str, str]
Updates = list[Any]
"""One new value or property set per output, in their order; Gradio does not type them."""


def mount_page(app: FastAPI, answerer: Answerer, library: Library, settings: Settings) -> FastAPI:
    """The app with the page at "/". Routes that it has already go first; routes added later are never reached."""
    mounted: FastAPI = gradio.mount_gradio_app(
        app,
        page_of(answerer, library, settings),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1b",
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        i18n=gradio.I18n(en=_gradio_strings(wording(settings.language))),
        theme=gradio.themes.Default(
            primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=("ui-monospace", "monospace")
        ),
        css_paths=Path(__file__).parent / "page.css",
        js=f"() => {{ {_SCRIPT} }}",
    )
    return mounted


def page_of(answerer: Answerer, library: Library, settings: Settings) -> gradio.Blocks:
    """The page of one library, in the language that the settings name until the reader chooses another."""
    blocks: gradio.Blocks = _Page(answerer, library, settings).blocks
    return blocks


class _Page:
    """The components of the page and what happens when they are used."""

    def __init__(self, answerer: Answerer, library: Library, settings: Settings) -> None:
        self._converser = converser_of(answerer, library, settings)
        self._library = library
        self._reports = library.reports.all()
        self._examples: dict[Language, list[str]] = {
            "vi": list(answerer.examples.of("vi")),
            "en": list(answerer.examples.of("en")),
        }
        words = wording(settings.language)
        with gradio.Blocks(title=words.app_title, analytics_enabled=False, fill_width=True) as self.blocks:
            self._compose(settings.language, words)
            self._connect()
        self.blocks.queue(api_open=False, default_concurrency_limit=settings.concurrency)

    def _compose(self, language: Language, words: Wording) -> None:
        with gradio.Row(elem_id="head"):
            self._head = gradio.HTML(_head(self._reports, language), js_on_load=None)
            self._switch = gradio.Button(_OTHER_LANGUAGE[language][1], size="sm", elem_id="language")
            self._language = gradio.State(language)
            self._conversation = gradio.State(None)
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=320):
                self._compose_conversation(language, words)
            with gradio.Column(scale=2, min_width=320, elem_id="side"):
                self._evidence_title = gradio.HTML(_heading(words.evidence), js_on_load=None)
                self._evidence = gradio.HTML(_hint(words), js_on_load=None, elem_id="evidence")

    def _compose_conversation(self, language: Language, words: Wording) -> None:
        self._chat = gradio.Chatbot(
            label=words.conversation, show_label=False, elem_id="conversation", layout="panel", height="56vh",
            autoscroll=False, buttons=[], latex_delimiters=[], feedback_options=None, group_consecutive_messages=False,
            placeholder=_heading(words.examples), examples=cast("Any", self._example_messages(language)),
        )  # fmt: skip
        with gradio.Row(elem_id="ask"):
            self._question = gradio.Textbox(
                label=words.question_label, show_label=False, container=False, placeholder=words.ask_placeholder,
                max_lines=4, max_length=_LONGEST_QUESTION, autofocus=True, scale=6, elem_id="question",
            )  # fmt: skip
            self._ask = gradio.Button(words.ask, variant="primary", scale=1, min_width=72)
        with gradio.Accordion(words.limits, open=False) as self._limits, gradio.Row():
            self._agencies = gradio.Dropdown(_agencies(self._reports), multiselect=True, label=words.agency, scale=2)
            self._kinds = gradio.Dropdown(_kinds(self._reports), multiselect=True, label=words.kind)
            self._years = gradio.Dropdown(_years(self._reports), multiselect=True, label=words.years)
            self._ignore = gradio.Dropdown(_wishes(words), multiselect=True, label=words.ignore, scale=2)
        self._clear = gradio.Button(words.clear, size="sm", elem_id="clear")

    def _connect(self) -> None:
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        answered = gradio.on(
            [self._question.submit, self._ask.click],
            self._answer,
            [
                self._question,
                self._chat,
                self._agencies,
                self._kinds,
                self._years,
                self._ignore,
                self._language,
                self._conversation,
            ],
            [self._question, self._chat, self._evidence, self._conversation],
            **quiet,
        )
        chosen = self._chat.example_select(
            self._answer_example,
            [self._chat, self._agencies, self._kinds, self._years, self._ignore, self._language, self._conversation],
            [self._question, self._chat, self._evidence, self._conversation],
            **quiet,
        )
        for event in (answered, chosen):
            event.then(None, js="() => window.showNewest()", **quiet)
        self._clear.click(
            self._cleared,
            [self._language],
            [self._question, self._chat, self._evidence, self._conversation],
            **quiet,
        )
        self._switch.click(
            self._switched,
            [self._language, self._chat],
            [
                self._language, self._switch, self._head, self._evidence_title, self._evidence, self._chat, self._question,
                self._ask, self._limits, self._agencies, self._kinds, self._years, self._ignore, self._clear,
            ],
            **quiet,
        )  # fmt: skip

    def _answer(
        self,
        question: str,
        chat: Sequence[Message],
        agencies: Sequence[str],
        kinds: Sequence[str],
        years: Sequence[int],
        ignore: Sequence[Wish],
        language: Language,
        conversation: str | None,
    ) -> Iterator[Updates]:
        """First the question with a word that it is being worked on, then the answer with its evidence."""
        words = wording(language)
        if not question.strip():
            yield [gradio.skip(), gradio.skip(), gradio.skip(), gradio.skip()]
            return
        asked = [*chat, {"role": "user", "content": question_html(question)}]
        yield ["", [*asked, _said(notice_html(words.searching))], gradio.skip(), gradio.skip()]
        filters = Filters(years=tuple(years), agencies=tuple(agencies), kinds=tuple(kinds), ignore=tuple(ignore))
        try:
            for said, evidence, known in self._events(question, filters, language, conversation):
                yield ["", [*asked, _said(said)], evidence, known]
        except Exception:  # noqa: BLE001 - whatever it is, the reader is told and the log has it
            _log.exception("the question %r could not be answered", question)
            yield [question, [*asked, _said(notice_html(words.failed))], _hint(words), gradio.skip()]

    def _events(
        self, question: str, filters: Filters, language: Language, conversation: str | None
    ) -> Iterator[tuple[str, Any, Any]]:
        """The conversation's new entry, the evidence and the conversation's id, each time there is more of them."""
        words = wording(language)
        told = language_of(question)
        statements: list[Statement] = []
        citations: list[Citation] = []
        notice = words.searching
        for event in self._converser.events(question, filters, conversation):
            if isinstance(event, Reply):
                yield *self._rendered(event.answer), event.conversation
                return
            if isinstance(event, Citation):
                citations.append(event)
                continue
            if isinstance(event, Statement):
                statements.append(event)
            elif isinstance(event, Stage):
                notice = words.writing if event.stage == "writing" else words.searching
            yield partial_html(statements, citations, notice, told), gradio.skip(), gradio.skip()

    def _answer_example(
        self,
        chat: Sequence[Message],
        agencies: Sequence[str],
        kinds: Sequence[str],
        years: Sequence[int],
        ignore: Sequence[Wish],
        language: Language,
        conversation: str | None,
        chosen: gradio.SelectData,
    ) -> Iterator[Updates]:
        yield from self._answer(chosen.value["text"], chat, agencies, kinds, years, ignore, language, conversation)

    def _cleared(self, language: Language) -> Updates:
        return ["", [], _hint(wording(language)), None]

    def _switched(self, current: Language, chat: Sequence[Message]) -> Updates:
        """Every label in the other language; answers stay as they were given."""
        language = _OTHER_LANGUAGE[current][0]
        words = wording(language)
        return [
            language,
            _OTHER_LANGUAGE[language][1],
            _head(self._reports, language),
            _heading(words.evidence),
            gradio.skip() if chat else _hint(words),
            gradio.update(
                label=words.conversation,
                placeholder=_heading(words.examples),
                examples=self._example_messages(language),
            ),
            gradio.update(label=words.question_label, placeholder=words.ask_placeholder),
            words.ask,
            gradio.update(label=words.limits),
            gradio.update(label=words.agency),
            gradio.update(label=words.kind),
            gradio.update(label=words.years),
            gradio.update(label=words.ignore, choices=_wishes(words)),
            words.clear,
        ]

    def _rendered(self, answer: Answer) -> tuple[str, str]:
        """The answer and its evidence, every quote compared with its report as it is now."""
        citations = answer.citations if isinstance(answer, Answered) else ()
        if isinstance(answer, Declined):
            citations = answer.nearest
        reports = [self._library.reports.get(report_id) for report_id in {each.report_id for each in citations}]
        verbatim = verbatim_markers(citations, {report.id: report.text for report in reports if report})
        return answer_html(answer, verbatim), evidence_html(answer, verbatim)

    def _example_messages(self, language: Language) -> list[Message]:
        return [{"text": question} for question in self._examples[language]]


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}


def _head(reports: Sequence[Report], language: Language) -> str:
    words = wording(language)
    return (
        f'<h1 lang="{language}">{words.app_title}</h1><p>{words.app_subtitle}</p>'
        f'<p class="library">{_library_line(reports, words)}</p>'
    )


def _library_line(reports: Sequence[Report], words: Wording) -> str:
    years = sorted({year for report in reports for year in report.years})
    if not reports:
        return words.library_empty_line
    if not years:
        return words.library_line_no_year.format(reports=len(reports))
    line = words.library_line if years[0] < years[-1] else words.library_line_one_year
    return line.format(reports=len(reports), first=years[0], last=years[-1])


def _heading(text: str) -> str:
    return f"<h2>{text}</h2>"


def _hint(words: Wording) -> str:
    return f'<p class="hint">{words.evidence_hint}</p>'


def _agencies(reports: Sequence[Report]) -> list[str]:
    return sorted({report.agency for report in reports if report.agency})


def _kinds(reports: Sequence[Report]) -> list[tuple[str, str]]:
    return [(kind.capitalize(), kind) for kind in sorted({report.kind for report in reports if report.kind})]


def _wishes(words: Wording) -> list[tuple[str, str]]:
    """What may be read out of a question, by its name on the page."""
    return [(name, wish) for wish, name in words.wishes.items()]


def _years(reports: Sequence[Report]) -> list[int]:
    return sorted({year for report in reports for year in report.years}, reverse=True)


def _gradio_strings(words: Wording) -> dict[str, str]:
    """Gradio's own strings that can show here. It has no Vietnamese, so they stand in for its English."""
    return {"common.remove": words.remove, "common.clear": words.clear_all, "chatbot.clear": words.clear}
