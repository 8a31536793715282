"""English questions strung together in Vietnamese."""

from index.glossary.bilingual import translate
from index.library import Library
from index.search.query_terms import restated


def test_compounds_are_turned_round_and_names_stay() -> None:
    found = translate("What did the innovation index (PII) of the provincial digital economy reach in Lam Giang?")
    assert found.gloss == "chỉ số đổi mới sáng tạo PII đạt kinh tế số tỉnh Lam Giang"
    assert found.known == 1.0


def test_an_english_question_is_restated_where_its_terms_are_known(library: Library) -> None:
    understand = library.understanding.query
    assert restated(understand("Hai sở sáp nhập khi nào?")) == ""
    assert restated(understand("How were the departments merged?")) == "hợp nhất sở"
    assert restated(understand("Who won the football cup?")) == ""
