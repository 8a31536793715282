"""Cases from what readers thought of answers: whole where they were right, with passages to choose from where not."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from bot.evaluation.datasets.collection import CollectionCase
from bot.evaluation.datasets.gold_place import Gold
from bot.evaluation.datasets.report_names import names_by_id
from bot.evaluation.proposals.feedback_cases import CitedPassage, FeedbackCase
from bot.evaluation.proposals.proposed_case import Candidate, ProposedCase
from bot.evaluation.system import System
from bot.finder import PASSAGES
from index.search.found_passage import Span


def judged(cases: Sequence[FeedbackCase], system: System, known: AbstractSet[str]) -> Iterator[ProposedCase]:
    """One for each judged answer or chosen question, those that were right last; those that are `known` are passed over."""
    for case in sorted(cases, key=lambda each: each.verdict == "up"):
        if not {_id(case), case.question} & known:
            yield _proposed(case, system)


def _proposed(case: FeedbackCase, system: System) -> ProposedCase:
    found = CollectionCase(
        id=_id(case),
        question=case.question,
        history=case.history,
        gold=[_gold(each) for each in case.gold],
        unanswerable=case.unanswerable,
        language=case.language,
        tags=case.tags,
    )
    if case.verdict == "up":
        return ProposedCase(found, note="judged right")
    said = "; ".join(filter(None, (", ".join(case.reasons), case.comment)))
    note = f"judged wrong: {said}".rstrip(": ") if case.verdict else "chosen out of what people ask"
    return ProposedCase(found, candidates=tuple(_candidates(case, system)), note=note)


def _candidates(case: FeedbackCase, system: System) -> Iterator[Candidate]:
    """What was not cited first, each once."""
    names = names_by_id(system.sources())
    searched_as = system.ask(case.question, case.history).searched_as or case.question
    found = system.search(searched_as, PASSAGES)
    cited = [_gold(each) for each in case.cited]
    other = [_gold_of(each, names) for each in chain(found.quotes, found.sentences)]
    yield from (Candidate(each, was_cited=False) for each in dict.fromkeys(other) if each not in cited)
    yield from (Candidate(each, was_cited=True) for each in dict.fromkeys(cited))


def _id(case: FeedbackCase) -> str:
    return f"feedback-{case.id[:10]}"


def _gold(passage: CitedPassage) -> Gold:
    return Gold(report=passage.report, quote=passage.quote)


def _gold_of(span: Span, names: dict[str, str]) -> Gold:
    return Gold(report=names.get(span.report_id, span.report_id), quote=span.text)
