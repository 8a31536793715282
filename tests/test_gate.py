"""The sample reports' own gold set, asked for real, keeps the floors of tests/gold/gate.toml."""

from collections import Counter
from pathlib import Path

from bot.evaluation.evaluate_collection import evaluate_collection_on
from bot.evaluation.figures.gate import load_gate, unmet
from bot.evaluation.system import LocalSystem
from bot.settings import Settings
from index.library import Library
from tests.measures.sample_cases import GATE, sample_collection

TAGS = (
    "year", "aspect", "figure", "date", "comparison", "identity", "relation", "heading", "follow-up", "no-diacritics", "english",
    "cross-lingual", "abbreviation", "table", "scan", "unanswerable",
)  # fmt: skip
"""What a question may be about, or how it may be asked: each must be among the gold questions."""


def test_samples_keep_their_floors(sample_library: Library, tmp_path: Path) -> None:
    collection, settings = sample_collection(tmp_path / "samples"), Settings()
    system = LocalSystem(sample_library, settings)
    found = evaluate_collection_on(system, collection, tmp_path, sample_library.encoder, lambda *_: None, settings)
    asked = Counter(tag for case in collection.cases for tag in case.tags)
    assert found.queries == len(collection.cases) >= 60
    assert set(TAGS) <= set(found.tags)
    assert {tag: each.queries for tag, each in found.tags.items()} == asked
    assert unmet(load_gate(GATE), found.all_values()) == []
