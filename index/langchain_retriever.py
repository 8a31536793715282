"""The library as a LangChain retriever, for a chain of somebody else's: every Document carries its whole citation.

The only door to langchain_core. Runs wherever a `BaseRetriever` does (`invoke`, `ainvoke`, `batch`, in LCEL).
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from corpus.report import Report
from index.library import Library
from index.question.filters import Filters
from index.search.hit import Hit
from index.search.place import place_of, url_of
from index.search.searcher import Searcher


class ReportRetriever(BaseRetriever):
    """Passages that answer a question, best first, understood and searched as hoidap itself does.

    `page_content` is the passage, character for character `report.text[start:end]` of its metadata; an unanswerable
    question gets the nearest passages all the same. Metadata: `report_id title kind number agency issued` (ISO date)
    `years aspect pages page_numbers path confidence quote start end url notices`, as in `POST /api/ask`, but a
    notice is `{"type": "replaces" | "repeals", "by": number}`; `score`; `copies`, the other places that say the same;
    `heading`, `before` and `after`, the text around it.
    """

    library: Library
    """Open; the retriever does not close it."""
    k: int = 10
    filters: Filters = Filters()
    """Limits of every question."""
    model_config = ConfigDict(arbitrary_types_allowed=True)
    _searcher: Searcher = PrivateAttr()

    def model_post_init(self, _: Any, /) -> None:
        """Raises IndexMismatchError when the index was built with another encoder or recipe."""
        self._searcher = self.library.searcher()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - the signature is LangChain's
        hits = self._searcher.search(self.library.understanding.query(query, self.filters), self.k)
        found = [(hit, self.library.reports.get(hit.chunk.report_id)) for hit in hits]
        return [_document(hit, report) for hit, report in found if report is not None]


def _document(hit: Hit, report: Report) -> Document:
    chunk, context = hit.chunk, hit.context
    place = place_of(report, chunk.start, chunk.end)
    metadata = {
        "report_id": report.id,
        "title": report.title,
        "kind": report.kind,
        "number": report.number,
        "agency": report.agency,
        "issued": report.issued.isoformat() if report.issued else None,
        "years": list(chunk.years),
        "aspect": chunk.aspect,
        "pages": list(place.pages),
        "page_numbers": list(place.page_numbers),
        "path": place.path,
        "confidence": place.confidence,
        "quote": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
        "url": url_of(report.id, chunk.start, chunk.end),
        "notices": [{"type": context.superseded.type, "by": context.superseded.by}] if context.superseded else [],
        "score": hit.score,
        "heading": context.heading,
        "before": context.before.text if context.before else "",
        "after": context.after.text if context.after else "",
        "copies": [{"report_id": each.report_id, "start": each.start, "end": each.end} for each in context.copies],
    }
    return Document(id=chunk.id, page_content=chunk.text, metadata=metadata)
