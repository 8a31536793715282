"""What people ask as the sheets of a workbook: all the questions that were chosen, the figures, what the library lacks."""

from collections.abc import Sequence
from datetime import datetime

from bot.asked.overview import Overview, Tally
from bot.asked.question import AskedQuestion
from bot.asked.words import fates_of, reasons_of, week_name, wordings_of
from bot.export.workbook import Sheet, Value
from bot.wording.understood import limits_of
from bot.wording.wording import Wording


def sheets_of(overview: Overview, words: Wording) -> list[Sheet]:
    counts = (words.asked_count, *words.asked_fates.values())
    return [
        Sheet(
            words.asked_questions,
            (
                words.asked_when, words.asked_question, words.asked_fate, words.asked_collection, words.asked_missing,
                words.asked_limits, words.why_not,
            ),
            [_question_row(each, words) for each in overview.questions],
            (18, 70, 24, 20, 30, 30, 30),
        ),
        Sheet(
            words.lacking_title,
            (words.asked_question, words.asked_count, words.asked_weeks, words.asked_missing, words.asked_limits, words.lacking_questions),
            [
                (
                    lack.central.asked.question, len(lack.questions), "; ".join(week_name(week, words) for week in lack.weeks),
                    "; ".join(lack.missing), "; ".join(lack.limits(words)),
                    "\n".join(wordings_of(lack, words)),
                )
                for lack in overview.lacks
            ],
            (60, 12, 40, 30, 30, 80),
        ),
        Sheet(
            words.asked_by_week,
            (words.asked_week, *counts),
            [_tally_row(week_name(week, words), each) for week, each in overview.by_week.items()],
            (34, 12, 18, 18, 18, 18),
        ),
        Sheet(
            words.asked_by_collection,
            (words.asked_collection, *counts),
            [_tally_row(name, each) for name, each in overview.by_collection.items()],
            (34, 12, 18, 18, 18, 18),
        ),
    ]  # fmt: skip


def _question_row(question: AskedQuestion, words: Wording) -> Sequence[Value]:
    return (
        _local(question.given),
        question.asked.question,
        "; ".join(fates_of(question, words)),
        "; ".join(question.collections),
        "; ".join(question.missing),
        "; ".join(limits_of(question.asked, words)),
        "; ".join(reasons_of(question, words)),
    )


def _tally_row(name: str, tally: Tally) -> Sequence[Value]:
    return (name, tally.asked, tally.firm, tally.tentative, tally.declined, tally.disliked)


def _local(moment: datetime) -> datetime:
    """By the clock of this machine; a workbook knows no time zones."""
    return moment.astimezone().replace(tzinfo=None)
