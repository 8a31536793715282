"""The engines keep to the scope and survive a restart, and the record gives back what it was given."""

import ctypes
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from index.database.sqlite import SqliteDatabase
from index.encoder.encoder import HashEncoder
from index.engines.chroma_server import ChromaServer
from index.engines.dense import DenseIndex
from index.engines.embedded_chroma import EmbeddedChroma
from index.engines.lexical import LexicalIndex
from index.engines.scope import Scope
from index.engines.sentences import SentenceIndex
from index.engines.served_chroma import ServedChroma
from index.record.vectors import VectorTable, vector_key
from index.words import terms
from tests.index.engines.chroma_process import ChromaProcess, chroma_process
from tests.index.stored import stored

ROWS = [
    stored(1, "r1", "Sở Nội vụ hợp nhất hai phòng", years=(2024,), aspect="result"),
    stored(2, "r1", "Sở Nội vụ giải thể một phòng", years=(2024, 2025), aspect="plan"),
    stored(3, "r2", "Sở Y tế hợp nhất hai bệnh viện, xong trước năm 2026", years=(2025,), collection="closed"),
    stored(4, "r3", "Sở Y tế khám bệnh", years=()),
]
BOTH = frozenset({"default", "closed"})
SCOPES = [
    Scope(BOTH),
    Scope(BOTH, reports=frozenset({"r1", "r3"})),
    Scope(frozenset({"default"})),
    Scope(BOTH, years=(2025,)),
    Scope(BOTH, years=(2023, 2024)),
    Scope(frozenset({"default"}), reports=frozenset({"r1"}), years=(2025,)),
    Scope(BOTH, years=(2025,), undated=True),
    Scope(BOTH, years=(2026,), mentioned=True),
    Scope(BOTH, years=(2026,), mentioned=True, undated=True),
    Scope(BOTH, without=("plan",)),
    Scope(BOTH, years=(2024,), undated=True, without=("result", "estimate")),
]
EXPECTED = [{1, 2, 3, 4}, {1, 2, 4}, {1, 2, 4}, {2, 3}, {1, 2}, {2}, {2, 3, 4}, {3}, {3, 4}, {1, 3, 4}, {2, 4}]


def weighted(text: str) -> dict[str, float]:
    return dict.fromkeys(terms(text), 1.0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with chroma_process(tmp_path_factory.mktemp("server") / "chroma") as started:
        yield started


@pytest.fixture(params=["embedded", "served"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], DenseIndex]]:
    """Opens the vectors of a library by its name, once more where they are open: in this process or at a server."""
    lot = secrets.token_hex(4)
    with ExitStack() as closing:

        def open_(name: str) -> DenseIndex:
            index = DenseIndex(
                EmbeddedChroma(tmp_path / name)
                if request.param == "embedded"
                else ServedChroma(ChromaServer(request.getfixturevalue("server").url), lot + name, "hash")
            )
            closing.callback(index.close)
            return index

        yield open_


@pytest.fixture
def dense(opened: Callable[[str], DenseIndex]) -> DenseIndex:
    index = opened("one")
    index.add(ROWS, HashEncoder().encode_passages([row.chunk.text for row in ROWS]))
    return index


def test_they_are_there_when_it_is_opened_again(dense: DenseIndex, opened: Callable[[str], DenseIndex]) -> None:
    again, other = opened("one"), opened("two")
    assert (again.count(), other.count()) == (len(ROWS), 0)
    question = HashEncoder().encode_questions([ROWS[2].chunk.text])[0]
    assert again.search(question, 1, Scope(BOTH)) == [3]
    other.clear()
    assert again.count() == len(ROWS)


def test_a_collection_is_held_anew(dense: DenseIndex, opened: Callable[[str], DenseIndex]) -> None:
    vectors = HashEncoder().encode_passages([ROWS[1].chunk.text])
    dense.renew("default", [([ROWS[1]], vectors)])
    question = HashEncoder().encode_questions(["sở"])[0]
    for index in (dense, opened("one")):
        assert set(index.search(question, 10, Scope(BOTH))) == {2, 3}
        assert index.count() == 2


