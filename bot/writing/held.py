"""One written sentence held against what it cites: by the check of claims, and for addresses that no quote has."""

from collections.abc import Mapping

from bot.answer import Citation
from bot.claims.verdict import Check, Fault, Verdict
from bot.wording.wording import Wording
from bot.writing.plain_text import URL


def held(text: str, citations: Mapping[int, Citation], check: Check) -> Verdict:
    """What is to be thought of the sentence; one without citations lacks its marker, whatever else."""
    if not citations:
        return Verdict(0.0, (Fault("marker", ""),))
    verdict = check(text, tuple(citations), citations)
    quotes = " ".join(each.quote for each in citations.values())
    links = (Fault("link", url) for url in URL.findall(text) if url not in quotes)  # a reader might follow them
    return Verdict(verdict.support, (*verdict.faults, *links))


def reason_of(verdict: Verdict, words: Wording) -> str:
    """Why it is not said."""
    said = (words.faults[each.kind].format(what=each.what) for each in verdict.faults)
    return "; ".join(dict.fromkeys(said))
