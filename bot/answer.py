"""The answer: one object for the page, the API, the terminal, the export and the evaluation.

Every citation's quote is `report.text[start:end]`, and every marker of a statement names a citation of its answer.
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.chunk import Aspect
from corpus.language.detect import Language
from index.glossary.glossary import Expansion
from index.question.filters import Filters
from index.question.wishes import Wanted

Certainty = Literal["firm", "tentative"]
"""How sure an answer is: the evidence is complete, or these are the passages that may answer."""
_MARKER = re.compile(r"\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact passage of the exact report that a statement stands on."""

    marker: int
    """As shown, from 1."""
    report_id: str
    title: str
    kind: str | None
    number: str | None
    agency: str | None
    issued: date | None
    years: tuple[int, ...]
    aspect: Aspect | None
    pages: tuple[str, ...]
    """Page labels as printed."""
    page_numbers: tuple[int, ...]
    """The same pages counted from 1."""
    path: str
    confidence: float | None
    """OCR confidence, 0 to 1, of the worst page it stands on; None for text that was in the file."""
    quote: str
    start: int
    end: int
    url: str
    """Opens the passage, relative to the server's root."""
    notices: tuple[str, ...] = ()
    """What the reader must know before relying on it, e.g. "bị thay thế bởi 15/2025/QĐ-UBND"."""

    @property
    def is_withdrawn(self) -> bool:
        """Whether its report was withdrawn since: the quote says so, and is none."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the answer says."""

    text: str
    markers: tuple[int, ...]
    support: float
    """How well the citations carry it, 0 to 1; 1 for a verbatim quote."""
    lead: str = ""
    """What introduces it: the source in official form, of the same report again only the place."""
    marks: tuple[tuple[int, int], ...] = ()
    """What the question asks for, text[start:end]: the figure, the date, the name."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that a language model wrote and that is not said, because its citations do not carry it."""

    text: str
    reason: str
    """In words, in the language of the answer."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A quote in the language of the answer, as a language model wrote it: held against the quote, and no evidence itself."""

    marker: int
    """Of the citation whose quote it is."""
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; what was not found has words that say so and no marker."""

    text: str
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison: rows as wide as `heads`; the first cell of a row names it. Every marked cell has its statement."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Operation = Literal[
    "difference", "sum", "highest", "lowest", "order", "share", "count", "in_force", "holder", "reason", "deadlines"
]
"""How a short answer was composed by rule."""


@dataclass(frozen=True, slots=True)
class ShortValue:
    """A value that a short answer stands on: `report.text[start:end]`, within the quote of the citation with this marker."""

    text: str
    marker: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Short:
    """The answer in one line, composed by rule of values that stand in the cited quotes, or written of one quote and held against it."""

    text: str
    """With its markers."""
    markers: tuple[int, ...]
    values: tuple[ShortValue, ...]
    operation: Operation | Literal["written"] | None = None
    """None where the line only says what the quote does, "written" where a language model condensed it out of the quote."""

    @property
    def pieces(self) -> tuple[str | int, ...]:
        """The text cut at its markers: words, and of each marker its number."""
        found: list[str | int] = []
        position = 0
        for each in _MARKER.finditer(self.text):
            if int(each[1]) in self.markers:
                found += [self.text[position : each.start()], int(each[1])]
                position = each.end()
        return tuple(piece for piece in (*found, self.text[position:]) if piece != "")

    @property
    def words(self) -> str:
        """The text without its markers."""
        return " ".join(" ".join(piece for piece in self.pieces if isinstance(piece, str)).split())


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked through."""

    reports: int
    passages: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The question and how it was understood."""

    id: str
    question: str
    """As typed."""
    searched_as: str
    """With its diacritics restored."""
    language: Language
    """ISO 639-1: the language of the answer."""
    explicit: Filters
    inferred: Wanted
    """What was read out of the question; what it states outright limited the search."""
    expansions: tuple[Expansion, ...]
    """Other ways of writing its terms that were searched for as well."""
    searched: Searched
    confidence: float
    """Estimated probability, 0 to 1, that the reports hold the answer."""

    @classmethod
    def unsearched(cls, question: str, filters: Filters, language: Language) -> "Asked":
        """A question that needs no search, or allows of none."""
        return cls(uuid.uuid4().hex, question, question, language, filters, Wanted(), (), Searched(0, 0), 0.0)


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds."""

    search: float
    answer: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The reports hold an answer."""

    asked: Asked
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    timings: Timings
    notes: tuple[str, ...] = ()
    """What the reader must know of the answer as a whole, in its language: that sources disagree, that the model failed."""
    dropped: tuple[Dropped, ...] = ()
    """What the model wrote and is not said."""
    table: Table | None = None
    """The statements side by side, where years or agencies are compared."""
    certainty: Certainty = "firm"
    """Of a question in parts that of the weakest part."""
    missing: tuple[str, ...] = ()
    """What the question names and the reports lack, as the question writes it: of that part nothing was found."""
    short: Short | None = None
    """None where nothing can be composed with certainty."""
    translations: tuple[Translation, ...] = ()
    """Of quotes in another language, in the order of the citations."""

    @property
    def text(self) -> str:
        """What it says below its line, on one string, with its markers and what the reader must know of a source."""
        notices = {each.marker: each.notices for each in self.citations}
        return "\n\n".join([*self.notes, *(_statement_text(statement, notices) for statement in self.statements)])

    def is_quote(self, statement: Statement) -> bool:
        """Whether a statement is its citation's quote, word for word, rather than written."""
        return any(each.marker in statement.markers and each.quote == statement.text for each in self.citations)


@dataclass(frozen=True, slots=True)
class Declined:
    """They do not, as far as can be told."""

    asked: Asked
    reason: str
    """Why, and what was searched, in the language of the question."""
    nearest: tuple[Citation, ...] = field(default=())
    """Passages worth reading all the same."""
    timings: Timings = Timings(0.0, 0.0)
    missing: tuple[str, ...] = ()
    """What the question names and the reports lack, as the question writes it."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting, thanks or a question about the bot itself: answered without a search and without a citation."""

    asked: Asked
    reply: str
    """In the language of the greeting."""
    examples: tuple[str, ...] = ()
    """Questions that this library answers."""
    timings: Timings = Timings(0.0, 0.0)

    @property
    def text(self) -> str:
        """The reply and the examples on one string."""
        return "\n".join([self.reply, *(f"- {example}" for example in self.examples)])


Answer = Answered | Declined | SmallTalk


def cited_by(answer: Answer) -> tuple[Citation, ...]:
    """What it cites; a declined answer the passages nearest to the question."""
    if isinstance(answer, SmallTalk):
        return ()
    return answer.citations if isinstance(answer, Answered) else answer.nearest


def is_firm(answer: Answer) -> bool:
    """Whether it answers, and is sure of it."""
    return isinstance(answer, Answered) and answer.certainty == "firm"


def _statement_text(statement: Statement, notices: Mapping[int, tuple[str, ...]]) -> str:
    markers = "".join(f" [{marker}]" for marker in statement.markers)
    markers += "".join(f" ({notice})" for marker in statement.markers for notice in notices.get(marker, ()))
    lead = f"{statement.lead}\n" if statement.lead else ""
    return f"{lead}{statement.text}{markers}"