def test_what_a_killed_renewal_left_is_dropped(dense: DenseIndex, opened: Callable[[str], DenseIndex]) -> None:
    vectors = HashEncoder().encode_passages([row.chunk.text for row in ROWS[:2]])
    dense._put(dense._name_of("default") + "-new", ROWS[:2], vectors)
    dense._delete(dense._name_of("default"))
    again = opened("one")
    assert again.count() == 1
    assert again.match({row.row: row.collection for row in ROWS}) == {1, 2, 4}


def test_a_graph_whose_deletion_was_killed_is_in_nobodys_way(tmp_path: Path) -> None:
    index = DenseIndex(EmbeddedChroma(tmp_path / "chroma"))
    vectors = HashEncoder().encode_passages([row.chunk.text for row in ROWS])
    index.add(ROWS, vectors)
    before = set((tmp_path / "chroma").glob("*/header.bin"))
    index.renew("default", [(ROWS[:2], vectors[:2])])
    index.close()
    [dead] = before - set((tmp_path / "chroma").glob("*/header.bin"))
    dead.parent.mkdir()
    dead.write_bytes(bytes(100))
    again = DenseIndex(EmbeddedChroma(tmp_path / "chroma"))
    assert again.count() == 3
    again.renew("default", [(ROWS[:2], vectors[:2])])
    assert not dead.exists()
    again.close()


def test_just_these_rows_are_left(dense: DenseIndex) -> None:
    assert dense.match({2: "default", 5: "default", 6: "new"}) == {5, 6}
    assert not dense.is_whole
    with dense.filling():
        pass
    assert dense.search(HashEncoder().encode_questions(["sở"])[0], 10, Scope(BOTH)) == [2]
    assert dense.match({2: "default"}) == set()
    assert dense.count() == 1


@pytest.fixture
def lexical(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "tantivy")
    index.add(ROWS, ["" for _ in ROWS])
    return index


@pytest.mark.parametrize(("scope", "expected"), list(zip(SCOPES, EXPECTED, strict=True)))
def test_only_what_is_in_scope_is_found(
    dense: DenseIndex, lexical: LexicalIndex, scope: Scope, expected: set[int]
) -> None:
    question = HashEncoder().encode_questions(["sở"])[0]
    assert {row.row for row in ROWS if scope.admits(row.chunk, row.collection)} == expected
    assert set(dense.search(question, 10, scope)) == expected
    assert set(lexical.search(weighted("sở"), 10, scope)) == expected


def test_nearest_comes_first(dense: DenseIndex) -> None:
    question = HashEncoder().encode_questions([ROWS[2].chunk.text])[0]
    assert dense.search(question, 4, Scope(BOTH))[0] == 3


