"""Figures of cost: characters indexed a second, seconds to the first answer, growth over many passages."""

from tests.bench.bench import EN, REGULATIONS, VI, Bench
from tests.bench.table import Table, measures_table, shown
from tests.measures import cold_start, encoding, indexing_speed, scale
from tests.measures.plain_langchain import huggingface_embeddings
from tests.measures.scale import Size


def cost(bench: Bench) -> list[Table]:
    """Indexing beside the plain pipeline; cold start."""
    datasets = [bench.dataset(name) for name in (VI, REGULATIONS)]
    return [
        measures_table(
            encoding.measure(bench.public), "Encoding by each back-end, as a plain pipeline calls it beside."
        ),
        measures_table(indexing_speed.measure(datasets, bench.encoder, huggingface_embeddings()), "Indexing."),
        measures_table(cold_start.measure(bench.data / "bench-samples", bench.encoder), "Cold start, samples indexed."),
    ]


def growth(bench: Bench) -> list[Table]:
    """The same library at several sizes."""
    datasets = {"vi": bench.dataset(VI), "en": bench.dataset(EN), "regulations": bench.dataset(REGULATIONS)}
    sizes = scale.measure(datasets, bench.data, bench.encoder)
    return [measures_table(scale.bounds(sizes)), growth_table(sizes), _kinds(sizes)]


def growth_table(sizes: list[Size]) -> Table:
    """One row a size."""
    heads = (
        "passages", "p50 ms", "p95 ms", "plain p50 ms", "plain p95 ms", "MB resident", "MB at most", "MB on disk",
        "bytes a passage, memory", "bytes a passage, disk", "s to open and find", "s to fill from the size before",
    )  # fmt: skip
    rows = tuple(
        (
            f"{each.passages:,}", *(shown(value) for side in (each.ours, each.plain) for value in side["all"]),
            f"{each.resident / 1e6:,.0f}", f"{each.peak / 1e6:,.0f}", f"{each.disk / 1e6:,.0f}",
            _slope(sizes, i, each), f"{each.disk / each.passages:,.0f}", shown(each.opened), shown(each.filling),
        )
        for i, each in enumerate(sizes)
    )  # fmt: skip
    caption = "Growth. A passage's memory is what it adds over the size before; disk is the library's whole folder."
    return Table(heads=heads, rows=rows, caption=caption)


def _slope(sizes: list[Size], i: int, each: Size) -> str:
    if i == 0:
        return shown(None)
    before = sizes[i - 1]
    return f"{(each.resident - before.resident) / (each.passages - before.passages):,.0f}"


def _kinds(sizes: list[Size]) -> Table:
    largest = sizes[-1]
    rows = tuple(
        (kind, *(shown(value) for side in (largest.ours, largest.plain) for value in side[kind]))
        for kind in largest.ours
    )
    heads = ("questions", "p50 ms", "p95 ms", "plain p50 ms", "plain p95 ms")
    return Table(heads=heads, rows=rows, caption=f"By kind of question, at {largest.passages:,} passages.")
