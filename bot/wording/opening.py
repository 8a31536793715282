"""How an answer opens: with its line, that it is not certain, and what of the question no report has. A firm one just answers."""

from bot.answer import Answer, Answered, Declined
from bot.wording.wording import wording


def opening_of(answer: Answered) -> tuple[str, ...]:
    """What stands below its line and before its notes, in its language; nothing for a firm answer to the whole question."""
    words = wording(answer.asked.language)
    tentative = (words.tentative,) if answer.certainty == "tentative" else ()
    missing = (words.missing_part.format(what="; ".join(answer.missing)),) if answer.missing else ()
    return (*tentative, *missing)


def whole_text(answer: Answer) -> str:
    """All that it says on one string: a declined one its reason, small talk its reply, an answer its line and all below."""
    if isinstance(answer, Declined):
        return answer.reason
    if isinstance(answer, Answered):
        line = (answer.short.text,) if answer.short else ()
        return "\n\n".join([*line, *opening_of(answer), answer.text])
    return answer.text
