"""An answer that is coming about: what is known of it so far, as the chat shows it."""

from bot.answer import Citation, Statement
from bot.events import Event, Stage
from bot.html.text import Html
from bot.page.answer_html import partial_html
from bot.wording.wording import Wording
from corpus.language.detect import Language


class Coming:
    """Takes the events of an answer up to the last, which is the answer."""

    def __init__(self, language: Language, words: Wording, root: str) -> None:
        """`language` is that of the answer, `words` those of the page, whose links are below the path `root`."""
        self._language = language
        self._words = words
        self._root = root
        self._notice = words.searching
        self.statements: list[Statement] = []
        self._citations: list[Citation] = []

    def take(self, event: Event) -> None:
        if isinstance(event, Citation):
            self._citations.append(event)
        elif isinstance(event, Statement):
            self.statements.append(event)
        elif isinstance(event, Stage):
            self._notice = self._stage(event)

    def html(self) -> Html:
        """The statements so far and what is being done now."""
        return partial_html(self.statements, self._citations, self._notice, self._language, self._root)

    def _stage(self, event: Stage) -> str:
        if event.stage == "found":
            return self._words.found_so_far.format(passages=event.passages, reports=event.reports)
        return self._words.writing if event.stage == "writing" else self._words.searching
