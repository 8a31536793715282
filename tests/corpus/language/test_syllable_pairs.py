"""What follows what in Vietnamese in general."""

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.syllable_pairs import SyllablePairs, general_pairs
from corpus.language.symbols import ASKED, END, NUMBER, OTHER, PAUSE, sentences, symbols
from tests.measures.count_pairs import counted, kept

SIGNS = (END, ASKED, PAUSE, NUMBER, OTHER)


def test_sentences_are_rows_of_signs() -> None:
    assert list(sentences("Năm 2025, mức hỗ trợ là bao nhiêu? 3,5 triệu")) == [
        [END, "năm", NUMBER, PAUSE, "mức", "hỗ", "trợ", "là", "bao", "nhiêu", ASKED],
        [END, NUMBER, "triệu", END],
    ]


@given(st.text(max_size=60))
def test_symbols_tile_what_is_not_space(text: str) -> None:
    found = list(symbols(text))
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert not "".join(
        character for at, character in enumerate(text) if not any(each.start <= at < each.end for each in found)
    ).strip()


def test_counts_are_what_was_counted() -> None:
    found = kept(counted(["Ủy ban nhân dân xã. Ủy ban nhân dân huyện."] * 6 + ["ban hành"]), counted(["Dân nào?"]))
    assert found.count("nhân", "dân") == 12
    assert found.count(END, "ủy") == 12
    assert found.count("ban", "hành") == 0  # met once
    assert found.count("dân", "nhân") == 0
    assert found.spellings("uy") == ["ủy"]
    assert found.in_questions(["dân", "xã", "nào"]).tolist() == [1, 0, 0]  # "nào" is in no text


@given(st.lists(st.tuples(*[st.sampled_from(["ba", "bà", "bá", "cá", "có"])] * 2), min_size=30, max_size=200))
def test_a_file_holds_the_counts(pairs: list[tuple[str, str]]) -> None:
    found = kept(Counter(pairs), Counter(pairs[:5]))
    again = SyllablePairs.unpacked(found.packed())
    assert again.words == found.words
    assert all(
        np.array_equal(getattr(again, name), getattr(found, name)) for name in ("totals", "asked", "keys", "counts")
    )


@pytest.mark.parametrize("first", ["hà", "của", END, "lấy", "zzz"])
def test_what_follows_is_a_probability(first: str) -> None:
    pairs = general_pairs()
    assert pairs.following([first], pairs.words).sum() == pytest.approx(1, abs=0.02)
    assert pairs.following([first], ["zzz"]).min() > 0


def test_common_pairs_are_likely() -> None:
    pairs = general_pairs()
    assert pairs.count("nhân", "dân") > 1_000 > pairs.count("dân", "nhân")
    assert pairs.log_probability("hà", "nội") > math.log(0.2)
    assert pairs.log_probability("lấy", "mấy") > pairs.log_probability("lấy", "mây")
    assert set(SIGNS) <= set(pairs.words)
