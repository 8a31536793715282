"""Questions that an administrator chose out of what people ask, as evaluation cases whose gold is still to be found."""

from collections.abc import Container, Iterator

from bot.asked.proposed import ProposedCases
from bot.evaluation.proposals.feedback_cases import FeedbackCase


def chosen_cases(proposed: ProposedCases, judged: Container[str]) -> Iterator[FeedbackCase]:
    """One for each, in the order in which they were chosen; of answers that were `judged` too, feedback makes the case."""
    for each in proposed.all():
        if each.id not in judged:
            yield FeedbackCase(
                id=each.id, question=each.question, history=each.history, language=each.language, status=each.status, verdict=None,
                reasons=[], comment="", given=each.proposed.isoformat(timespec="seconds"), gold=[], cited=[], answers=[],
                unanswerable=False, tags=["asked", *(["follow-up"] if each.history else [])],
            )  # fmt: skip
