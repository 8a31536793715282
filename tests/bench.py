"""Measures on public data and on the sample reports, and writes docs/figures.md: `make bench`.

Every dataset below `$HOIDAP_BENCH_DATA/retrieval` and `/abstention` is measured with `hoidap evaluate`'s own code; the gold questions
with `tests.measures.gold`. README quotes only what stands in docs/figures.md.
"""

import os
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version

from bot.evaluation.dataset import load_dataset
from bot.evaluation.evaluate import evaluate
from bot.evaluation.figures import Figures
from index.chosen_encoder import ChosenEncoder
from tests.measures import encoding, laws, legacy, pdf_speed, provincial, resync, scans, structure
from tests.measures.gold import GoldFigures, measure_samples
from tests.measures.measure import Measure

DATASETS = ("retrieval/xquad_vi_vi", "retrieval/xquad_en_vi", "retrieval/virhe4qa_dev")
READING = (
    structure.measure, provincial.measure, laws.measure, legacy.measure, scans.measure, scans.compare, pdf_speed.measure,
)  # fmt: skip
OUTPUT = Path("docs/figures.md")
_ROWS = {
    "hit@1": ("retrieval", "hit@1"),
    "hit@3": ("retrieval", "hit@3"),
    "hit@10": ("retrieval", "hit@10"),
    "MRR@10": ("retrieval", "mrr@10"),
    "nDCG@10": ("retrieval", "ndcg@10"),
    "gold answer in 1 sentence": ("answers", "containment@1"),
    "gold answer in 3 sentences": ("answers", "containment@3"),
    "gold answer in 5 sentences": ("answers", "containment@5"),
    "quotes verbatim": ("citations", "quote_validity"),
    "citations of a gold row": ("citations", "precision"),
    "questions with a gold row cited": ("citations", "recall"),
    "AUROC, gold left out": ("refusal", "auroc_leave_gold_out"),
    "characters indexed a second": ("speed", "characters_per_second"),
    "milliseconds a search, p50": ("speed", "query_ms_p50"),
    "milliseconds a search, p95": ("speed", "query_ms_p95"),
    "milliseconds an answer, p95": ("speed", "answer_ms_p95"),
}


def main() -> None:
    """Run everything and write the page."""
    encoder = ChosenEncoder()
    data = Path(os.environ.get("HOIDAP_DATA", "hoidap-data"))
    public = os.environ.get("HOIDAP_BENCH_DATA")
    if public is None:
        sys.exit("make bench needs HOIDAP_BENCH_DATA: the folder with the public evaluation data")
    measured = []
    for name in DATASETS:
        print(f"measuring {name} …", flush=True)
        measured.append(evaluate(load_dataset(Path(public) / name), data, encoder))
    print("measuring the sample reports …", flush=True)
    gold = measure_samples(data / "bench-samples", encoder)
    print("measuring reading …", flush=True)
    reading = (
        [figure for measure in READING for figure in measure(Path(public))]
        + resync.measure()
        + encoding.measure(Path(public))
    )
    OUTPUT.write_text(_page(measured, gold, reading), encoding="utf-8")
    print(f"wrote {OUTPUT}")


def _page(measured: list[Figures], gold: GoldFigures, reading: list[Measure]) -> str:
    return "\n".join(
        [
            "# Figures",
            "",
            (
                f"Written by `make bench` on {datetime.now(UTC).date()}: hoidap {version('hoidap')}, encoder {measured[0].settings.encoder}, "
                f"index recipe {measured[0].settings.recipe}, Python {python_version()}, {machine()}, {os.cpu_count()} processors, no GPU. "
                "Times depend on the machine and on what else it does."
            ),
            "",
            "## Public data",
            "",
            "Each column is `hoidap evaluate` on that folder. What a dataset cannot tell is –.",
            "",
            *_table(measured),
            "",
            "## Sample reports",
            "",
            "The forty questions of tests/gold/samples.jsonl over corpus/samples.",
            "",
            "| figure | value |",
            "|---|---|",
            *(f"| {name} | {value} |" for name, value in gold.rows()),
            "",
            "## Reading",
            "",
            "The modules of tests/measures over the public data; a figure that misses its bound says so.",
            "",
            "| figure | value | bound |",
            "|---|---|---|",
            *(f"| {each.name} | {each.value:.4g} | {_bound(each)} |" for each in reading),
            "",
        ]
    )


def _table(measured: list[Figures]) -> list[str]:
    dumps = [figures.model_dump(by_alias=True) for figures in measured]
    lines = [f"| figure | {' | '.join(figures.dataset for figures in measured)} |", f"|---|{'---|' * len(measured)}"]
    for label, (group, name) in _ROWS.items():
        lines.append(f"| {label} | {' | '.join(_shown(dump[group][name]) for dump in dumps)} |")
    return lines


def _bound(figure: Measure) -> str:
    bounds = [f"≥ {figure.at_least:g}"] if figure.at_least is not None else []
    bounds += [f"≤ {figure.at_most:g}"] if figure.at_most is not None else []
    return ", ".join(bounds or ["–"]) + ("" if figure.is_met else " (missed)")


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if value <= 1 else f"{value:,.0f}"


if __name__ == "__main__":
    main()
