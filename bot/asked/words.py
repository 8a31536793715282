"""How a question fared, when and why it was disliked, in the words of a language."""

from bot.asked.lack import Lack
from bot.asked.question import FATES, AskedQuestion, Week
from bot.wording.dates import short_date
from bot.wording.keys import REASONS
from bot.wording.wording import Wording


def week_name(week: Week, words: Wording) -> str:
    first, last = short_date(week.first), short_date(week.last)
    return words.asked_week_of.format(number=week.number, first=first, last=last)


def fates_of(question: AskedQuestion, words: Wording) -> list[str]:
    return [words.asked_fates[fate] for fate in FATES if question.fared(fate)]


def reasons_of(question: AskedQuestion, words: Wording) -> list[str]:
    """As the page offers them; those of other programs as they were sent."""
    return [words.feedback_reasons[each] if each in REASONS else each for each in question.reasons]


def wordings_of(lack: Lack, words: Wording) -> tuple[str, ...]:
    """How it was asked, and how often where that is more than once; latest first."""
    return tuple(
        words.lacking_times.format(question=asked[0].asked.question, count=len(asked))
        if len(asked) > 1
        else asked[0].asked.question
        for asked in lack.wordings
    )
