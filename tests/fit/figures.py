"""What is shown and how sure, over questions that were not learned from."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from bot.quoting.certainty import FIRM, probability
from tests.fit.example import Example
from tests.fit.learn import Learned

_BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)


def figures_of(
    examples: Mapping[str, Sequence[Example]],
    sure: Mapping[str, Learned],
    outcomes: Mapping[str, Sequence[tuple[dict[str, float], bool]]],
) -> str:
    """One paragraph: shown, firm and right, firm and wrong; unanswerable and firm, named as missing; how well calibrated."""
    rows = [
        (example.case, example.is_lacking, probability(signals, sure[name]), right)
        for name in examples
        for example, (signals, right) in zip(examples[name], outcomes[name], strict=True)
    ]
    answerable = [row for row in rows if row[0].must]
    others = [row for row in rows if not row[0].must]
    labelled = [row for row in others if row[0].missing]
    told = np.array([(p >= FIRM and not lacking, right, lacking) for _, lacking, p, right in answerable])
    lines = [
        (
            f"{len(answerable)} answerable forms of {len({case.id for case, *_ in answerable})} questions: "
            f"shown {np.mean(told[:, 1] & ~told[:, 2]):.3f} (without what is called lacking {np.mean(told[:, 1]):.3f}), "
            f"firm and right {np.mean(told[:, 0] & told[:, 1]):.3f}, firm and wrong {np.mean(told[:, 0] & ~told[:, 1]):.3f}, "
            f"called lacking {np.mean(told[:, 2]):.3f}"
        ),
        (
            f"{len(others)} unanswerable: firm {np.mean([p >= FIRM and not lacking for _, lacking, p, _ in others]):.3f}; "
            f"{len(labelled)} that name what the library lacks: told so {np.mean([lacking for _, lacking, *_ in labelled]):.3f}"
        ),
        f"AUROC {_auroc([p for *_, p, right in rows if right], [p for *_, p, right in rows if not right]):.3f}",
        "calibration " + ", ".join(_calibration(rows)),
    ]
    return "\n  ".join(lines)


def _calibration(rows: Sequence[tuple[object, bool, float, bool]]) -> list[str]:
    bins = []
    for least, most in itertools.pairwise(_BINS):
        found = [right for *_, p, right in rows if least <= p < most]
        bins += [f"{least:.1f}–{min(most, 1):.1f}: {np.mean(found):.2f} of {len(found)}"] if found else []
    return bins


def _auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    pairs = [(p > q) + (p == q) / 2 for p in right for q in wrong]
    return float(np.mean(pairs))
