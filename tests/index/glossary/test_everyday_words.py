"""Everyday words in the words of the offices, and English questions strung together in Vietnamese."""

from hypothesis import given
from hypothesis import strategies as st

from index.glossary.bilingual import translate
from index.glossary.everyday_words import OFFICIAL, everyday_words, officially
from index.glossary.glossary import Expansion
from index.library import Library
from index.search.query_terms import restated


def test_the_longest_word_said_counts_and_none_inside_another() -> None:
    found = everyday_words("Gộp lại các phòng, Sở Nội vụ nhập làm một; khởi gộpx")
    assert found == [Expansion("Gộp lại", "hợp nhất", "everyday"), Expansion("nhập làm một", "hợp nhất", "everyday")]
    assert officially("hai sở nhập làm một", found[1:]) == "hai sở hợp nhất"


def test_nobody_is_sent_in_circles() -> None:
    assert not set(map(str.lower, OFFICIAL)) & {official.lower() for official in OFFICIAL.values()}


@given(st.text(max_size=200))
def test_any_text_may_hold_everyday_words(text: str) -> None:
    for each in everyday_words(text):
        assert each.term in text
        assert each.other in OFFICIAL.values()


def test_compounds_are_turned_round_and_names_stay() -> None:
    found = translate("What did the innovation index (PII) of the provincial digital economy reach in Lam Giang?")
    assert found.gloss == "chỉ số đổi mới sáng tạo PII đạt kinh tế số tỉnh Lam Giang"
    assert found.known == 1.0


def test_restated_only_where_an_office_would_write_otherwise(library: Library) -> None:
    understand = library.understanding.query
    assert restated(understand("Hai sở sát nhập khi nào?")) == "Hai sở sáp nhập khi nào?"
    assert restated(understand("Hai sở sáp nhập khi nào?")) == ""
    assert restated(understand("How were the departments merged?")) == "hợp nhất sở"
    assert restated(understand("Who won the football cup?")) == ""
