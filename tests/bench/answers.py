"""Figures of answers, no language model configured: what is quoted, when it is declined, how long it takes."""

import time

from bot.answerer import Answerer
from bot.evaluation.datasets.beir import load_dataset
from bot.evaluation.evaluate_beir import evaluate
from bot.evaluation.figures.figures import Figures
from bot.evaluation.figures.metrics import percentile
from index.library import Library
from index.sync import sync
from tests.bench.bench import EN, REGULATIONS, VI, Bench
from tests.bench.table import Table, measures_table, shown
from tests.measures import gold
from tests.measures.measure import Measure

_CONTAINMENT = {VI: (0.78, 0.94, 0.97), EN: (0.60, 0.80, 0.86), REGULATIONS: (0.55, 0.70, 0.76)}
_AUROC = {VI: 0.92, REGULATIONS: 0.80}


def answers(bench: Bench) -> list[Table]:
    """`hoidap evaluate` on four public sets, and the gold questions of the samples."""
    public = {name: evaluate(bench.dataset(name), bench.data, bench.encoder) for name in _CONTAINMENT}
    adversarial = load_dataset(bench.public / "abstention" / "viquad2_dev")
    unanswerable = evaluate(adversarial, bench.data, bench.encoder)
    return [
        measures_table(
            [each for name, figures in public.items() for each in _quoted(name, figures)], "Quotes of public sets."
        ),
        measures_table(
            [
                *(
                    _measure(f"{name}, gold left out", figures, "refusal.auroc_leave_gold_out", _AUROC.get(name))
                    for name, figures in public.items()
                ),
                _measure(f"{adversarial.name}, gold left out", unanswerable, "refusal.auroc_leave_gold_out"),
                _measure(f"{adversarial.name}, adversarial questions", unanswerable, "refusal.auroc", 0.55),
            ],
            "AUROC of answering or declining.",
        ),
        _risk([*public.values(), unanswerable]),
        _samples(bench),
    ]


def _quoted(name: str, figures: Figures) -> list[Measure]:
    names = [f"answers.containment@{n}" for n in (1, 3, 5)]
    labels = [f"{name}: gold answer in {n} sentences" for n in (1, 3, 5)]
    return [
        *(
            _measure(label, figures, each, least)
            for label, each, least in zip(labels, names, _CONTAINMENT[name], strict=True)
        ),
        _measure(f"{name}: token F1 of all quotes", figures, "answers.token_f1"),
        _measure(f"{name}: figures of the gold answer in the quotes", figures, "answers.figure_match"),
        _measure(f"{name}: quotes verbatim", figures, "citations.quote_validity", 1),
        _measure(f"{name}: sentences carried by what they cite (ALCE)", figures, "citations.alce_recall", 1),
    ]


def _measure(label: str, figures: Figures, figure: str, at_least: float | None = None) -> Measure:
    return Measure(label, figures.values()[figure] or 0.0, at_least, None, figures.intervals.get(figure))


def _risk(evaluated: list[Figures]) -> Table:
    rows = tuple(
        (figures.dataset, f"{at.answer_from:g}", shown(at.answered), shown(at.wrong), shown(at.answered_without_gold))
        for figures in evaluated
        for at in figures.refusal.risk_coverage
    )
    heads = ("dataset", "answer_from", "answered", "wrong among them", "answered when the passage is missing")
    return Table(heads=heads, rows=rows, caption="What the setting `answer_from` comes to: coverage and risk.")


def _samples(bench: Bench) -> Table:
    with Library(bench.data / "bench-samples", bench.encoder) as library:
        sync(library, [gold.SAMPLES])
        answerer = Answerer(library)
        figures = gold.measure(library, answerer)
        taken = []
        for question in gold.questions():
            began = time.perf_counter()
            answerer.answer(question)
            taken.append((time.perf_counter() - began) * 1000)
    unanswerable = sum(each.unanswerable for each in figures.outcomes)
    measured = [
        Measure("right passage cited", figures.cited, at_least=0.92),
        Measure("citations that are right passages", figures.precision, at_least=0.90),
        Measure("unanswerable questions not answered firmly", figures.not_firm, at_least=unanswerable),
        Measure("quotes verbatim", figures.verbatim, at_least=1),
        Measure("milliseconds from question to finished answer, p95", percentile(0.95, taken) or 0, at_most=150),
    ]
    return measures_table(measured, "Samples: the forty questions of tests/gold/samples.jsonl.")
