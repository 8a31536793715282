"""Terms and fusion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.glossary.bilingual import translate
from index.search.fuse import convex_fusion, min_max
from index.words import anchors, terms


def test_terms_keep_numbers_and_codes_whole() -> None:
    found = terms("Quyết định số 57/QĐ-UBND đạt 8,5%")
    assert {"57/qd-ubnd", "57", "8,5", "quyet_dinh"} <= set(found)
    assert terms("hoà") == terms("hòa")


def test_anchors_are_names_and_figures() -> None:
    assert set(anchors("What did UBND do in 2025")) == {"ubnd", "2025"}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_min_max_lies_between_0_and_1_in_order(scores: list[float]) -> None:
    scaled = min_max(scores)
    assert ((scaled >= 0) & (scaled <= 1)).all()
    assert (np.diff(scaled[np.argsort(scores, kind="stable")]) >= 0).all()


def test_fusion_is_the_weighted_mean() -> None:
    fused = convex_fusion({"a": [0, 1], "b": [4, 2]}, {"a": 3, "b": 1})
    assert fused.tolist() == [0.25, 0.75]
    with pytest.raises(ValueError, match="weight"):
        convex_fusion({"a": [0, 1]}, {})


def test_translations_take_the_longest_term() -> None:
    found = translate("merging the departments of home affairs with the football cup")
    assert found.terms == ("hợp nhất", "sáp nhập", "sở", "nội vụ")
    assert (found.gloss, found.known) == ("hợp nhất sở nội vụ", 3 / 5)
    assert found.untranslated == ("football", "cup")
