"""A server of hoidap asked from other programs: the one supported import; all else may change from version to version.

from hoidap import Client

with Client("http://127.0.0.1:7860", key) as client:
    print(client.ask("Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?").answer)
"""

from typing import TYPE_CHECKING, Any

from bot.client.async_client import AsyncClient
from bot.client.client import Client
from index.question.filters import Filters

if TYPE_CHECKING:
    from bot.client.langchain_retriever import ReportRetriever

__all__ = ["AsyncClient", "Client", "Filters", "ReportRetriever"]


def __getattr__(name: str) -> Any:
    """LangChain takes a second to import: only who asks for the retriever waits for it."""
    if name == "ReportRetriever":
        from bot.client.langchain_retriever import ReportRetriever

        return ReportRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}: it has {', '.join(__all__)}")
