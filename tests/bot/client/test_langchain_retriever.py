"""The retriever of a server gives what the one in process gives, while the server runs."""

import asyncio

import pytest
from langchain_core.runnables import RunnableLambda

from bot.answerer import Answerer
from bot.client.errors import KeyWantedError
from bot.settings import Settings
from hoidap import ReportRetriever
from index.langchain_retriever import ReportRetriever as LocalRetriever
from index.library import Library
from index.question.filters import Filters
from tests.bot.page.page_driver import served

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
DECISIONS = Filters(kinds=("quyết định",))


def test_documents_are_those_of_the_retriever_in_process(address: str, sample_library: Library) -> None:
    there = ReportRetriever(url=address, k=4).invoke(QUESTION)
    here = {each.id: each for each in LocalRetriever(library=sample_library, k=50).invoke(QUESTION)}
    assert len(there) == 4
    for document in there:
        local = here[document.id]
        assert document.page_content == local.page_content == document.metadata["quote"]
        score = {"score": local.metadata["score"]}
        assert document.metadata | score == local.metadata


def test_how_many_and_which_may_be_said_with_each_question(address: str, sample_library: Library) -> None:
    for retriever in (ReportRetriever(url=address), LocalRetriever(library=sample_library)):
        assert len(retriever.invoke(QUESTION)) == 10
        assert len(retriever.invoke(QUESTION, k=2)) == 2
        kinds = {each.metadata["kind"] for each in retriever.invoke(QUESTION, filters=DECISIONS)}
        assert kinds == {"quyết định"}
        asked = asyncio.run(retriever.ainvoke(QUESTION, k=2))
        assert [each.id for each in asked] == [each.id for each in retriever.invoke(QUESTION, k=2)]


def test_in_a_chain_whose_event_loop_goes_on_meanwhile(address: str) -> None:
    chain = ReportRetriever(url=address, k=2) | RunnableLambda(
        lambda found: [each.metadata["number"] for each in found]
    )

    async def all_at_once() -> tuple[list[list[str]], int]:
        turns = 0

        async def counted() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        counting = asyncio.ensure_future(counted())
        found = await chain.abatch([QUESTION] * 3)
        counting.cancel()
        return found, turns

    found, turns = asyncio.run(all_at_once())
    assert found == [chain.invoke(QUESTION)] * 3
    assert turns > 10


def test_a_key_is_sent_and_shown_nowhere(sample_answerer: Answerer, sample_library: Library) -> None:
    key = "only-this-key-and-no-other"
    with served(sample_answerer, sample_library, Settings(api_keys=[key])) as address:
        with pytest.raises(KeyWantedError):
            ReportRetriever(url=address).invoke(QUESTION)
        retriever = ReportRetriever(url=address, key=key)
        assert len(retriever.invoke(QUESTION, k=1)) == 1
        assert key not in repr(retriever)
