"""The sentences that a written statement's citation quotes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.writing.carrying_span import carrying_span
from corpus.chunk import Chunk
from corpus.language.sentence import sentences
from index.search.hit import Evidence, Hit, ScoredSentence

TEXT = (
    "Sở Nội vụ chủ trì việc hợp nhất các sở. Năm 2024, tỉnh giảm 12 phòng chuyên môn. Thu ngân sách đạt 3.245 tỷ đồng. "
    "Chi đầu tư đạt 98,5% kế hoạch."
)


def hit_of(text: str, start: int = 100) -> Hit:
    spans = tuple(ScoredSentence(start + first, start + last, 0.5) for first, last in sentences(text))
    chunk = Chunk("r@1", "r", start, start + len(text), text, (1,), "", (), None)
    return Hit(chunk, 1.0, Evidence(0.5, 0.5, 1.0, 1.0, 0.5, 0.4, 0.5), spans)


def quoted(statement: str, text: str = TEXT) -> str:
    hit = hit_of(text)
    start, end = carrying_span(statement, hit, [0.0] * len(hit.sentences))
    return text[start - 100 : end - 100]


def test_the_best_sentence_alone_where_it_says_all() -> None:
    assert quoted("Thu ngân sách là 3.245 tỷ đồng") == "Thu ngân sách đạt 3.245 tỷ đồng."


def test_as_many_as_hold_its_figures() -> None:
    said = quoted("Thu ngân sách đạt 3.245 tỷ đồng, chi đầu tư đạt 98,5%")
    assert said == "Thu ngân sách đạt 3.245 tỷ đồng. Chi đầu tư đạt 98,5% kế hoạch."


def test_nearness_in_meaning_decides_where_no_word_is_shared() -> None:
    hit = hit_of(TEXT)
    start, end = carrying_span("revenue was collected", hit, [0.1, 0.2, 0.9, 0.3])
    assert TEXT[start - 100 : end - 100] == "Thu ngân sách đạt 3.245 tỷ đồng."


@given(statement=st.text(max_size=80), text=st.text(min_size=1, max_size=200))
def test_always_whole_sentences_of_the_passage(statement: str, text: str) -> None:
    hit = hit_of(text)
    start, end = carrying_span(statement, hit, [0.0] * len(hit.sentences))
    if not hit.sentences:
        assert (start, end) == (hit.chunk.start, hit.chunk.end)
        return
    assert start in {each.start for each in hit.sentences}
    assert end in {each.end for each in hit.sentences}
    assert start < end
