"""What is shown and how sure, over questions that were not learned from."""

import itertools
from collections.abc import Sequence

import numpy as np

from tests.fit.learn import Judged

_BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)


def figures_of(rows: Sequence[Judged], least: float) -> str:
    """Shown, firm (from `least` on) and right or wrong; unanswerable and firm, named as lacking; how well calibrated."""
    answerable = [each for each in rows if each.case.must]
    others = [each for each in rows if not each.case.must]
    firm, right, lacking = np.array([[each.is_firm(least), each.right, each.is_lacking] for each in answerable], bool).T
    told = [each.is_lacking for each in others if each.case.missing]
    sure = [(each.probability, each.right) for each in rows]
    return "\n  ".join(
        (
            (
                f"{len(answerable)} answerable forms of {len({each.case.id for each in answerable})} questions: "
                f"shown {np.mean(right & ~lacking):.3f}, firm from {least:.2f}: right {np.mean(firm & right):.3f}, "
                f"wrong {np.mean(firm & ~right):.3f}; called lacking {np.mean(lacking):.3f}"
            ),
            (
                f"{len(others)} unanswerable: firm {np.mean([each.is_firm(least) for each in others]):.3f}; "
                f"{len(told)} that name what the library lacks: told so {np.mean(told):.3f}"
            ),
            f"AUROC {_auroc([p for p, is_right in sure if is_right], [p for p, is_right in sure if not is_right]):.3f}",
            f"calibration {', '.join(_calibration(rows))}",
        )
    )


def _calibration(rows: Sequence[Judged]) -> list[str]:
    bins = []
    for least, most in itertools.pairwise(_BINS):
        found = [each.right for each in rows if least <= each.probability < most]
        bins += [f"{least:.1f}–{min(most, 1):.1f}: {np.mean(found):.2f} of {len(found)}"] if found else []
    return bins


def _auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    return float(np.mean([(p > q) + (p == q) / 2 for p in right for q in wrong]))
