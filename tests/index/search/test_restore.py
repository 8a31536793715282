"""Diacritics: put back where they were left out, left alone where they were typed."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.syllable_pairs import general_pairs
from corpus.text.letters import fold
from corpus.text.syllable import is_syllable, lacks_tone
from index.database.sqlite import SqliteDatabase
from index.library import Library
from index.record.word_counts import WordCounts
from index.search.restore import Restorer
from tests.measures import restoring
from tests.measures.diacritics import stripped

DATA = Path(os.environ.get("HOIDAP_BENCH_DATA", "/nowhere"))
SYLLABLES = [word for word in general_pairs().words if is_syllable(word) and not lacks_tone(word)]
MARKED = [word for word in SYLLABLES if fold(word) != word]
BARE = [word for word in SYLLABLES if fold(word) == word]


@pytest.fixture(scope="module")
def restorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restorer]:
    """What is known in general, without reports."""
    with SqliteDatabase(tmp_path_factory.mktemp("empty") / "library.sqlite") as database:
        yield Restorer(WordCounts(database), ())


def test_restores_what_the_reports_spell(library: Library) -> None:
    words = WordCounts(library.database)
    words.add("a", ["Xã Ea Súp lập tổ truy vết"] * 5)
    words.add("b", ["Xã Ea Sụp"])
    assert Restorer(words, ("a",)).restore("xa ea sup") == "xã ea súp"
    words.subtract("a", ["Xã Ea Súp lập tổ truy vết"] * 5)
    assert Restorer(words, ("a",)).restore("xa ea sup") != "xã ea súp"


def test_a_misreading_is_no_spelling(library: Library) -> None:
    words = WordCounts(library.database)
    words.add("a", ["tỉnh giấn biên chế"] * 50, is_read=True)
    assert Restorer(words, ("a",)).restore("tinh gian bien che") == "tinh giản biên chế"
    words.add("a", ["Xã Ea Súp"] * 5)
    words.subtract("a", ["tỉnh giấn biên chế"] * 50, is_read=True)
    words.subtract("a", ["Xã Ea Súp"] * 5)
    assert library.database.all("SELECT * FROM bigrams") == []


def test_the_reports_lead_where_they_have_the_words(library: Library, restorer: Restorer) -> None:
    assert restorer.restore("ban lanh") != "bàn lạnh"
    words = WordCounts(library.database)
    words.add("a", ["bàn lạnh"] * 300)
    assert Restorer(words, ("a",)).restore("ban lanh") == "bàn lạnh"


@pytest.mark.parametrize(
    "question",
    [
        "thi công chức lấy mấy người",
        "Quyết định này có hiệu lực từ ngày nào?",
        "nộp hồ sơ ở đâu vậy",
        "Kế hoạch năm 2025 của Sở Tài chính nói gì về chi ngân sách?",
        "hợp đồng BOT kéo dài bao nhiêu năm",
        "deadline nộp online là ngày nào",
        "file excel gửi qua email cho ai",
        "theo điểm d khoản 2 Điều 5",
    ],
)
def test_restores_what_people_type(restorer: Restorer, question: str) -> None:
    assert restorer.restore(stripped(question)) == question
    assert restorer.restore(stripped(question).upper()) == question.upper()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ke hoạch nam 2025", "kế hoạch năm 2025"),
        ("Ke hoạch la bao nhieu", "Kế hoạch là bao nhiêu"),
        ("kinh phi thuc hien là bao nhiêu", "kinh phí thực hiện là bao nhiêu"),
        ("Số tièn đươc hổ trợ", "Số tiền được hổ trợ"),
        ("báo cáo kêt quả hoăc kế hoạch", "báo cáo kết quả hoặc kế hoạch"),
    ],
)
def test_mends_what_is_half_typed_or_no_vietnamese(restorer: Restorer, typed: str, meant: str) -> None:
    assert restorer.restore(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Tỉnh Hà Nam họ lo cho bên nào?",
        "Trẻ tê liệt ở Sóc Trăng được hỗ trợ mấy đồng",
        "Gia Lai đem bao nhiêu cây đi trồng, ta chi hết mấy tỷ",
        "Sao Kon Tum chưa trả tiền cho dân?",
        "Phần mềm Mac của Bill có gì khác",
        "điểm d và điểm đ nói gì",
        "",
        "?!",
    ],
)
def test_leaves_what_was_typed_with_its_marks(restorer: Restorer, question: str) -> None:
    assert restorer.restore(question) == question


@given(
    st.lists(
        st.sampled_from(SYLLABLES) | st.sampled_from(["2025", ",", "TNDN", "online", "(", "?", "\n", "Đ"]), max_size=20
    )
)
def test_a_mark_that_was_typed_stays(restorer: Restorer, words: list[str]) -> None:
    question = " ".join(words)
    restored = restorer.restore(question)
    assert fold(restored) == fold(question)
    for before, after in zip(question.split(), restored.split(), strict=True):
        assert before == after or fold(before) == before.lower()


@given(st.lists(st.sampled_from(MARKED), min_size=4, max_size=20, unique=True), st.sampled_from(BARE), st.data())
def test_one_word_without_marks_among_many_with_them_stays(
    restorer: Restorer, marked: list[str], bare: str, data: st.DataObject
) -> None:
    marked.insert(data.draw(st.integers(0, len(marked))), bare)
    question = " ".join(marked)
    assert restorer.restore(question) == question


def test_restoring_is_quick(restorer: Restorer) -> None:
    question = stripped("Theo quy định thì hộ gia đình bị thu hồi đất được bồi thường bao nhiêu tiền một mét vuông vậy")
    restorer.restore(question)
    began = time.process_time()
    for _ in range(20):
        restorer.restore(question)
    assert (time.process_time() - began) / 20 < 0.01  # about a millisecond where nothing else runs


@pytest.mark.skipif(not DATA.is_dir(), reason="HOIDAP_BENCH_DATA names no folder")
def test_on_public_questions_and_documents_that_are_not_counted(restorer: Restorer) -> None:
    for name, texts in restoring.texts_of(DATA).items():
        figures = restoring.measure(texts[:200], restorer.restore)
        assert figures.altered == 0, name
        assert figures.without.syllables >= 0.945, name
        assert figures.half.syllables >= 0.965, name
