"""Whether the citations of a claim carry it: every number, date, name and year, plan or result, and the meaning.

A pure function of the claim and its citations, used wherever something is said that is not a quote: a claim with a fault is
not shown as an answer. What can be compared exactly is compared exactly; the meaning, and how words and facts stand to each
other (`bot.claims.comparison`), is a probability.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from bot.claims.aspect import is_exchanged
from bot.claims.comparison import compared
from bot.claims.facts import SOURCE_MARKER, Code, Fact, Facts, Number, Year, agrees, claim_language, facts_of
from bot.claims.form import is_statement
from bot.claims.likeness import Entailment, Likeness
from bot.claims.place import Surroundings, around, is_displaced
from bot.claims.proper_names import missing_names
from bot.claims.signals import (
    LikeSentence,
    Signals,
    content,
    is_negated_otherwise,
    nearest_passage,
    signals,
    translated_signals,
)
from bot.claims.source import ClaimSource, source_of
from bot.claims.support import SUPPORTED_FROM, support_of
from bot.claims.verbatim import is_verbatim
from bot.claims.verdict import Fault, Verdict
from bot.wording.keys import FaultKind
from corpus.language.calendar_date import CalendarDate
from corpus.language.quantity import Quantity
from corpus.language.sentence import sentences

_KINDS: Mapping[type[Fact], FaultKind] = {
    Number: "document_number", CalendarDate: "date", Year: "year", Quantity: "number", Code: "number",
}  # fmt: skip
_SHARE_OF_A_FAULTY = 0.1
"""What is left of the support of a claim with a fault."""


def check_claim(
    text: str,
    markers: Sequence[int],
    citations: Mapping[int, Citation],
    likeness: Likeness,
    entailment: Entailment | None = None,
) -> Verdict:
    """Holds one sentence against the quotes that it cites. `text` may contain its markers, "[1]"; any text is a claim.

    Of a sentence that stands in a quote as it is, "[21]" and all, what looks like a marker is the source's own.
    """
    cited = [citations[marker] for marker in dict.fromkeys(markers) if marker in citations]
    quotes = [each.quote for each in cited]
    stands = is_verbatim(text, quotes)
    unknown = tuple(_marker_faults("" if stands else text, markers, citations))
    if not cited:
        return Verdict(0.0, unknown)
    claim = facts_of(text, claim_language(text))
    if stands or is_verbatim(claim.text, quotes):
        return Verdict(0.0 if unknown else 1.0, unknown)
    if not is_statement(claim.text) or (not content(claim.text) and not claim.quantities):
        return Verdict(0.0, (*unknown, Fault("meaning", claim.text)))
    weighed = weigh(claim, source_of(cited), likeness)
    faults = [*unknown, *weighed.faults]
    support = support_of(weighed.signals, same_language=weighed.same_language)
    if entailment is not None:
        support = (support + max(entailment.entailment(claim.text, quotes))) / 2
    if support < SUPPORTED_FROM and not faults:
        faults.append(Fault("meaning", claim.text))
    return Verdict(support * _SHARE_OF_A_FAULTY if faults else support, tuple(dict.fromkeys(faults)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim beside its sources: what can be compared exactly, and the signals of the rest."""

    faults: tuple[Fault, ...]
    signals: Signals
    same_language: bool


def weigh(claim: Facts, source: ClaimSource, likeness: Likeness) -> Weighed:
    """What `check_claim` decides on, but for markers and the threshold."""
    same, laid = claim.language == source.language, compared(claim, source.quotes)
    passages, clause = _passages(claim.text, source, laid.text if same else "", likeness)
    faults = (*_fact_faults(claim, source), *_name_faults(claim, source), *_sense_faults(claim, source, passages))
    nearest = nearest_passage(claim.text, [passage for passage, _ in passages])
    near = laid.text or (nearest.text if nearest else "")
    context = " ".join(source.texts)
    unmet = {"unmet": float(min(len(faults), 2))}
    if not same:
        alike = [passage.likeness for passage, _ in passages]
        return Weighed(faults, translated_signals(claim.text, alike, context) | unmet, same)
    found = signals(claim.text, near, context) | laid.signals | {"clause": clause}
    return Weighed(faults, found | unmet, same)


def _marker_faults(text: str, markers: Sequence[int], citations: Mapping[int, Citation]) -> Iterator[Fault]:
    """Markers that name no citation; a claim without any."""
    written = [int(number) for group in SOURCE_MARKER.findall(text) for number in re.findall(r"\d+", group)]
    for marker in dict.fromkeys([*markers, *written]):
        if marker not in citations or marker not in markers:
            yield Fault("marker", f"[{marker}]")
    if not markers:
        yield Fault("marker", "")


def _fact_faults(claim: Facts, source: ClaimSource) -> Iterator[Fault]:
    """Facts that no citation states, and those that stand where the quotes have others."""
    for fact in claim.exact:
        if not source.states(fact, claim) or _is_displaced(claim, fact, source):
            yield Fault(_KINDS[type(fact)], claim.text[fact.start : fact.end])


def _is_displaced(claim: Facts, fact: Fact, source: ClaimSource) -> bool:
    """Whether the fact stands where a quote has another; a document's own number and date stand in no quote."""
    own: list[Surroundings] = []
    others: list[Surroundings] = []
    for quote in source.quotes:
        for each in quote.alike(fact):
            (own if agrees(fact, each, source.years) else others).append(around(quote.text, each))
    if not own and isinstance(fact, Number | CalendarDate):
        return False
    return is_displaced(around(claim.text, fact), own, others)


def _name_faults(claim: Facts, source: ClaimSource) -> Iterator[Fault]:
    for name in missing_names(claim.rest, claim.language, source.texts, source.language):
        yield Fault("name", name)
    for agency in claim.agencies:
        if _is_displaced(claim, agency, source):
            yield Fault("name", claim.text[agency.start : agency.end])


def _passages(
    claim: str, source: ClaimSource, spoken_of: str, likeness: Likeness
) -> tuple[list[tuple[LikeSentence, Citation]], float]:
    """The sentences of the quotes, each with its citation; and the likeness to what the claim speaks of, else the greatest of theirs."""
    spoken = [
        (facts.text[start:end], citation)
        for facts, citation in zip(source.quotes, source.citations, strict=True)
        for start, end in sentences(facts.text)
    ]
    texts = [sentence for sentence, _ in spoken]
    cosines = likeness.likeness(claim, [*texts, spoken_of] if spoken_of else texts)
    passages = [
        (LikeSentence(sentence, cosine), citation)
        for (sentence, citation), cosine in zip(spoken, cosines[: len(spoken)], strict=True)
    ]
    return passages, cosines[-1] if spoken_of else max(cosines, default=0.0)


def _sense_faults(
    claim: Facts, source: ClaimSource, passages: Sequence[tuple[LikeSentence, Citation]]
) -> Iterator[Fault]:
    """Plan for result, and a sentence turned into its opposite."""
    nearest = nearest_passage(claim.text, [passage for passage, _ in passages])
    if nearest is None:
        return
    cited = next(citation for passage, citation in passages if passage == nearest)
    if is_exchanged(claim.text, nearest.text, cited.aspect):
        yield Fault("aspect", cited.aspect or "")
    if claim.language == source.language and is_negated_otherwise(claim.text, nearest.text):
        yield Fault("negation", nearest.text)
