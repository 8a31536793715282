"""The figures against hand-made cases and against an independent library."""

import warnings

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.metrics import auroc, contains_answer, ndcg_at, recall_at, reciprocal_rank_at, token_f1

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import ir_measures

IDS = [f"d{i}" for i in range(15)]


@settings(max_examples=50, deadline=None)
@given(st.permutations(IDS), st.sets(st.sampled_from(IDS), min_size=1))
def test_equal_to_ir_measures(ranking: list[str], gold: set[str]) -> None:
    run = [ir_measures.ScoredDoc("q", each, float(-rank)) for rank, each in enumerate(ranking)]
    qrels = [ir_measures.Qrel("q", each, 1) for each in gold]
    measures = [ir_measures.nDCG @ 10, ir_measures.R @ 10, ir_measures.RR @ 10]
    found = ir_measures.calc_aggregate(measures, qrels, run)
    ours = [ndcg_at(10, ranking, gold), recall_at(10, ranking, gold), reciprocal_rank_at(10, ranking, gold)]
    for measure, own in zip(measures, ours, strict=True):
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
