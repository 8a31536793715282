"""The tab of the library: what is in it and how it was read, and, for those who may, files to add."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio

from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.event_data import ChosenRow, data_of
from bot.page.library_facts import choices_of, collection_line
from bot.page.library_rows import SHOWN, LibrarySearch, listed
from bot.page.user import user_of
from bot.wording.reading import reading_words
from bot.wording.wording import wording
from corpus.formats.sniff import SUFFIXES
from corpus.language.detect import Language
from index.library import Library

_HTML = Macros("page/tabs")
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
Rows = tuple[tuple[str, ...], ...]


class LibraryTab:
    """The components of the tab and what happens when they are used."""

    def __init__(self, library: Library, language: Language, root: str) -> None:
        """Links lead below the path `root`."""
        self._library = library
        self._language = language
        self._root = root
        self._words = wording(language)

    def compose(self) -> None:
        words = self._words
        with gradio.Row(elem_id="library-search"):
            self._search = gradio.Textbox(
                label=words.search_library,
                placeholder=words.search_library_hint,
                max_length=200,
                scale=3,
                min_width=200,
            )
            self._agencies = gradio.Dropdown([], multiselect=True, label=words.agency, scale=2, min_width=160)
            self._kinds = gradio.Dropdown([], multiselect=True, label=words.kind, min_width=120)
            self._years = gradio.Dropdown([], multiselect=True, label=words.years, min_width=120)
            self._warned = gradio.Checkbox(
                label=words.only_noteworthy, container=False, min_width=140, elem_id="only-noteworthy"
            )
        self._count = gradio.HTML("", js_on_load=None, elem_id="library-count")
        self._report = gradio.HTML(self._hint(), js_on_load=None, elem_id="library-report")
        self._table = gradio.Dataframe(
            headers=list(words.library_columns), datatype="str", type="array", interactive=False, wrap=True,
            show_label=False, label=words.tab_library, buttons=[], max_height=520, elem_id="library-table",
            column_widths=["11%", "8%", "30%", "18%", "9%", "8%", "16%"],
        )  # fmt: skip
        self._cards = gradio.HTML("", js_on_load=None, elem_id="library-cards")
        self._rows = gradio.State(())
        with gradio.Accordion(words.upload, open=False, visible=False, elem_id="upload") as self._upload:
            self._form = gradio.HTML("", js_on_load=None)
        self._refresh = gradio.HTML(
            js_on_load="window.hoidapLibrary = () => trigger('click')", elem_id="library-refresh"
        )
        self._failures = gradio.HTML("", js_on_load=None, elem_id="library-failures")

    def connect(self, tab: gradio.Tab) -> None:
        search = [self._search, self._agencies, self._kinds, self._years, self._warned]
        found = [self._table, self._rows, self._count, self._cards]
        around = [self._agencies, self._kinds, self._years, self._failures]
        upload = [self._upload, self._form]
        gradio.on(
            [self._search.change, self._agencies.input, self._kinds.input, self._years.input, self._warned.input],
            self._listed, search, found, trigger_mode="always_last", **_QUIET,
        )  # fmt: skip
        tab.select(self._around_and_upload, [], [*around, *upload], **_QUIET).then(
            self._listed, search, found, **_QUIET
        )
        self._refresh.click(self._around, [], around, **_QUIET).then(self._listed, search, found, **_QUIET)
        self._table.select(self._chosen, [self._rows], [self._report], **_QUIET)

    def _listed(
        self,
        words: str | None,
        agencies: list[str],
        kinds: list[str],
        years: list[int],
        warned: bool,
        request: gradio.Request,
    ) -> tuple[list[list[str]], Rows, Html, Html]:
        search = LibrarySearch(words or "", agencies, kinds, years, warned=warned)
        result = listed(self._library, search, self._words, user_of(request))
        form = self._words.reports_found if result.count <= SHOWN else self._words.reports_found_shown
        line = form.format(count=result.count, shown=SHOWN)
        shown = [list(row[:-1]) for row in result.rows]
        cards = _HTML.cards(result.rows, self._language, self._root, self._words)
        return shown, result.rows, _HTML.news(line), cards

    def _around(self, request: gradio.Request) -> list[Any]:
        """What may be chosen from, and what could not be read."""
        user = user_of(request)
        now = choices_of(self._library, user)
        files = self._library.files.all().values()
        failed = [each for each in files if each.failure and user.may_see(each.collection)]
        return [
            gradio.update(choices=now.agencies),
            gradio.update(choices=now.kinds),
            gradio.update(choices=now.years),
            self._failures_html([(Path(each.path).name, each.failure or "") for each in failed]),
        ]

    def _around_and_upload(self, request: gradio.Request) -> list[Any]:
        """The same, and the form for files where they may be added."""
        user = user_of(request)
        theirs = user.collections
        if theirs is None:
            theirs = ("default", *(each.collection for each in self._library.reports.all()))
        form = _HTML.upload(sorted(set(theirs)), list(SUFFIXES), self._words) if user.may_edit else ""
        return [*self._around(request), gradio.update(visible=user.may_edit), form]

    def _chosen(self, rows: Rows, event: gradio.EventData, request: gradio.Request) -> Html:
        """The report of a row, which the reader may have sorted: what it is, and the doors to it."""
        row = tuple(map(str, data_of(event, ChosenRow).row_value))
        report = self._library.reports.get(next((each[-1] for each in rows if each[:-1] == row), ""))
        if report is None or not user_of(request).may_see(report.collection):
            return self._hint()
        words = self._words
        superseded = self._library.reports.superseded().get(report.id)
        notices = []
        if superseded:
            form = words.replaced_by if superseded.type == "replaces" else words.repealed_by
            notices.append(words.this_document.format(notice=form.format(number=superseded.by)))
        notices += [reading_words(warning, self._language) for warning in report.warnings]
        collection = collection_line(self._library, report.collection, words, user_of(request))
        where = " · ".join(cell for cell in (*row[:2], *row[3:], collection) if cell)
        return _HTML.report(report, where, notices, self._language, self._root, words)

    def _failures_html(self, failed: Sequence[tuple[str, str]]) -> Html:
        told = [(name, reading_words(reason, self._language)) for name, reason in failed]
        return _HTML.failures(told, self._words)

    def _hint(self) -> Html:
        return _HTML.hint(self._words.choose_report)
