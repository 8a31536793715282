"""What a model says when it calls a tool, each argument described for it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from index.question.filters import Filters

PASSAGES = 10
MOST_PASSAGES = 50
CHARACTERS = 8_000
"""Of a report's text in one call, unless another number is asked for."""
MOST_CHARACTERS = 30_000
REPORTS = 20
MOST_REPORTS = 100
_Word = Annotated[str, Field(max_length=1_000)]
"""What has a greatest length is also told apart from what is no text: half a letter (a lone surrogate) in JSON."""
_Year = Annotated[int, Field(ge=1, le=9999)]
_Offset = Annotated[int, Field(ge=0, le=10**9)]


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Limited(_Arguments):
    question: str = Field(
        max_length=20_000,
        description="What is asked, as a person would ask it: in Vietnamese, with or without diacritics, or in another language.",
    )
    years: list[_Year] = Field([], max_length=100, description="Only passages that report on one of these years.")
    agencies: list[_Word] = Field(
        [],
        max_length=100,
        description='Only reports of these agencies, e.g. "Sở Nội vụ"; old and short names are known.',
    )
    kinds: list[_Word] = Field(
        [],
        max_length=100,
        description='Only documents of these kinds, in Vietnamese: "báo cáo", "kế hoạch", "quyết định".',
    )
    reports: list[_Word] = Field([], max_length=1_000, description="Only these reports, by their ids.")
    collections: list[_Word] | None = Field(None, max_length=100, description="Only reports of these collections.")
    in_force: bool = Field(False, description="Leave out documents that another one replaces or repeals.")

    def filters(self) -> Filters:
        return Filters(
            years=tuple(self.years),
            agencies=tuple(self.agencies),
            kinds=tuple(self.kinds),
            reports=tuple(self.reports),
            collections=None if self.collections is None else tuple(self.collections),
            in_force=self.in_force,
        )


class SearchArguments(_Limited):
    passages: int = Field(PASSAGES, ge=1, le=MOST_PASSAGES, description="How many passages, at most.")


class AskArguments(_Limited):
    conversation: str | None = Field(
        None,
        max_length=200,
        description="The `conversation` of an earlier answer, where this question follows on it (“còn năm 2024?”).",
    )


class ReadArguments(_Arguments):
    report_id: str = Field(
        max_length=200, description="`report_id` of a citation or a passage, or `id` of a listed report."
    )
    start: _Offset = Field(
        0, description="Where in the text to begin, in characters; `next_start` of the call before goes on."
    )
    page: int | None = Field(
        None,
        ge=1,
        le=10**6,
        description="Read this page instead, counted from 1, from its first character to its last.",
    )
    characters: int = Field(
        CHARACTERS, ge=1, le=MOST_CHARACTERS, description="How much of the text, at most, in characters."
    )


class ListArguments(_Arguments):
    words: str = Field(
        "", max_length=1_000, description="Words that must all stand in number, title or agency, diacritics or not."
    )
    agencies: list[_Word] = Field([], max_length=100, description="Only reports of these agencies.")
    kinds: list[_Word] = Field([], max_length=100, description='Only documents of these kinds: "báo cáo", "kế hoạch" …')
    years: list[_Year] = Field([], max_length=100, description="Only documents that report on one of these years.")
    offset: _Offset = Field(0, description="How many to pass over; `next_offset` of the call before goes on.")
    limit: int = Field(REPORTS, ge=1, le=MOST_REPORTS, description="How many, at most.")
