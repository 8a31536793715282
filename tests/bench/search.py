"""Figures of search on public data, beside the plain pipeline; and how typing without diacritics lowers them."""

from bot.evaluation.figures.figures import Figures
from bot.evaluation.figures.interval import Interval
from tests.bench.bench import EN, REGULATIONS, VI, Bench
from tests.bench.table import NONE, Table, bound, how_sure, shown
from tests.measures import diacritics, plain_langchain
from tests.measures.measure import Measure
from tests.measures.plain_langchain import PlainFigures, huggingface_embeddings
from tests.measures.retrieval import Retrieved, evaluated, on_both, rankings

_AT_LEAST = {VI: (0.965, 0.98), EN: (0.84, 0.91), REGULATIONS: (0.80, 0.90)}
"""hit@1 and nDCG@10, wanted of the half that was not fitted on too."""
_WITHIN = 0.01
_ROWS = {
    "hit@1": "retrieval.hit@1",
    "hit@3": "retrieval.hit@3",
    "hit@10": "retrieval.hit@10",
    "MRR@10": "retrieval.mrr@10",
    "nDCG@10": "retrieval.ndcg@10",
    "milliseconds a search, p50": "speed.query_ms_p50",
    "milliseconds a search, p95": "speed.query_ms_p95",
}


def search(bench: Bench) -> list[Table]:
    """`hoidap evaluate` and the plain pipeline, on the same rows and questions in the same run."""
    datasets = [bench.dataset(name) for name in _AT_LEAST]
    plain = [plain_langchain.measure(dataset, huggingface_embeddings()) for dataset in datasets]
    prompted = [plain_langchain.measure(dataset, huggingface_embeddings(prompts=True)) for dataset in datasets]
    ours = [evaluated(dataset, bench.data, bench.encoder) for dataset in datasets]
    return [
        _beside([over_all for over_all, _ in ours], plain, prompted),
        _held_out(ours, plain),
        _everything([over_all for over_all, _ in ours]),
    ]


def typing(bench: Bench) -> list[Table]:
    """The Vietnamese questions of one set again, typed otherwise."""
    dataset = bench.dataset(VI)
    as_typed = on_both(
        dataset.cases, rankings(dataset, [case.question for case in dataset.cases], bench.data, bench.encoder)
    )
    rows = [("as typed", *_four(as_typed), NONE)]
    for name, figures in diacritics.measure(dataset, bench.data, bench.encoder).items():
        lost = max(
            getattr(before, each) - getattr(after, each)
            for before, after in zip(as_typed, figures, strict=True)
            for each in ("hit_at_1", "ndcg_at_10")
        )
        rows.append((name, *_four(figures), f"{shown(max(lost, 0.0))} {bound(Measure(name, lost, at_most=_WITHIN))}"))
    heads = ("questions", "hit@1", "nDCG@10", "hit@1, held-out half", "nDCG@10, held-out half", "most lost")
    return [Table(heads=heads, rows=tuple(rows), caption=f"Questions of {VI}.")]


def _beside(ours: list[Figures], plain: list[PlainFigures], prompted: list[PlainFigures]) -> Table:
    rows = []
    for figures, other, best in zip(ours, plain, prompted, strict=True):
        for name, own, theirs, with_prompts in (
            ("hit@1", figures.retrieval.hit_at_1, other.over_all.hit_at_1, best.over_all.hit_at_1),
            ("nDCG@10", figures.retrieval.ndcg_at_10, other.over_all.ndcg_at_10, best.over_all.ndcg_at_10),
            ("milliseconds a search, p50", figures.speed.query_ms_p50, other.search_ms_p50, best.search_ms_p50),
            ("milliseconds a search, p95", figures.speed.query_ms_p95, other.search_ms_p95, best.search_ms_p95),
        ):
            values = (shown(own), shown(theirs), shown(with_prompts), f"{(own or 0) / theirs:.2f}")
            rows.append((f"{figures.dataset}: {name}", *values))
    heads = ("figure", "hoidap", "plain LangChain", "plain, with the model's prompts", "hoidap / plain")
    return Table(
        heads=heads, rows=tuple(rows), caption="Beside a plain LangChain pipeline on the same model, all questions."
    )


def _held_out(ours: list[tuple[Figures, Figures]], plain: list[PlainFigures]) -> Table:
    rows = []
    for (over_all, over_half), other in zip(ours, plain, strict=True):
        for name, attribute, least in zip(
            ("hit@1", "nDCG@10"), ("hit_at_1", "ndcg_at_10"), _AT_LEAST[over_all.dataset], strict=True
        ):
            whole, half = getattr(over_all.retrieval, attribute), getattr(over_half.retrieval, attribute)
            wanted = bound(Measure(name, min(whole, half), at_least=least))
            theirs = shown(getattr(other.over_held_out, attribute))
            rows.append((f"{over_all.dataset}: {name}", shown(whole), shown(half), theirs, wanted))
    heads = ("figure", "all questions", "held-out half", "plain LangChain, held-out half", "bound, of both")
    return Table(
        heads=heads, rows=tuple(rows), caption="Over all questions, and over the half that nothing was fitted on."
    )


def _everything(ours: list[Figures]) -> Table:
    counts = ("questions", *(shown(figures.queries) for figures in ours))
    rows = tuple(
        (label, *(_with_interval(figures.intervals.get(name)) for figures in ours)) for label, name in _ROWS.items()
    )
    caption = "Each column is `hoidap evaluate` on that folder, with 95 % intervals. What a dataset cannot tell is –."
    return Table(heads=("figure", *(figures.dataset for figures in ours)), rows=(counts, *rows), caption=caption)


def _with_interval(found: Interval | None) -> str:
    return f"{shown(found.value)} ({how_sure(found)[0]})" if found else NONE


def _four(figures: tuple[Retrieved, Retrieved]) -> tuple[str, ...]:
    return tuple(shown(value) for each in figures for value in (each.hit_at_1, each.ndcg_at_10))
