"""What is shown and how sure, over questions that were not learned from."""

import itertools
from collections.abc import Sequence

import numpy as np

from tests.fit.learn import Judged

_BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)


def figures_of(rows: Sequence[Judged], near: float, firm: float) -> str:
    """Shown; firm and right or wrong; unanswerable and firm, named as lacking; asked of another library; how well calibrated.

    `near` and `firm` are the probabilities from which something is shown, and said firmly.
    """
    own = [each for each in rows if not each.outcome.example.is_foreign]
    foreign = [each for each in rows if each.outcome.example.is_foreign]
    answerable = [each for each in own if each.outcome.is_answerable]
    others = [each for each in own if not each.outcome.is_answerable]
    told = [each.outcome.example.is_lacking for each in others if each.outcome.example.case.missing]
    questions = {each.outcome.example.case.id for each in answerable}
    said = [each for each in answerable if each.is_firm(firm)]
    right = sum(each.outcome.is_said for each in said)
    shown = right + sum(each.outcome.is_shown for each in answerable if each.is_near(near) and not each.is_firm(firm))
    lacking = sum(each.outcome.example.is_lacking for each in answerable)
    sure = [(each.sureness, each.outcome.is_said) for each in own]
    return "\n  ".join(
        (
            (
                f"{len(answerable)} answerable forms of {len(questions)} questions: shown from {near:.3f} "
                f"{shown / len(answerable):.3f}, firm from {firm:.2f}: right {right / len(answerable):.3f}, "
                f"wrong {(len(said) - right) / len(answerable):.3f}; called lacking {lacking / len(answerable):.3f}"
            ),
            (
                f"{len(others)} unanswerable: firm {_share([each.is_firm(firm) for each in others])}; "
                f"{len(told)} that name what the library lacks: told so {_share(told)}"
            ),
            (
                f"{len(foreign)} asked of another library: firm {_share([each.is_firm(firm) for each in foreign])}, "
                f"shown {_share([each.is_near(near) or each.is_firm(firm) for each in foreign])}"
            ),
            f"AUROC {_auroc([p for p, is_right in sure if is_right], [p for p, is_right in sure if not is_right]):.3f}",
            f"calibration {', '.join(_calibration(own))}",
        )
    )


def _share(told: Sequence[bool]) -> str:
    return f"{sum(told) / max(1, len(told)):.3f}"


def _calibration(rows: Sequence[Judged]) -> list[str]:
    bins = []
    for least, most in itertools.pairwise(_BINS):
        found = [each.outcome.is_said for each in rows if least <= each.sureness < most]
        bins += [f"{least:.1f}–{min(most, 1):.1f}: {np.mean(found):.2f} of {len(found)}"] if found else []
    return bins


def _auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    return float(np.mean([(p > q) + (p == q) / 2 for p in right for q in wrong]))
