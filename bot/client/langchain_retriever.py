"""A server's library as a LangChain retriever: what `index.langchain_retriever` is in process, while the server runs."""

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SecretStr

from bot.api.search_json import SearchedJson
from bot.client.async_client import AsyncClient
from bot.client.client import Client
from index.question.filters import Filters
from index.search.found_passage import metadata_of


class ReportRetriever(BaseRetriever):
    """Passages that answer a question, best first, as a server at `url` finds them for the key that asks.

    `page_content` and metadata are those of `index.langchain_retriever.ReportRetriever`. Raises the errors of `bot.client.errors`.
    """

    url: str
    key: SecretStr = SecretStr("")
    k: int = 10
    """1 to 50."""
    filters: Filters = Filters()
    """Limits of every question but those that bring their own."""
    patience: float = 10.0
    """Seconds that a search waits for a server that says when to come again."""
    model_config = ConfigDict(arbitrary_types_allowed=True)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        """`k` and `filters` are those of this question alone: `invoke(query, k=2)`."""
        # A client for each question: nobody closes a retriever, and connections belong to an event loop.
        with Client(self.url, self.key.get_secret_value(), patience=self.patience) as client:
            return _documents(client.search(query, filters or self.filters, passages=k or self.k))

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        async with AsyncClient(self.url, self.key.get_secret_value(), patience=self.patience) as client:
            return _documents(await client.search(query, filters or self.filters, passages=k or self.k))


def _documents(searched: SearchedJson) -> list[Document]:
    found = []
    for each in searched.passages:
        place = f"{each.report_id}@{each.start}-{each.end}"
        found.append(Document(id=place, page_content=each.text, metadata=metadata_of(each)))
    return found
