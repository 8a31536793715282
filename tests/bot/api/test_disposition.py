"""A file that is taken away has the name that it has in its folder, in whatever letters."""

import shutil
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.api.disposition import disposition
from bot.client.calls import original
from bot.settings import Settings
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES

NAMES = ("Báo cáo (số 12) – “quý I”, 100%; bản 2.pdf", "a;b%41.pdf", "report.pdf")


def read(header: str) -> str:
    """As our client reads it."""
    return original("r1").read(httpx.Response(200, headers={"Content-Disposition": header})).name


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1).filter(
        lambda name: name != "."
    )
)
def test_every_name_is_read_as_it_is(name: str) -> None:
    header = disposition("attachment", name, "r1.pdf")
    assert header.isascii()
    assert header.isprintable()
    assert read(header) == name


@pytest.mark.parametrize("name", NAMES)
def test_an_original_has_its_own_name(library: Library, tmp_path: Path, name: str) -> None:
    shutil.copy(SAMPLES / "2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf", tmp_path / name)
    assert sync(library, [tmp_path / name]).failed == []
    [report] = library.reports.all()
    app = api_of(Answerer(library), library, Settings())
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
        sent = client.get(f"/api/v1/reports/{report.id}/original")
    assert read(sent.headers["Content-Disposition"]) == name
    assert sent.headers["Content-Type"] == "application/pdf"
    assert sent.headers["Content-Disposition"].startswith("inline; ")
