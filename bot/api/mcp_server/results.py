"""What a tool gives a model: the same facts as the API's answers, without those that only a program needs."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from bot.answer import Certainty, Citation
from bot.api.answer_json import Status
from bot.wording.official_form import source_form
from corpus.language.detect import Language


class _Result(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class SourceResult(_Result):
    """A passage of a report."""

    marker: int = Field(description="Its number: [1] in a text means the source with marker 1.")
    report_id: str = Field(description="For `read_report`.")
    source: str = Field(description="The document in official form, with section and page. Cite it so.")
    quote: str = Field(description="Word for word, text[start:end] of the report.")
    start: int
    end: int
    page_numbers: tuple[int, ...] = Field(description="The pages it stands on, counted from 1.")
    notices: tuple[str, ...] = Field(description="What a reader must know first, e.g. that the document is replaced.")
    url: str | None = Field(description="Opens the passage for a person; null where no server shows it.")


class SearchResult(_Result):
    """The passages nearest to a question, best first."""

    searched_as: str = Field(description="The question with its diacritics restored.")
    certainty: Certainty | None = Field(
        description="Whether the passages answer: firm, tentative (they may), null (they probably do not)."
    )
    missing: tuple[str, ...] = Field(description="What the question names and the reports lack.")
    passages: tuple[SourceResult, ...]


class AskResult(_Result):
    """The answer to a question."""

    status: Status
    short: str | None = Field(
        description="The answer in one line, with markers; null where none could be composed with certainty."
    )
    answer: str = Field(description="The whole answer, with markers, the line first; of a declined one the reason.")
    certainty: Certainty | None = Field(description="firm, tentative (passages that may answer), or null.")
    missing: tuple[str, ...] = Field(description="What the question names and the reports lack.")
    citations: tuple[SourceResult, ...] = Field(description="What the markers mean.")
    nearest: tuple[SourceResult, ...] = Field(
        description="Of a declined question: passages worth reading all the same."
    )
    searched_as: str = Field(description="The question as it was searched, standing alone.")
    conversation: str = Field(description="To be sent with a question that follows on this one.")
    id: str = Field(description="Of the answer.")


class ReportResult(_Result):
    """Who wrote what, when, about which years."""

    id: str
    title: str
    kind: str | None
    number: str | None
    agency: str | None
    issued: date | None
    years: tuple[int, ...] = Field(description="That it reports on; not the year it was issued in.")
    collection: str
    language: str
    length: int = Field(description="Of its text, in characters.")
    replaced_by: str | None = Field(description="Number of the document that replaces or repeals it.")
    url: str | None


class ListResult(_Result):
    """Reports of the library, newest first."""

    total: int = Field(description="How many there are.")
    reports: tuple[ReportResult, ...]
    next_offset: int | None = Field(description="`offset` of the next call; null at the end.")


class PageResult(_Result):
    """A page, whole or in part in the text that was read."""

    number: int = Field(description="Counted from 1.")
    label: str = Field(description="As printed.")
    start: int
    end: int


class ReadResult(_Result):
    """A stretch of a report's text."""

    report: ReportResult
    start: int
    end: int
    text: str = Field(description="text[start:end] of the report, word for word.")
    pages: tuple[PageResult, ...]
    next_start: int | None = Field(description="`start` of the next call; null at the end of the report.")


def source_result(citation: Citation, language: Language, base: str | None) -> SourceResult:
    """`base` is the address that `url` is below, without a slash at its end; None where nothing shows it."""
    return SourceResult(
        marker=citation.marker,
        report_id=citation.report_id,
        source=source_form(citation, language),
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        page_numbers=citation.page_numbers,
        notices=citation.notices,
        url=None if base is None else base + citation.url,
    )
