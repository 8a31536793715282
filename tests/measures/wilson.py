"""A share with how sure it is, by Wilson's interval, which holds for a share of 0 or 1 too: a bootstrap of nothing but successes has none."""

from scipy.stats import binomtest

from bot.evaluation.figures.interval import Interval


def wilson(count: int, of: int) -> Interval:
    """The share of at least one, with an interval of 95 percent (Wilson 1927)."""
    low, high = binomtest(count, of).proportion_ci(method="wilson")
    return Interval(count / of, float(low), float(high), of)


def share(count: int, of: int) -> str:
    """The same in words."""
    if not of:
        return "– (0)"
    found = wilson(count, of)
    return f"{count / of:.3f} ({count} of {of}, {found.low:.2f}-{found.high:.2f})"
