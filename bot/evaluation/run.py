"""All questions of an evaluation put to a system, one after the other, so that latencies are those of one reader."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.claims.verdict import Check
from bot.evaluation.asking import outcome_of
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.journal import Journal
from bot.evaluation.system import System

Progress = Callable[[str, int, int], None]
"""Stage ("index", "resume" or "ask"), done, total."""


def asked(
    name: str,
    questions: Sequence[Question],
    system: System,
    checks: Mapping[str, Check],
    data: Path,
    on_progress: Progress,
    *,
    by_report: bool,
) -> list[Outcome]:
    """What came of each question, in their order.

    After an interruption those that were asked before are not asked again, unless anything that their outcome depends on
    has changed; that is told as progress, "resume".
    """
    journal = Journal(data / "evaluation", name, f"{questions!r} {sorted(checks)} {system.state()}")
    known = journal.outcomes()
    if known:
        on_progress("resume", len(known), len(questions))
    found = []
    for done, question in enumerate(questions):
        on_progress("ask", done, len(questions))
        outcome = known.get(question.id)
        if outcome is None:
            outcome = outcome_of(question, system, checks, by_report=by_report)
            journal.keep(outcome)
        found.append(outcome)
    on_progress("ask", len(questions), len(questions))
    journal.close()
    return found
