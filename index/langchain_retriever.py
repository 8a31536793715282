"""The library as a LangChain retriever, for a chain of somebody else's: every Document carries its whole citation.

The only door to langchain_core. Runs wherever a `BaseRetriever` does (`invoke`, `ainvoke`, `batch`, in LCEL).
"""

from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from pydantic import ConfigDict, PrivateAttr

from corpus.report import Report
from index.library import Library
from index.question.filters import Filters
from index.search.found_passage import found_passage, metadata_of
from index.search.hit import Hit
from index.search.searcher import Searcher


class ReportRetriever(BaseRetriever):
    """Passages that answer a question, best first, understood and searched as hoidap itself does.

    `page_content` is the passage, character for character `report.text[start:end]` of its metadata; an unanswerable
    question gets the nearest passages all the same. Metadata: `report_id title kind number agency issued` (ISO date)
    `years aspect pages page_numbers path confidence quote start end url notices`, as the passages of
    `POST /api/v1/search` have them; `score`; `copies`, the other places that say the same; `heading`, `before` and `after`, the
    text around it. A notice is `{"type": "replaces" | "repeals", "by": number}`.
    """

    library: Library
    """Open; the retriever does not close it."""
    k: int = 10
    filters: Filters = Filters()
    """Limits of every question but those that bring their own."""
    model_config = ConfigDict(arbitrary_types_allowed=True)
    _searcher: Searcher = PrivateAttr()

    def model_post_init(self, _: Any, /) -> None:
        """Raises IndexMismatchError when the index was built with another encoder or recipe."""
        self._searcher = self.library.searcher()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        """`k` and `filters` are those of this question alone: `invoke(query, k=2)`."""
        understood = self.library.understanding.query(query, self.filters if filters is None else filters)
        hits = self._searcher.search(understood, self.k if k is None else k)
        found = [(hit, self.library.reports.get(hit.chunk.report_id)) for hit in hits]
        return [_document(hit, report) for hit, report in found if report is not None]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        """In a thread, as LangChain's own does, which takes neither."""
        own = run_manager.get_sync()
        return await run_in_executor(None, self._get_relevant_documents, query, run_manager=own, k=k, filters=filters)


def _document(hit: Hit, report: Report) -> Document:
    found = found_passage(hit, report)
    return Document(id=hit.chunk.id, page_content=found.text, metadata=metadata_of(found))
