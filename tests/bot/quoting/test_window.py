"""The stretch around a sentence holds it, whole sentences, and no more than is read at a glance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quoting.window import LONGEST, overlaps, shown_of, window_of
from corpus.chunk import Chunk
from corpus.language.sentence import sentences
from index.search.hit import Context, Evidence, Hit, ScoredSentence

EVIDENCE = Evidence(0.8, 0.8, 1.0, 0.5, 0.5, 0.4, 0.7)
TEXTS = st.lists(st.text("abc ", min_size=1, max_size=200).map(lambda text: f"A{text}z."), min_size=1, max_size=12)


def hit_of(text: str, start: int = 0, after: str = "") -> Hit:
    chunk = Chunk("r@0", "r", start, start + len(text), text, (1,), "", (), None)
    following = Chunk("r@1", "r", chunk.end, chunk.end + len(after), after, (1,), "", (), None)
    scored = tuple(ScoredSentence(start + a, start + b, 0.5) for a, b in sentences(text))
    return Hit(chunk, 0.5, EVIDENCE, scored, Context(after=following if after else None))


@given(TEXTS, st.integers(0, 1_000), st.data())
def test_holds_its_sentence_and_whole_ones(lines: list[str], start: int, data: st.DataObject) -> None:
    hit = hit_of("\n".join(lines), start)
    place = data.draw(st.integers(0, len(hit.sentences) - 1))
    first, last = window_of(hit, place)
    sentence = hit.sentences[place]
    assert first <= sentence.start < sentence.end <= last
    assert first in {each.start for each in hit.sentences}
    assert last in {each.end for each in hit.sentences}
    assert last - first <= max(LONGEST, sentence.end - sentence.start)
    begins, ends = shown_of(hit, place)
    assert begins == first
    assert sentence.end <= ends <= last
    assert ends in {each.end for each in hit.sentences}


def test_stretches_that_touch_do_not_overlap() -> None:
    assert overlaps((0, 5), [(4, 9)])
    assert not overlaps((0, 5), [(5, 9)])


SAID = "Tỉnh đã số hóa 120.000 trang hồ sơ."


@pytest.mark.parametrize(
    ("trails", "after"),
    [
        ("III. Tổ chức thực hiện", "1. Sở Nội vụ chủ trì, báo cáo hằng quý."),
        ("Chương II\nTRÁCH NHIỆM THI HÀNH", "Điều 4. Sở Tài chính bố trí kinh phí."),
        ("Điều 7. Điều khoản thi hành", "1. Quyết định này có hiệu lực từ ngày ký."),
        ("4.2. Hạ tầng", "Lắp thêm trạm phát sóng."),
        ("Các sở có trách nhiệm:", "a) Lập kế hoạch;"),
        ("Bài, ảnh: Minh Châu", ""),
        ("Lê Minh", ""),
        ("QUYẾT ĐỊNH:", "Điều 1. Ban hành quy chế."),
        ("Next steps", "The department reports monthly."),
    ],
)
def test_what_only_announces_or_signs_is_not_shown_at_the_end(trails: str, after: str) -> None:
    within, broken_off = hit_of(f"{SAID}\n\n{trails}\n{after}"), hit_of(f"{SAID}\n\n{trails}\n", after=after)
    assert shown_of(broken_off, 0) == (0, len(SAID))
    if after:  # it all fits: the heading leads to its text
        assert shown_of(within, 0) == window_of(within, 0)


@pytest.mark.parametrize(
    ("first", "others", "after"),
    [
        ("1. Xã Hòa An", "2. Xã Hòa Bình", "3. Xã Hòa Cường"),
        ("a) Vốn trung ương: 38.100 triệu đồng", "b) Vốn tỉnh: 2.000 triệu đồng", "II. PHÂN BỔ"),
        (SAID, "TT: 30; Chỉ tiêu: Trang số hóa; Thực hiện 2024: 120.000; Kế hoạch 2025: 200.000", ""),
        ("Hồ sơ được số hóa tại Trung tâm Lưu trữ tỉnh", "Lam Giang và các huyện", "Việc này xong trong quý II."),
        (SAID, "của 14 cơ quan", ""),
        ("Các sở sau đây:", "Sở Nội vụ,\nSở Tài chính", "Sở Y tế"),
        ("Có trả lương khi ngừng việc:", "Có [ ] Không [ ]", "5. Thời giờ làm việc:"),
        (SAID, "2. Mức thuế suất 5% áp dụng đối với:", "a) Nhà đầu tư nước ngoài;"),
    ],
)
def test_items_rows_and_broken_lines_are_shown(first: str, others: str, after: str) -> None:
    hit = hit_of(f"{first}\n{others}\n", after=after)
    assert shown_of(hit, 0) == (0, len(f"{first}\n{others}"))
