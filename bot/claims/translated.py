"""Whether a text is the quote in another language: nothing added, and no figure, date, number or denial left out."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Citation
from bot.claims.facts import Facts, claim_language, facts_of
from bot.claims.signals import denies
from bot.claims.source import source_of
from bot.claims.verdict import Check
from corpus.language.detect import Language, language_of
from corpus.language.sentence import sentences


def is_translation(text: str, citation: Citation, language: Language, check: Check) -> bool:
    """Whether every sentence of the text, in this language, is carried by the quote, and all facts of the quote stand in the text."""
    if claim_language(text) != language:
        return False
    spoken = _spoken(text)
    cited = {citation.marker: citation}
    return (
        bool(spoken)
        and all(check(each, (citation.marker,), cited).carried for each in spoken)
        and _is_whole(text, citation)
        and _denies_alike(spoken, _spoken(citation.quote))
    )


def _spoken(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def _is_whole(text: str, citation: Citation) -> bool:
    """Whether the text by itself states every fact of the quote."""
    alone = replace(
        citation, quote=text, title="", path="", number=None, issued=None, years=(), pages=(), page_numbers=()
    )
    quoted: Facts = facts_of(citation.quote, language_of(citation.quote))
    return all(source_of([alone]).states(fact, quoted) for fact in quoted.exact)


def _denies_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both deny in the same sentences; where one has more sentences than the other, whether both deny at all."""
    denied, denying = ([denies(each) for each in spoken] for spoken in (ours, theirs))
    return denied == denying if len(denied) == len(denying) else any(denied) == any(denying)
