"""The figures against hand-made cases and against an independent library."""

import warnings

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.figures.metrics import (
    auroc,
    contains_answer,
    exact_match,
    figure_match,
    hit_at,
    mean,
    ndcg_at,
    percentile,
    recall_at,
    reciprocal_rank_at,
    token_f1,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import ir_measures

IDS = [f"d{i}" for i in range(15)]


@settings(max_examples=50)
@given(st.permutations(IDS), st.sets(st.sampled_from(IDS), min_size=1))
def test_equal_to_ir_measures(ranking: list[str], gold: set[str]) -> None:
    run = [ir_measures.ScoredDoc("q", each, float(-rank)) for rank, each in enumerate(ranking)]
    qrels = [ir_measures.Qrel("q", each, 1) for each in gold]
    ours = {ir_measures.Success @ k: hit_at(k, ranking, gold) for k in (1, 3, 10)}
    for k in (1, 3, 10):
        ours[ir_measures.nDCG @ k] = ndcg_at(k, ranking, gold)
        ours[ir_measures.R @ k] = recall_at(k, ranking, gold)
        ours[ir_measures.RR @ k] = reciprocal_rank_at(k, ranking, gold)
    found = ir_measures.calc_aggregate(list(ours), qrels, run)
    for measure, own in ours.items():
        assert abs(found[measure] - own) < 1e-9


@given(st.lists(st.integers(0, 5), min_size=1), st.lists(st.integers(0, 5), min_size=1))
def test_auroc_is_the_share_of_pairs(positive: list[int], negative: list[int]) -> None:
    wins = sum((p > n) + (p == n) / 2 for p in positive for n in negative)
    found = auroc([float(p) for p in positive], [float(n) for n in negative])
    assert found is not None
    assert abs(found - wins / (len(positive) * len(negative))) < 1e-9


def test_containment_folds_case_and_space() -> None:
    assert contains_answer("Đạt  80%\ncả năm", ["đạt 80%"])
    assert not contains_answer("80", [""])


def test_token_f1_counts_each_word_as_often_as_it_occurs() -> None:
    assert token_f1("Sở Nội vụ chủ trì", "so noi vu chu tri") == 1.0
    assert token_f1("a a b", "a c") == 2 * 1 / (3 + 2)
    assert token_f1("", "a") == token_f1("a", "b") == 0.0


def test_exact_but_for_case_punctuation_and_space() -> None:
    assert exact_match("Sở  NỘI VỤ, chủ trì.", "“Sở Nội vụ” chủ trì") == 1.0
    assert exact_match("32%", "32") == 1.0
    for text, reference in (("1,5 tỷ", "15 tỷ"), ("công an", "công"), ("ma", "má"), ("chủ trì", "trì chủ"), ("", "a")):
        assert exact_match(text, reference) == 0.0


def test_nothing_to_find_and_nothing_to_compare() -> None:
    assert (
        recall_at(3, ["a"], [])
        == ndcg_at(3, ["a"], [])
        == hit_at(3, [], ["a"])
        == reciprocal_rank_at(3, [], ["a"])
        == 0.0
    )
    assert auroc([], [0.5]) is None
    assert auroc([0.5], []) is None
    assert mean([]) is None
    assert mean([0.0, 1.0, 1.0, 1.0]) == 0.75


def test_figures_match_in_any_notation() -> None:
    """1.850 million is 1,85 billion; a percentage is not the count beside it; all figures of one answer are needed."""
    said = "Kinh phí là 1.850 triệu đồng, đạt 98,2%."
    assert figure_match(said, ["1,85 tỷ đồng"]) == 1.0
    assert figure_match(said, ["98,2 phần trăm"]) == 1.0
    assert figure_match(said, ["98,2 tỷ đồng"]) == 0.0
    assert figure_match(said, ["1,85 tỷ đồng, đạt 98,3%"]) == 0.0
    assert figure_match(said, ["98,3%", "98,2%"]) == 1.0
    assert figure_match(said, ["Sở Nội vụ"]) is None
    assert figure_match("không có số", ["98,2%"]) == 0.0


@given(st.lists(st.floats(0, 9), min_size=1, max_size=30), st.floats(0.01, 1))
def test_percentile_is_the_smallest_value_that_the_share_does_not_exceed(values: list[float], share: float) -> None:
    found = percentile(share, values)
    assert found in values
    assert found is not None
    assert sum(each <= found for each in values) >= share * len(values) - 1e-9
    assert sum(each < found for each in values) < share * len(values) + 1e-9
    assert percentile(share, []) is None
