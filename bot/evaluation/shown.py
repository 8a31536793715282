"""What an answer shows its reader, and whether that is what a right one must show."""

import re
from collections.abc import Sequence

from bot.api.answer_json import AnswerJson
from corpus.text.letters import fold
from corpus.text.normalise import normalise

_QUOTES, _READ = 3, 600
"""Of a tentative answer: so many quotes, so many characters of each; further down it is searching, not an answer."""
_BETWEEN = re.compile(r"[\s“”\"']+")


def shows(answer: AnswerJson, must: Sequence[Sequence[str]]) -> bool:
    """Whether one alternative of each set stands in what is shown, white space, quotation marks and case aside."""
    shown = squeezed(_shown(answer))
    return all(any(squeezed(each) in shown for each in alternatives) for alternatives in must)


def tells(line: str, must: Sequence[Sequence[str]]) -> bool:
    """Whether one alternative of each set stands in a line, a figure not as part of a longer one."""
    return all(any(stands(each, line) for each in alternatives) for alternatives in must)


def names(told: Sequence[str], missing: Sequence[str]) -> bool:
    """Whether each thing that is missing is told, either containing the other, case and marks folded."""
    said = [each for each in map(_folded, told) if each]
    return all(any(each in one or one in each for one in said) for each in map(_folded, missing))


def _shown(answer: AnswerJson) -> str:
    """All that a firm answer says and quotes, the beginnings of the best quotes of a tentative one, nothing of others."""
    quotes = [each.quote for each in answer.citations]
    if answer.certainty == "tentative":
        return "\n".join(quote[:_READ] for quote in quotes[:_QUOTES])
    if answer.certainty is None:
        return ""
    cells = [cell.text for row in (answer.table.rows if answer.table else ()) for cell in row]
    return "\n".join([answer.answer, *cells, *(each.text for each in answer.statements), *quotes])


def squeezed(text: str) -> str:
    """Without white space and quotation marks, in small letters: what is compared."""
    return _BETWEEN.sub("", normalise(text)).casefold()


def stands(words: str, line: str) -> bool:
    """Whether the words stand in a line, white space, quotation marks and case aside, a figure not as part of a longer one ("3" is in "03", not in "13")."""
    wanted = squeezed(words)
    before = r"(?<!\d)(?<!\d[.,])0*" if wanted[:1].isdigit() else ""
    behind = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(wanted)}{behind}", squeezed(line)) is not None


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
