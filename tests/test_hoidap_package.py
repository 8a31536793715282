"""The one supported import, and what comes with it."""

import subprocess
import sys

HEAVY = ("gradio", "torch", "chromadb", "openvino", "fastapi", "transformers", "tantivy", "numpy", "uvicorn")


def loaded_by(line: str) -> set[str]:
    code = f"{line}\nimport sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_a_client_needs_nothing_of_what_a_server_is_made_of() -> None:
    loaded = loaded_by("from hoidap import AsyncClient, Client, Filters; Client('http://127.0.0.1:9')")
    assert "httpx" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert "langchain_core" not in loaded


def test_the_retriever_brings_langchain_alone() -> None:
    loaded = loaded_by("from hoidap import ReportRetriever; ReportRetriever(url='http://127.0.0.1:9')")
    assert "langchain_core" in loaded
    assert loaded.isdisjoint(set(HEAVY) - {"numpy"})


def test_all_that_is_named_is_there() -> None:
    loaded_by("from hoidap import *\nimport hoidap\nassert all(hasattr(hoidap, each) for each in hoidap.__all__)")
