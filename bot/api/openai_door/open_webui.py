"""A source as Open WebUI shows it: what a chunk of a stream has as its `event` goes to the reader's browser."""

from typing import Literal

from pydantic import BaseModel

from bot.answer import Citation
from bot.wording.official_form import source_form
from corpus.language.detect import Language


class Source(BaseModel):
    """What is cited."""

    name: str
    url: str


class SourceMetadata(BaseModel):
    """Of the passage."""

    source: str
    """What passages of one source have in common. No address: Open WebUI shows an address in the place of the name, and has
    the browser ask a server outside for its picture."""
    name: str
    source_url: str


class CitedSource(BaseModel):
    """One source with the passage that is cited."""

    source: Source
    document: list[str]
    """The quote, word for word."""
    metadata: list[SourceMetadata]


class SourceEvent(BaseModel):
    """Shown below the message, and where its number stands in the text."""

    type: Literal["source"]
    data: CitedSource


def source_event(citation: Citation, address: str, language: Language) -> SourceEvent:
    """The source of a marker. Open WebUI counts sources of different names: each has its marker in front."""
    name = f"[{citation.marker}] {source_form(citation, language)}"
    place = f"{citation.marker}:{citation.report_id}@{citation.start}-{citation.end}"
    return SourceEvent(
        type="source",
        data=CitedSource(
            source=Source(name=name, url=address),
            document=[citation.quote],
            metadata=[SourceMetadata(source=place, name=name, source_url=address)],
        ),
    )
