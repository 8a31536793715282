"""The sample reports' own gold set, asked for real, keeps the floors of tests/gold/gate.toml."""

from collections import Counter
from pathlib import Path

from bot.evaluation.evaluate_collection import evaluate_collection
from bot.evaluation.figures.gate import load_gate, unmet
from index.encoder.chosen import ChosenEncoder
from tests.measures.sample_cases import GATE, sample_collection

TAGS = (
    "year", "aspect", "figure", "date", "comparison", "identity", "relation", "heading", "follow-up", "no-diacritics", "english",
    "cross-lingual", "abbreviation", "table", "scan", "unanswerable",
)  # fmt: skip
"""What a question may be about, or how it may be asked: each must be among the gold questions."""


def test_samples_keep_their_floors(tmp_path: Path) -> None:
    collection = sample_collection(tmp_path / "samples")
    found = evaluate_collection(
        collection, tmp_path, ChosenEncoder(back_end="openvino-int8")
    )  # the fastest here; by load "auto" may differ
    asked = Counter(tag for case in collection.cases for tag in case.tags)
    assert found.queries == len(collection.cases) >= 60
    assert set(TAGS) <= set(found.tags)
    assert {tag: each.queries for tag, each in found.tags.items()} == asked
    assert unmet(load_gate(GATE), found.all_values()) == []
