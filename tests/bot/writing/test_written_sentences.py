"""A stream cut into sentences is cut as the whole text is, however it comes in pieces."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.written_sentences import split_written, without_thoughts, written_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu đạt 3.245 tỷ đồng [1]. Chi đạt 98,5% [2].", ["Thu đạt 3.245 tỷ đồng [1].", "Chi đạt 98,5% [2]."]),
        ("Thu tăng. [1] Chi giảm. [2]", ["Thu tăng. [1]", "Chi giảm. [2]"]),
        ("Thu tăng.[1][2] Chi giảm.[3]", ["Thu tăng.[1][2] Chi giảm.[3]"]),
        ("[1] Thu tăng. [2] Chi giảm.", ["[1] Thu tăng.", "[2] Chi giảm."]),
        ("- Thu tăng\n[1]\n- Chi giảm\n[2]", ["- Thu tăng [1]", "- Chi giảm [2]"]),
        ("<think>Thu bao nhiêu? 9 tỷ.</think>Thu tăng [1].", ["Thu tăng [1]."]),
        ("Thu tăng [1]. <think>9 tỷ.", ["Thu tăng [1]."]),
        ("Theo Nghị định số 30/2020/NĐ-CP [1]. TP. Hà Nội tăng [2].",
         ["Theo Nghị định số 30/2020/NĐ-CP [1].", "TP. Hà Nội tăng [2]."]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_with_their_markers(text: str, expected: list[str]) -> None:
    assert split_written(without_thoughts(text)) == expected
    assert list(written_sentences(text)) == expected


PARTS = [
    "Thu đạt 3.245 tỷ", "đồng", " ", ".", ". ", "! ", "\n", "[1]", "[2, 3]", "【1】", "[", "1", "]", "(", "b", "B", "Đ",
    "e\u0301", "<think>", "</think>", "<", "“", "1. ", "- ", "TP.", "[đoạn 2]", "…", "</b>",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)


@given(text=TEXTS | st.text(max_size=80), cuts=st.lists(st.integers(0, 80)))
def test_pieces_do_not_matter(text: str, cuts: list[int]) -> None:
    at = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[first:last] for first, last in itertools.pairwise(at)]
    assert list(written_sentences(pieces)) == split_written(without_thoughts(text))
    assert list(written_sentences(text)) == split_written(without_thoughts(text))


def test_each_comes_as_soon_as_it_is_finished() -> None:
    said: list[str] = []

    def pieces() -> list[str]:
        return ["Thu tăng", " [1]. Ch", "i giảm", " [2]", ". Nợ 3", ".2", "45 tỷ."]

    seen = []
    for piece in pieces():
        said.append(piece)
        seen.append(_given(said))
    assert seen == [0, 1, 1, 1, 2, 2, 2]


def _given(pieces: list[str]) -> int:
    """How many sentences come before the stream breaks off."""

    def broken():  # type: ignore[no-untyped-def]
        yield from pieces
        raise ConnectionError

    count = 0
    try:
        for _ in written_sentences(broken()):
            count += 1
    except ConnectionError:
        return count
    raise AssertionError
