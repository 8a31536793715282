"""Another team's chain gets the passages with everything a citation needs."""

import asyncio

from langchain_core.runnables import RunnableLambda

from index.langchain_retriever import ReportRetriever
from index.library import Library
from index.question.filters import Filters

CITATION = "report_id title kind number agency issued years aspect pages page_numbers path confidence quote start end url notices"


def test_documents_carry_the_whole_citation(sample_library: Library) -> None:
    retriever = ReportRetriever(library=sample_library, k=4)
    documents = retriever.invoke("Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?")
    assert len(documents) == 4
    for document in documents:
        assert set(CITATION.split()) <= set(document.metadata)
        report = sample_library.reports.get(document.metadata["report_id"])
        assert report is not None
        place = slice(document.metadata["start"], document.metadata["end"])
        assert report.text[place] == document.page_content == document.metadata["quote"]
        assert document.metadata["number"] == report.number
    assert documents[0].metadata["number"] == "19/KH-UBND"
    assert all(document.metadata["aspect"] not in ("result", "estimate") for document in documents)


def test_in_a_chain_and_asynchronously(sample_library: Library) -> None:
    retriever = ReportRetriever(library=sample_library, k=2, filters=Filters(kinds=("quyết định",)))
    chain = retriever | RunnableLambda(lambda documents: [each.metadata["kind"] for each in documents])
    assert chain.invoke("kho dữ liệu dùng chung") == ["quyết định", "quyết định"]
    assert asyncio.run(chain.ainvoke("kho dữ liệu dùng chung")) == ["quyết định", "quyết định"]
