"""Outcomes made by hand."""

from collections.abc import Mapping

from bot.evaluation.figures.outcome import Cited, Expected, FailureKind, Outcome, Share


def outcome(
    id_: str,
    shares: Mapping[str, float] | None = None,
    *,
    tags: tuple[str, ...] = (),
    answerable: bool = True,
    confidence: float = 0.9,
    without_gold: float | None = None,
    quotes_gold: bool = True,
    failures: tuple[FailureKind, ...] = (),
    question: str = "",
    answer: str = "",
    expected: str = "gold",
    cited: str = "",
    search_ms: float = 1.0,
) -> Outcome:
    """A question whose figures are `shares`, each over one thing."""
    return Outcome(
        id=id_,
        question=question or f"question {id_}?",
        tags=tags,
        answerable=answerable,
        status="answered" if answer or cited else "declined",
        answer=answer or cited,
        expected=(Expected(report="report.pdf", text=expected),) if answerable else (),
        answers=(),
        cited=(Cited(report="report.pdf", number="1/BC", pages=("2",), quote=cited, right=False),) if cited else (),
        confidence=confidence,
        confidence_without_gold=without_gold,
        quotes_gold=quotes_gold,
        shares={name: Share(value=value) for name, value in (shares or {}).items()},
        failures=failures,
        search_ms=search_ms,
        answer_ms=2 * search_ms,
        took_ms=3 * search_ms,
    )
