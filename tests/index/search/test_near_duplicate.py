"""The same paragraph in several reports is found out; another year's figures make another paragraph."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.chunk import Chunk
from index.search.near_duplicate import near_duplicates

TEXT = "Số hóa 540.000 trang tài liệu lưu trữ lịch sử của các cơ quan nhà nước cấp tỉnh, vượt kế hoạch được giao trong năm."


def chunk(text: str, report_id: str = "r", years: tuple[int, ...] = (2024,)) -> Chunk:
    return Chunk(f"{report_id}@0-{len(text)}", report_id, 0, len(text), text, (1,), "", years, "result")


def test_copies_go_together() -> None:
    copy = TEXT.replace("vượt", "đã vượt").replace("Số hóa", "2. Số hóa")
    others = [chunk(TEXT.replace("540", "900")), chunk(TEXT, years=(2025,)), replace(chunk(TEXT), aspect="plan")]
    assert near_duplicates([chunk(TEXT), *others, chunk(copy, "b")]) == [[0, 4], [1], [2], [3]]


@given(st.lists(st.text(alphabet="ab1 .\n", max_size=12).map(chunk), max_size=8))
def test_every_passage_is_in_one_group_in_order(chunks: list[Chunk]) -> None:
    groups = near_duplicates(chunks)
    assert sorted(place for group in groups for place in group) == list(range(len(chunks)))
    assert all(group == sorted(group) for group in groups)
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
