"""What an answer says beside its statements: first its line, that it is not certain, what of the question no report has; last translations."""

from bot.answer import Answer, Answered, Declined, Translation
from bot.wording.wording import wording
from corpus.language.detect import Language


def opening_of(answer: Answered) -> tuple[str, ...]:
    """What stands below its line and before its notes, in its language; nothing for a firm answer to the whole question."""
    words = wording(answer.asked.language)
    tentative = (words.tentative,) if answer.certainty == "tentative" else ()
    missing = (words.missing_part.format(what="; ".join(answer.missing)),) if answer.missing else ()
    return (*tentative, *missing)


def translations_of(answer: Answered) -> tuple[str, ...]:
    """What stands below its statements: each translation, said to be one and of which quote."""
    return tuple(f"{translation_label(each, answer.asked.language)} {each.text}" for each in answer.translations)


def translation_label(translation: Translation, language: Language) -> str:
    """What is to be known of a translation before it is read; with the marker of its quote."""
    return wording(language).model_translated.format(marker=f"[{translation.marker}]")


def whole_text(answer: Answer) -> str:
    """All that it says on one string: a declined one its reason, small talk its reply, an answer its line and all below."""
    if isinstance(answer, Declined):
        return answer.reason
    if isinstance(answer, Answered):
        line = (answer.short.text,) if answer.short else ()
        return "\n\n".join([*line, *opening_of(answer), answer.text, *translations_of(answer)])
    return answer.text