@pytest.fixture
def memory_tells() -> Iterator[bytes]:
    """What every byte of memory that is asked for holds until it is written, as the GNU library's M_PERTURB has it."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallopt"):
        pytest.skip("no mallopt: not the GNU C library")
    libc.mallopt(-6, 165)
    yield b"\x5a" * 16
    libc.mallopt(-6, 0)


def test_no_memory_of_the_process_comes_on_the_disk(tmp_path: Path, memory_tells: bytes) -> None:
    index = DenseIndex(EmbeddedChroma(tmp_path / "chroma"))
    many = [stored(row, f"r{row}", f"Sở {row} báo cáo", years=(2024,)) for row in range(1, 1_101)]
    vectors = HashEncoder().encode_passages([each.chunk.text for each in many])
    for first, last in ((0, 10), (10, 600), (600, 1_100)):  # Chroma writes its graph with the first thousand
        index.add(many[first:last], vectors[first:last])
        files = list((tmp_path / "chroma").rglob("*.bin"))
        assert files
        assert [each.name for each in files if memory_tells in each.read_bytes()] == []
    index.close()
    again = DenseIndex(EmbeddedChroma(tmp_path / "chroma"))
    assert again.count() == 1_100
    question = HashEncoder().encode_questions([many[4].chunk.text])[0]
    assert again.search(question, 1, Scope(BOTH)) == [5]


def test_scores_are_those_of_the_search(lexical: LexicalIndex) -> None:
    question = weighted("hợp nhất hai bệnh viện")
    found = lexical.search(question, 10, Scope(BOTH))
    assert lexical.scores(question, [3, 4], BOTH) == {row: score for row, score in found.items() if row in (3, 4)}


def test_a_term_counts_by_its_weight(lexical: LexicalIndex) -> None:
    once, twice = (lexical.search({"benh": weight}, 10, Scope(BOTH)) for weight in (1.0, 2.0))
    assert {row: round(2 * score, 4) for row, score in once.items()} == {
        row: round(score, 4) for row, score in twice.items()
    }


def test_coverage_is_the_share_of_rare_words_held(lexical: LexicalIndex) -> None:
    rarities = lexical.rarity(["so", "giai", "nothing"], BOTH)
    assert rarities["so"] < rarities["giai"] < rarities["nothing"]
    covered = lexical.coverage(rarities, [1, 2], BOTH)
    total = sum(rarities.values())
    assert covered == pytest.approx({1: rarities["so"] / total, 2: (rarities["so"] + rarities["giai"]) / total})
    assert lexical.coverage({}, [1], BOTH) == lexical.coverage(rarities, [], BOTH) == {}


def test_another_version_of_the_lexical_index_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "tantivy"
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("other")
    folder.mkdir()
    tantivy.Index(builder.build(), path=str(folder))
    assert LexicalIndex(folder).count() == 0


def test_sentences_lead_to_their_passages(tmp_path: Path) -> None:
    folder, one, both = tmp_path / "sentences", ["a"], ["a", "b"]
    index, encoder = SentenceIndex(folder), HashEncoder()
    texts = {7: ["mở lớp học", "trồng rừng"], 9: ["sửa cầu"], 10: ["trồng rừng phòng hộ", "đắp đê"]}
    index.add("a", [7, 9], [encoder.encode_passages(texts[row]) for row in (7, 9)])
    index.add("b", [10], [encoder.encode_passages(texts[10])])
    assert index.search(encoder.encode_questions(["sửa cầu"])[0], 1, both) == [9]
    assert set(index.search(encoder.encode_questions(["trồng rừng"])[0], 2, both)) == {7, 10}
    assert set(index.search(encoder.encode_questions(["trồng rừng"])[0], 9, one)) == {7, 9}
    index.save()
    again = SentenceIndex(folder)
    assert again.rows().tolist() == [7, 9, 10]
    again.add("a", [9], [encoder.encode_passages(["xây chợ"])])
    again.remove([7, 8])
    assert again.search(encoder.encode_questions(["trồng rừng"])[0], 5, both)[0] == 10
    assert again.rows().tolist() == [9, 10]
    assert SentenceIndex(folder).rows().tolist() == [7, 9, 10]  # not saved
    again.clear()
    again.save()
    assert SentenceIndex(folder).count() == 0


def is_mapped(file: Path) -> bool:
    maps = Path("/proc/self/maps")
    if not maps.is_file():
        pytest.skip("no /proc: which files are mapped is not told")
    return str(file) in maps.read_text(encoding="utf-8")


def test_sentences_stay_in_their_file_until_they_change(tmp_path: Path) -> None:
    encoder, texts = HashEncoder(), [["mở lớp học", "trồng rừng"], ["sửa cầu"], ["đắp đê"]]
    index = SentenceIndex(tmp_path)
    index.add("a", [7, 9, 10], [encoder.encode_passages(each) for each in texts])
    index.save()
    [file] = tmp_path.iterdir()
    question = encoder.encode_questions(["đắp đê"])[0]
    assert (is_mapped(file), index.search(question, 4, ["a"])[0]) == (True, 10)
    index.remove([8])
    assert is_mapped(file)
    index.remove([10])
    assert (is_mapped(file), index.rows().tolist()) == (False, [7, 9])
    assert set(index.search(question, 4, ["a"])) == {7, 9}
    index.save()
    assert (is_mapped(file), set(index.search(question, 4, ["a"]))) == (True, {7, 9})
    index.remove([7, 9])
    index.save()
    index.add("a", [11], [encoder.encode_passages(["đắp đê"])])
    assert index.search(question, 4, ["a"]) == [11]


def test_what_is_renewed_is_searched_while_its_file_is_still_the_old_one(tmp_path: Path) -> None:
    encoder, index = HashEncoder(), SentenceIndex(tmp_path)
    index.add("a", [7, 9], [encoder.encode_passages([text]) for text in ("sửa cầu", "đắp đê")])
    index.save()
    index.renew("a", [([9], [encoder.encode_passages(["đắp đê"])])])
    question = encoder.encode_questions(["sửa cầu"])[0]
    assert index.search(question, 4, ["a"]) == [9]
    index.remove([9])
    index.add("a", [10], [encoder.encode_passages(["xây chợ"])])
    index.save()
    assert index.search(question, 4, ["a"]) == SentenceIndex(tmp_path).search(question, 4, ["a"]) == [10]


def test_what_other_collections_hold_changes_no_score(
    tmp_path: Path, dense: DenseIndex, lexical: LexicalIndex, opened: Callable[[str], DenseIndex]
) -> None:
    seen = frozenset({"default"})
    of_one, question = [row for row in ROWS if row.collection == "default"], weighted("sở nội vụ hợp nhất hai phòng")
    vector = HashEncoder().encode_questions(["sở nội vụ"])[0]
    alone = LexicalIndex(tmp_path / "alone")
    alone.add(of_one, ["" for _ in of_one])
    dense_alone = opened("alone")
    dense_alone.add(of_one, HashEncoder().encode_passages([row.chunk.text for row in of_one]))
    assert lexical.search(question, 10, Scope(seen)) == alone.search(question, 10, Scope(seen))
    assert lexical.search(question, 10, Scope(BOTH)) != alone.search(question, 10, Scope(seen))
    assert lexical.rarity(question, seen) == alone.rarity(question, seen)
    assert lexical.is_known("benh", BOTH)
    assert not lexical.is_known("vien", seen)
    assert dense.search(vector, 10, Scope(seen)) == dense_alone.search(vector, 10, Scope(seen))


def test_a_term_is_as_rare_as_it_is_in_all_collections_that_are_searched(tmp_path: Path) -> None:
    """Rare in one collection, common in the other: it counts the same in both, so that their passages can be ranked."""
    lexical = LexicalIndex(tmp_path / "tantivy")
    one = ["trồng rừng", "đắp đê", "khám bệnh", "mở lớp"]
    rows = [stored(row, f"r{row}", text, collection="default") for row, text in enumerate(one)]
    rows += [stored(row, f"r{row}", "trồng rừng", collection="closed") for row in range(4, 8)]
    lexical.add(rows, ["" for _ in rows])
    found = lexical.search(weighted("trồng rừng"), 10, Scope(BOTH))
    assert found == pytest.approx(dict.fromkeys((0, 4, 5, 6, 7), found[0]))


def test_a_report_leaves_both(dense: DenseIndex, lexical: LexicalIndex) -> None:
    dense.remove("r1")
    lexical.remove(["r1"])
    assert dense.count() == lexical.count() == 2
    assert set(lexical.search(weighted("sở"), 10, Scope(BOTH))) == {3, 4}
    dense.clear()
    lexical.clear()
    assert dense.count() == lexical.count() == 0


def test_added_twice_is_there_once(dense: DenseIndex, lexical: LexicalIndex) -> None:
    dense.add(ROWS, HashEncoder().encode_passages([row.chunk.text for row in ROWS]))
    lexical.add(ROWS, ["" for _ in ROWS])
    assert dense.count() == lexical.count() == len(ROWS)


def test_vectors_come_back(tmp_path: Path) -> None:
    table = VectorTable(SqliteDatabase(tmp_path / "db.sqlite"), "one")
    passage, sentences = np.arange(4, dtype=np.float32), np.ones((3, 4), np.float32)
    codes = np.array([[5], [6]], np.uint8)
    table.set_mean_token(np.zeros(4, np.float32))
    table.put("k", passage, sentences, codes)
    table.put("b", passage + 1, sentences[:1], codes[:0])
    assert table.missing(["k", "b", "other"]) == {"other"}
    found = table.get(["k", "b", "other"])
    assert found.place.keys() == {"k", "b"}
    np.testing.assert_array_equal(found.passages[found.place["k"]], passage)
    np.testing.assert_array_equal(found.sentences_of("k"), sentences)
    np.testing.assert_array_equal(found.sentences_of("b"), sentences[:1])
    assert {key: each.tolist() for key, each in table.codes(["k", "b"]).items()} == {"k": [[5], [6]], "b": []}
    assert table.get([]).passages.shape[0] == 0
    assert VectorTable(SqliteDatabase(tmp_path / "db.sqlite"), "two").missing(["k"]) == {"k"}


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_texts_other_key(one: list[str], other: list[str]) -> None:
    same = "\x1e".join(one) == "\x1e".join(other)
    assert (vector_key("p", one) == vector_key("p", other)) == (same and bool(one) == bool(other))
