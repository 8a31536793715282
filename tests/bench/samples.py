"""Figures over the sample reports: right passages, cited and declined; the right year and aspect."""

from bot.answerer import Answerer
from index.library import Library
from index.sync import sync
from tests.bench.bench import Bench
from tests.bench.table import Table, measures_table
from tests.measures import follow_up, gold, kinds, sample_cases, year_aspect
from tests.measures.measure import Measure


def samples(bench: Bench) -> list[Table]:
    """All gold questions as one collection; then the forty, the pairs of questions about a result and a plan, and the kinds of question."""
    collected = sample_cases.measure(bench.data / "bench-collection", bench.encoder)
    with Library(bench.data / "bench-samples", bench.encoder) as library:
        sync(library, [gold.SAMPLES])
        answerer = Answerer(library)
        figures = gold.measure(library, answerer)
        bounds = [
            Measure("right passage first", figures.within(1), at_least=0.9),
            Measure("right passage among three", figures.within(3), at_least=0.98),
        ]
        return [
            measures_table(collected, "`hoidap evaluate` over all gold questions, held against tests/gold/gate.toml."),
            measures_table(bounds, "The forty questions of tests/gold/samples.jsonl."),
            measures_table(
                year_aspect.measure(library, answerer),
                "A result of 2024 or the plan for 2025 on the same subject: tests/gold/year_aspect.jsonl.",
            ),
            measures_table(
                kinds.measure(library, answerer),
                "Kinds of question (list, compare, in force, identity, summary, heading) and ordinary ones: tests/gold/kinds.jsonl.",
            ),
            measures_table(
                follow_up.measure(library, answerer),
                "Follow-ups and fresh questions: tests/gold/follow_up.jsonl, every other one held out.",
            ),
        ]
