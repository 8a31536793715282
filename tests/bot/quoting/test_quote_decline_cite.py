"""Quotes are whole sentences of their passages, citations say where they stand, declining follows the signals."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.quoting.cite import cite
from bot.quoting.decline import answer_probability
from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import MOST_QUOTES, MOST_QUOTES_BROAD, among, quotes_of, ranked_sentences
from corpus.chunk import Chunk
from corpus.language.sentence import sentences
from index.library import Library
from index.question.query import Query
from index.record.register import Register
from index.record.related import Supersession
from index.search.hit import Evidence, Hit, ScoredSentence

PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "Năm 2024, sở đã số hóa 1.200 hồ sơ. Tỷ lệ đạt 80%.",
            "Các nhiệm vụ gồm:",
            "- Rà soát biên chế.",
            "- Lập đề án hợp nhất.",
            "II. KẾT QUẢ",
            "Chỉ tiêu: Thu ngân sách; Đơn vị: tỷ đồng; Năm 2024: 3.245",
            "Kinh phí thực hiện là 1,85 tỷ đồng, do ngân sách tỉnh bảo đảm. Sở Tài chính thẩm định. Hết.",
        ]
    ),
    min_size=1,
    max_size=6,
)
COSINES = st.floats(0.5, 1.0)
QUERY = Query("Sở nào có bao nhiêu công chức?", "Sở nào có bao nhiêu công chức?")
NO_REPORTS = Register((), {})


@st.composite
def hit_lists(draw: st.DrawFn) -> list[Hit]:
    return [_hit(draw, number) for number in range(draw(st.integers(0, 6)))]


def _hit(draw: st.DrawFn, number: int) -> Hit:
    text, start = "\n".join(draw(PARAGRAPHS)), draw(st.integers(0, 500))
    report_id = f"r{number % 3}"
    chunk = Chunk(f"{report_id}@{start}-{number}", report_id, start, start + len(text), text, (1,), "", (), None)
    scored = tuple(ScoredSentence(start + a, start + b, draw(COSINES)) for a, b in sentences(text))
    return Hit(
        chunk,
        draw(st.floats(0, 1)),
        Evidence(draw(COSINES), draw(COSINES), 1.0, draw(st.floats(0, 1)), 0.5, 0.4, 0.7),
        scored,
    )


@given(hit_lists(), st.booleans())
def test_quotes_are_whole_sentences_of_their_passage(hits: list[Hit], broad: bool) -> None:
    inquiry = Inquiry.of(Query("câu hỏi", "câu hỏi", is_broad=broad), NO_REPORTS)
    quotes = quotes_of(ranked_sentences(hits, inquiry), inquiry)
    assert len(quotes) <= (MOST_QUOTES_BROAD if broad else MOST_QUOTES)
    assert bool(quotes) == bool(hits)
    said = set()
    for quote in quotes:
        chunk = quote.hit.chunk
        assert chunk.start <= quote.start < quote.end <= chunk.end
        assert quote.start in {each.start for each in quote.hit.sentences}
        assert quote.end in {each.end for each in quote.hit.sentences}
        said.add(" ".join(chunk.text[quote.start - chunk.start : quote.end - chunk.start].split()).casefold())
    assert len(said) == len(quotes)


@given(hit_lists())
def test_ranked_sentences_are_all_of_them_once_and_best_first(hits: list[Hit]) -> None:
    inquiry = Inquiry.of(Query("có bao nhiêu sở", "có bao nhiêu sở"), NO_REPORTS)
    found = ranked_sentences(hits, inquiry)
    assert len({(each.hit.chunk.id, each.sentence.start) for each in found}) == len(found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert len(found) == sum(len(hit.sentences) for hit in hits)
    assert among(found, hits[:2]) == ranked_sentences(hits[:2], inquiry)


@given(hit_lists(), st.booleans(), st.floats(0.001, 0.2))
def test_a_better_sentence_never_lowers_the_probability(hits: list[Hit], same_language: bool, more: float) -> None:
    inquiry = Inquiry.of(replace(QUERY, same_language=same_language), NO_REPORTS)
    before = answer_probability(hits, ranked_sentences(hits, inquiry), inquiry)
    assert 0 <= before <= 1
    assert bool(hits) or before == 0
    raised = [
        replace(hit, evidence=replace(hit.evidence, sentence_cosine=hit.evidence.sentence_cosine + more))
        for hit in hits
    ]
    assert answer_probability(raised, ranked_sentences(raised, inquiry), inquiry) >= before


def test_a_citation_says_where_and_what_replaced_it(sample_library: Library) -> None:
    for report in sample_library.reports.all():
        chunks = [stored.chunk for stored in sample_library.reports.passages.chunks(report.id)]
        for chunk in chunks:
            end = min(chunk.end, chunk.start + 50)
            replaced = Supersession("replaces", "9/QĐ-UBND")
            citation = cite(1, report, chunk, chunk.start, end, superseded=replaced, language="vi")
            assert citation.quote == report.text[chunk.start : end]
            assert set(citation.page_numbers) <= {page.number for page in report.pages}
            assert citation.page_numbers
            assert citation.notices[0] == "đã bị thay thế bởi văn bản số 9/QĐ-UBND"
            assert (citation.confidence is not None) == any(
                report.pages[number - 1].confidence is not None for number in citation.page_numbers
            )
