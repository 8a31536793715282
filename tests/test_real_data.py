"""The main job on the real article, where the public data is."""

import os
from pathlib import Path

import pytest

from bot.answer import Answered
from bot.answerer import Answerer
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync

DATA = Path(os.environ.get("HOIDAP_BENCH_DATA", "/nowhere"))


@pytest.mark.skipif(not (DATA / "reports").is_dir(), reason="HOIDAP_BENCH_DATA names no folder with reports")
def test_both_languages_cite_the_merger_scheme(tmp_path: Path) -> None:
    with Library(tmp_path / "library", ChosenEncoder()) as library:
        assert sync(library, [DATA / "reports"]).failed == []
        answerer = Answerer(library)
        for question in (
            "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
            "What did the 2025 plan say about merging the departments?",
        ):
            answer = answerer.answer(question)
            assert isinstance(answer, Answered), question
            quotes = [each.quote for each in answer.citations]
            assert any("đề án hợp nhất Sở Khoa học và Công nghệ và Sở TT&TT" in quote for quote in quotes), quotes
