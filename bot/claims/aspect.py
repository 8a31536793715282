"""Whether a claim turns a plan into a result, or a result into a plan."""

from typing import Literal

from corpus.chunk import Aspect
from corpus.language.cues import Cues

Told = Literal["result", "plan"]

_CUES = Cues(__file__)
_DONE, _FIGURE, _TO_COME, _INTENDED, _MEASURE = map(_CUES.pattern, ("done", "figure", "to_come", "intended", "measure"))


def is_exchanged(claim: str, sentence: str, aspect: Aspect | None) -> bool:
    """Whether the claim tells as done what the cited sentence plans, or as planned what it reports.

    `aspect` is that of the passage, for a sentence that by itself tells neither.
    """
    if aspect == "result" and _INTENDED.search(claim) and not _TO_COME.search(_bare(sentence)):
        return True
    told = told_in(claim)
    if told is None:
        return False
    source = _told_outright(sentence)
    if source is not None:
        return told != source
    spoken: Told | None = "result" if _FIGURE.search(sentence) and aspect != "plan" else None
    if told == "plan":
        return spoken == "result" or aspect == "result"
    if aspect == "plan":
        return not (_FIGURE.search(sentence) and not _DONE.search(claim))
    return False


def told_in(text: str) -> Told | None:
    """What the text tells outright or by its figures; None where it tells neither or both."""
    outright = _told_outright(text)
    if outright is None and _FIGURE.search(text) and not _TO_COME.search(_bare(text)):
        return "result"
    return outright


def _told_outright(text: str) -> Told | None:
    done, to_come = bool(_DONE.search(text)), bool(_TO_COME.search(_bare(text)))
    if done == to_come:
        return None
    return "result" if done else "plan"


def _bare(text: str) -> str:
    return _MEASURE.sub(" ", text)
