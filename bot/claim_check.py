"""Whether the citations of a claim carry it: every number, date, name and year, plan or result, and the meaning.

A pure function of the claim and its citations, used wherever something is said that is not a quote: a claim with a fault is
not shown as an answer. What can be compared exactly is compared exactly; the meaning is a probability.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Citation
from bot.claim_aspect import is_exchanged
from bot.claim_facts import MARKER, Facts, agrees, facts_of, without_markers
from bot.claim_place import Spanned, around, is_displaced
from bot.claim_signals import Passage, content, is_negated_otherwise, nearest_passage, signals, translated_signals
from bot.claim_source import Source, source_of
from bot.claim_support import SUPPORTED_FROM, support_of
from bot.likeness import Entailment, Likeness
from bot.proper_names import missing_names
from bot.verbatim import is_verbatim
from corpus.language import language_of
from corpus.sentence import sentences

FaultKind = Literal["marker", "number", "date", "document_number", "name", "negation", "aspect", "year", "meaning"]
_MOST_OF_A_FAULTY = 0.1
"""Support that a claim with a fault has at most."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the citations do not carry."""

    kind: FaultKind
    what: str
    """As the claim writes it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of a claim found."""

    support: float
    """The probability, 0 to 1, that the citations carry the claim; 1 for a verbatim quote."""
    faults: tuple[Fault, ...]

    @property
    def carried(self) -> bool:
        """Whether it may be shown: no fault was found."""
        return not self.faults


def check_claim(
    text: str,
    markers: Sequence[int],
    citations: Mapping[int, Citation],
    likeness: Likeness,
    entailment: Entailment | None = None,
) -> Verdict:
    """Holds one sentence against the quotes that it cites. `text` may contain its markers, "[1]"; any text is a claim."""
    unknown = tuple(_marker_faults(text, markers, citations))
    cited = [citations[marker] for marker in dict.fromkeys(markers) if marker in citations]
    if not cited:
        return Verdict(0.0, unknown)
    claim = facts_of(text, language_of(without_markers(text)))
    if not content(claim.text) and not claim.quantities:
        return Verdict(0.0, (*unknown, Fault("meaning", claim.text)))
    if is_verbatim(claim.text, [each.quote for each in cited]):
        return Verdict(0.0 if unknown else 1.0, unknown)
    source = source_of(cited)
    faults = [*unknown, *_fact_faults(claim, source), *_name_faults(claim, source)]
    passages = _passages(claim.text, source, likeness)
    faults += _sense_faults(claim, source, passages)
    support = _support(claim, source, passages, len(faults))
    if entailment is not None:
        support = (support + max(entailment.entailment(claim.text, [each.text for each in source.quotes]))) / 2
    if support < SUPPORTED_FROM and not faults:
        faults.append(Fault("meaning", claim.text))
    return Verdict(min(support, _MOST_OF_A_FAULTY) if faults else support, tuple(dict.fromkeys(faults)))


def _marker_faults(text: str, markers: Sequence[int], citations: Mapping[int, Citation]) -> Iterator[Fault]:
    """Markers that name no citation; a claim without any."""
    written = [int(number) for group in MARKER.findall(text) for number in re.findall(r"\d+", group)]
    for marker in dict.fromkeys([*markers, *written]):
        if marker not in citations or marker not in markers:
            yield Fault("marker", f"[{marker}]")
    if not markers:
        yield Fault("marker", "")


def _fact_faults(claim: Facts, source: Source) -> Iterator[Fault]:
    """Facts that no citation states, and those that stand where the quotes have others."""
    text = claim.text
    for number in claim.numbers:
        if not source.has_number(number) or _is_displaced(claim, number, source):
            yield Fault("document_number", text[number.start : number.end])
    for date in claim.dates:
        if not source.has_date(date) or _is_displaced(claim, date, source):
            yield Fault("date", text[date.start : date.end])
    for year in claim.years:
        if not source.has_year(year, claim) or _is_displaced(claim, year, source):
            yield Fault("year", text[year.start : year.end])
    for quantity in claim.quantities:
        if not source.has_quantity(quantity, claim) or _is_displaced(claim, quantity, source):
            yield Fault("number", text[quantity.start : quantity.end])
    for code in claim.codes:
        if not source.has_code(code):
            yield Fault("number", text[code.start : code.end])


def _is_displaced(claim: Facts, fact: Spanned, source: Source) -> bool:
    own, others = [], []
    for quote in source.quotes:
        for each in quote.alike(fact):
            (own if agrees(fact, each, source.years) else others).append(around(quote.text, each))
    return is_displaced(around(claim.text, fact), own, others)


def _name_faults(claim: Facts, source: Source) -> Iterator[Fault]:
    for name in missing_names(claim.rest, claim.language, source.texts, source.language):
        yield Fault("name", name)


def _passages(claim: str, source: Source, likeness: Likeness) -> list[tuple[Passage, Citation]]:
    """The sentences of the quotes, each with its citation."""
    spoken = [
        (facts.text[start:end], citation)
        for facts, citation in zip(source.quotes, source.citations, strict=True)
        for start, end in sentences(facts.text)
    ]
    cosines = likeness.likeness(claim, [sentence for sentence, _ in spoken])
    return [(Passage(sentence, cosine), citation) for (sentence, citation), cosine in zip(spoken, cosines, strict=True)]


def _sense_faults(claim: Facts, source: Source, passages: Sequence[tuple[Passage, Citation]]) -> Iterator[Fault]:
    """Plan for result, and a sentence turned into its opposite."""
    nearest = nearest_passage(claim.text, [passage for passage, _ in passages])
    if nearest is None:
        return
    cited = next(citation for passage, citation in passages if passage == nearest)
    if is_exchanged(claim.text, nearest.text, cited.aspect):
        yield Fault("aspect", cited.aspect or "")
    if claim.language == source.language and is_negated_otherwise(claim.text, nearest.text):
        yield Fault("negation", nearest.text)


def _support(claim: Facts, source: Source, passages: Sequence[tuple[Passage, Citation]], unmet: int) -> float:
    same = claim.language == source.language
    found = (signals if same else translated_signals)(
        claim.text, [passage for passage, _ in passages], " ".join(source.texts), unmet=unmet
    )
    return support_of(found, same_language=same)
