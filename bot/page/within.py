"""The documents that questions are limited to: chosen in the library, on a report's page or at a passage, left one by one."""

from typing import Any

import gradio

from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.event_data import PressedReport, data_of
from bot.page.user import user_of
from bot.user import User
from bot.wording.official_form import document_form, document_name
from bot.wording.wording import wording
from corpus.language.detect import Language
from corpus.report import Report
from index.library import Library

_HTML = Macros("page/within")
MOST = 20
"""Documents that may be chosen; the earliest chosen gives way."""
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
Chosen = str | None
"""Ids of reports with a space between, in the order in which they were chosen; none: all reports are asked."""


def ids_of(chosen: Chosen) -> tuple[str, ...]:
    return tuple((chosen or "").split()[:MOST])


class Within:
    """Its components."""

    def __init__(self, library: Library, language: Language) -> None:
        self._library = library
        self._language = language

    def compose(self) -> None:
        self.chosen = gradio.Textbox(visible="hidden", show_label=False, container=False)
        """In the browser, beside what it shows of them: whichever server answers is told."""
        self._chips = gradio.HTML("", js_on_load=None, elem_id="within")
        self._relay = gradio.HTML(
            js_on_load="window.hoidapWithin = (detail) => trigger('click', detail)", elem_id="within-relay"
        )

    def connect(self) -> None:
        chosen = self._relay.click(self.changed, [self.chosen], [self.chosen, self._chips], **_QUIET)
        chosen.then(None, js="() => window.hoidap.within()", **_QUIET)

    def changed(self, chosen: Chosen, event: gradio.EventData, request: gradio.Request) -> tuple[str, Html]:
        """A report was chosen or left; one that the reader may not see is as if there were none."""
        pressed, user = data_of(event, PressedReport), user_of(request)
        left = tuple(each for each in ids_of(chosen) if each != pressed.report)
        wanted = (*left, pressed.report)[-MOST:] if pressed.name == "add" else left
        reports = [report for each in wanted if (report := self._seen(each, user))]
        return " ".join(each.id for each in reports), self._html(reports)

    def _seen(self, report_id: str, user: User) -> Report | None:
        report = self._library.reports.get(report_id)
        return report if report and user.may_see(report.collection) else None

    def _html(self, reports: list[Report]) -> Html:
        language = self._language
        documents = [(each.id, document_name(each, language), document_form(each, language)) for each in reports]
        return _HTML.chips(documents, wording(language))
