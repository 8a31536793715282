"""Figures of the check of claims: true against false statements, and corrupted sentences of the samples."""

from bot.claims.likeness import EncoderLikeness
from index.library import Library
from index.sync import sync
from tests.bench.bench import Bench
from tests.bench.table import Table, measures_table
from tests.measures import claims as statements
from tests.measures import corruption, gold, mutation, near_misses


def claims(bench: Bench) -> list[Table]:
    """Public statements about laws; sentences of the samples, as they are and corrupted."""
    with Library(bench.data / "bench-samples", bench.encoder) as library:
        sync(library, [gold.SAMPLES])
        corrupted = corruption.measure(library, EncoderLikeness(bench.encoder))
    return [
        measures_table(statements.measure(bench.public, bench.encoder), "Statements of entailment/alqac_dev."),
        measures_table(
            corrupted,
            "A hundred sentences of the samples, true and corrupted (intervals by Wilson; those above by the bootstrap).",
        ),
        measures_table(
            list(
                near_misses.measures(
                    near_misses.checked(near_misses.pairs("held_out")[0], EncoderLikeness(bench.encoder))
                )
            ),
            "Near misses by people's hands, of documents that nothing was fitted on: `python -m tests.measures.near_misses`.",
        ),
        measures_table(
            mutation.measure(),
            "Faults put into the evaluation's own code, one at a time: `python -m tests.measures.mutation`.",
        ),
    ]
