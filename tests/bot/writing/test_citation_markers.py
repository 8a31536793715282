"""Markers in every form that models write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.citation_markers import MARKER, parse_markers


@pytest.mark.parametrize(
    ("written", "text", "markers"),
    [
        ("Thu đạt 3.245 tỷ đồng [1].", "Thu đạt 3.245 tỷ đồng.", (1,)),
        ("Thu đạt [1, 2] tỷ.", "Thu đạt tỷ.", (1, 2)),
        ("Thu đạt 5 tỷ.[1][2]", "Thu đạt 5 tỷ.", (1, 2)),
        ("Thu đạt 5 tỷ 【3】.", "Thu đạt 5 tỷ.", (3,)),
        ("Thu đạt 5 tỷ【1†source】.", "Thu đạt 5 tỷ.", (1,)),
        ("Thu [2] và chi [1] tăng [2].", "Thu và chi tăng.", (2, 1)),
        ("Thu tăng [1-3].", "Thu tăng.", (1, 2, 3)),
        ("Thu tăng [^2].", "Thu tăng.", (2,)),
        ("Thu tăng [Đoạn 2].", "Thu tăng.", (2,)),
        ("Thu tăng [passage 1].", "Thu tăng.", (1,)),
        ("Thu tăng [9].", "Thu tăng.", ()),
        ("Thu tăng [1, 9].", "Thu tăng.", (1,)),
        ("Kế hoạch [2025] theo điểm (1).", "Kế hoạch [2025] theo điểm (1).", ()),
        ("Không dẫn nguồn.", "Không dẫn nguồn.", ()),
        ("Lồng [[1]].", "Lồng [].", (1,)),
        ("Lồng [[1]2].", "Lồng.", (1,)),
    ],
)
def test_forms(written: str, text: str, markers: tuple[int, ...]) -> None:
    marked = parse_markers(written, range(1, 4))
    assert (marked.text, marked.markers) == (text, markers)


@given(text=st.text(st.sampled_from("[]【】()†^123, ;-–aĐ.\n"), max_size=60), known=st.sets(st.integers(1, 30)))
def test_no_marker_is_left_and_only_known_ones_are_told(text: str, known: set[int]) -> None:
    marked = parse_markers(text, known)
    assert set(marked.markers) <= known
    assert len(set(marked.markers)) == len(marked.markers)
    assert not MARKER.search(marked.text)
    again = parse_markers(marked.text, known)
    assert again.text.split() == marked.text.split()
    assert again.markers == ()
