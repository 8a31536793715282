"""Both engines keep to the scope, and the record gives back what it was given."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.database import Database
from index.dense import DenseIndex
from index.encoder import HashEncoder
from index.lexical import LexicalIndex
from index.report_table import StoredChunk
from index.scope import Scope
from index.vector_table import VectorTable, vector_key
from index.words import terms
from tests.index.stored import stored

ROWS = [
    stored(1, "r1", "Sở Nội vụ hợp nhất hai phòng", years=(2024,)),
    stored(2, "r1", "Sở Nội vụ giải thể một phòng", years=(2024, 2025)),
    stored(3, "r2", "Sở Y tế hợp nhất hai bệnh viện", years=(2025,), collection="closed"),
    stored(4, "r3", "Sở Y tế khám bệnh", years=()),
]
SCOPES = [
    Scope(),
    Scope(reports=frozenset({"r1", "r3"})),
    Scope(collections=frozenset({"default"})),
    Scope(years=(2025,)),
    Scope(years=(2023, 2024)),
    Scope(reports=frozenset({"r1"}), collections=frozenset({"default"}), years=(2025,)),
]


def within(row: StoredChunk, scope: Scope) -> bool:
    return (
        (scope.reports is None or row.chunk.report_id in scope.reports)
        and (scope.collections is None or row.collection in scope.collections)
        and (not scope.years or bool(set(scope.years) & set(row.chunk.years)))
    )


@pytest.fixture
def dense(tmp_path: Path) -> DenseIndex:
    index = DenseIndex(tmp_path / "chroma")
    index.add(ROWS, HashEncoder().encode_passages([row.chunk.text for row in ROWS]))
    return index


@pytest.fixture
def lexical(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "tantivy")
    index.add(ROWS, ["" for _ in ROWS])
    return index


@pytest.mark.parametrize("scope", SCOPES)
def test_only_what_is_in_scope_is_found(dense: DenseIndex, lexical: LexicalIndex, scope: Scope) -> None:
    expected = {row.row for row in ROWS if within(row, scope)}
    question = HashEncoder().encode_questions(["sở"])[0]
    assert set(dense.search(question, 10, scope)) == expected
    assert set(lexical.search(terms("sở"), 10, scope)) == expected


def test_nearest_comes_with_its_cosine(dense: DenseIndex) -> None:
    question = HashEncoder().encode_questions([ROWS[2].chunk.text])[0]
    found = dense.search(question, 4, Scope())
    assert max(found, key=lambda row: found[row]) == 3
    assert abs(found[3] - 1) < 1e-3


def test_a_report_leaves_both(dense: DenseIndex, lexical: LexicalIndex) -> None:
    dense.remove("r1")
    lexical.remove(["r1"])
    assert dense.count() == lexical.count() == 2
    assert set(lexical.search(terms("sở"), 10, Scope())) == {3, 4}
    dense.clear()
    lexical.clear()
    assert dense.count() == lexical.count() == 0


def test_added_twice_is_there_once(dense: DenseIndex, lexical: LexicalIndex) -> None:
    dense.add(ROWS, HashEncoder().encode_passages([row.chunk.text for row in ROWS]))
    lexical.add(ROWS, ["" for _ in ROWS])
    assert dense.count() == lexical.count() == len(ROWS)


def test_vectors_come_back(tmp_path: Path) -> None:
    table = VectorTable(Database(tmp_path / "db.sqlite"), "one")
    passage, sentences = np.arange(4, dtype=np.float32), np.ones((3, 4), np.float32)
    table.put("k", passage, sentences)
    assert table.missing(["k", "other"]) == {"other"}
    found = table.get(["k", "other"])
    np.testing.assert_array_equal(found["k"][0], passage)
    np.testing.assert_array_equal(found["k"][1], sentences)
    assert VectorTable(Database(tmp_path / "db.sqlite"), "two").missing(["k"]) == {"k"}


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_texts_other_key(one: list[str], other: list[str]) -> None:
    same = "\x1e".join(one) == "\x1e".join(other)
    assert (vector_key("p", one) == vector_key("p", other)) == (same and bool(one) == bool(other))
