"""One question put to a system, and what came of it held against what is known."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from bot.answer import Citation
from bot.api.answer_json import AnswerJson
from bot.api.search_json import SearchedJson
from bot.claims.verdict import Check
from bot.evaluation.citations.check import CheckedAnswer, check_citations
from bot.evaluation.citations.judges import OWN
from bot.evaluation.datasets.gold_place import GoldPlace, touched
from bot.evaluation.datasets.passage import Passage
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.metrics import (
    contains_answer,
    exact_match,
    figure_match,
    hit_at,
    mean,
    ndcg_at,
    recall_at,
    reciprocal_rank_at,
    token_f1,
)
from bot.evaluation.figures.outcome import Cited, Expected, FailureKind, Outcome, Share
from bot.evaluation.shown import names, shows, tells
from bot.evaluation.system import System
from bot.finder import PASSAGES
from index.search.found_passage import Span

_PASSAGES_OF_ROWS = 50
"""So that at least ten rows are among them."""
_LONGEST = 1_000
"""Characters of an expected passage that are kept."""


def outcome_of(question: Question, system: System, checks: Mapping[str, Check], *, by_report: bool) -> Outcome:
    """Asks it, and searches for it once more as it was searched. `by_report`: a whole report is right or not."""
    began = time.perf_counter()
    answer = system.ask(question.text, question.history)
    searched_as = answer.searched_as or question.text
    found = system.search(searched_as, PASSAGES)
    ranked = system.search(searched_as, _PASSAGES_OF_ROWS) if by_report else found
    gold = () if question.unanswerable else question.gold
    without = frozenset(each.report_id for each in gold)
    confidence_without = system.search(searched_as, PASSAGES, without).confidence if without else None
    took = time.perf_counter() - began
    checked = {name: _checked(answer, check) for name, check in checks.items()}
    shares = {
        name: Share(value=value, of=of)
        for name, value, of in (
            *_retrieval(_ranking(ranked, gold, by_report=by_report), gold),
            *_answers(question, answer, found),
            *_certainty(question, answer),
            *_short(question, answer),
            *_citations(answer, gold, checked, system),
            *_refusal(question, answer),
        )
    }
    return Outcome(
        id=question.id,
        question=question.text,
        history=question.history,
        language=question.language,
        tags=question.tags,
        answerable=question.answerable,
        status=answer.status,
        certainty=answer.certainty,
        missing=answer.missing,
        short=answer.short.text if answer.short else "",
        answer=" ".join(each.text for each in answer.statements),
        expected=tuple(_expected(each, system) for each in gold),
        answers=_right_answers(question),
        cited=tuple(_cited(each, gold, system) for each in answer.citations),
        confidence=answer.confidence,
        confidence_without_gold=confidence_without,
        quotes_gold=any(touched(_place(each), gold) for each in answer.citations or found.quotes),
        shares=shares,
        failures=tuple(_failures(question, answer, shares)),
        search_ms=answer.timings_ms.search,
        answer_ms=answer.timings_ms.answer,
        took_ms=took * 1000,
    )


_Found = Iterator[tuple[str, float, int]]
"""Name, value, and of how many things it is the mean."""


def _retrieval(ranking: Sequence[str], gold: Sequence[GoldPlace]) -> _Found:
    if gold:
        names = [str(number) for number in range(len(gold))]
        for k in (1, 3, 10):
            yield f"retrieval.hit@{k}", hit_at(k, ranking, names), 1
        yield "retrieval.recall@10", recall_at(10, ranking, names), 1
        yield "retrieval.mrr@10", reciprocal_rank_at(10, ranking, names), 1
        yield "retrieval.ndcg@10", ndcg_at(10, ranking, names), 1


def _answers(question: Question, answer: AnswerJson, found: SearchedJson) -> _Found:
    """Containment is of the best sentences of the search, whatever is answered; the others of what is said, or would be if it were not declined."""
    if question.unanswerable:
        return
    said = " ".join(each.text for each in answer.statements or found.quotes)
    if question.answers:
        for n in (1, 3, 5):
            best = " ".join(each.text for each in found.sentences[:n])
            yield f"answers.containment@{n}", float(contains_answer(best, question.answers)), 1
        match = figure_match(said, question.answers)
        if match is not None:
            yield "answers.figure_match", match, 1
    if references := _references(question):
        yield "answers.token_f1", max(token_f1(said, each) for each in references), 1


def _certainty(question: Question, answer: AnswerJson) -> _Found:
    """Whether it shows what it must, and is as sure as it may be."""
    if question.must:
        is_right, is_firm = shows(answer, question.must), answer.certainty == "firm"
        yield "answers.shown", float(is_right), 1
        yield "answers.firm_right", float(is_firm and is_right), 1
        yield "answers.firm_wrong", float(is_firm and not is_right), 1


def _short(question: Question, answer: AnswerJson) -> _Found:
    """Whether there is a line; whether it is right, and how near it comes to the nearest gold answer."""
    yield "short.given", float(answer.short is not None), 1
    if answer.short is None:
        return
    line = answer.short.words
    if question.unanswerable:
        yield "short.wrong", 1.0, 1
        return
    if question.must:
        is_right = tells(line, question.must)
        yield "short.right", float(is_right), 1
        yield "short.wrong", float(not is_right), 1
    if references := _references(question):
        yield "short.exact", max(exact_match(line, each) for each in references), 1
        yield "short.token_f1", max(token_f1(line, each) for each in references), 1


def _citations(
    answer: AnswerJson, gold: Sequence[GoldPlace], checked: Mapping[str, CheckedAnswer], system: System
) -> _Found:
    if answer.citations:
        right = [float(touched(_place(each), gold)) for each in answer.citations]
        verbatim = [float(_is_verbatim(each, system)) for each in answer.citations]
        yield "citations.quote_validity", mean(verbatim) or 0.0, len(verbatim)
        if gold:
            sure = "" if answer.certainty == "firm" else "_tentative"
            yield f"citations.precision{sure}", mean(right) or 0.0, len(right)
    if gold:
        yield "citations.recall", float(any(touched(_place(each), gold) for each in answer.citations)), 1
    validity = checked[OWN].marker_validity
    if validity is not None:
        yield "citations.marker_validity", validity, sum(len(each.markers) for each in checked[OWN].statements)
    for judge, each in checked.items():
        for name, value in (("precision", each.precision), ("recall", each.recall)):
            if value is not None:
                yield f"citations.alce_{name}{judge}", value, 1


def _refusal(question: Question, answer: AnswerJson) -> _Found:
    declined = answer.status == "declined"
    if declined and question.answerable is not None:
        yield "refusal.precision", float(question.unanswerable), 1
    if question.unanswerable:
        yield "refusal.recall", float(declined), 1
        yield "refusal.firm_unanswerable", float(answer.certainty == "firm"), 1
        if question.missing:
            yield "refusal.named_missing", float(declined and names(answer.missing, question.missing)), 1


def _failures(question: Question, answer: AnswerJson, shares: Mapping[str, Share]) -> Iterator[FailureKind]:
    def fails(name: str) -> bool:
        return name in shares and shares[name].value < 1

    if question.unanswerable and answer.status == "answered":
        yield "answered"
    if question.answerable and answer.status == "declined":
        yield "declined"
    elif fails("citations.recall"):
        yield "not cited"
    if any(fails(name) for name in shares if name.startswith("citations.alce_recall")):
        yield "not carried"
    if fails("citations.quote_validity"):
        yield "not verbatim"
    if answer.status == "answered" and fails("answers.shown"):
        yield "not shown"
    if fails("short.right"):
        yield "wrong line"


def _references(question: Question) -> tuple[str, ...]:
    """The gold answers that words are held against."""
    return (question.written,) if question.written else question.answers


def _right_answers(question: Question) -> tuple[str, ...]:
    """In words."""
    must = tuple(" / ".join(alternatives) for alternatives in question.must)
    return question.answers or must or _references(question)


def _checked(answer: AnswerJson, check: Check) -> CheckedAnswer:
    passages = {
        each.marker: Passage(
            each.quote, title=each.title, number=each.number, agency=each.agency, issued=each.issued, years=each.years,
            path=each.path,
        )
        for each in answer.citations
    }  # fmt: skip
    return check_citations([(each.text, each.markers) for each in answer.statements], passages, check=check)


def _ranking(found: SearchedJson, gold: Sequence[GoldPlace], *, by_report: bool) -> tuple[str, ...]:
    """Gold by its number, each once, what else was found by a name of its own.

    Of reports, one that says the same as a better one comes right after it.
    """
    if by_report:
        places = [_place(each) for passage in found.passages for each in (passage, *passage.copies)]
    else:
        places = [_place(each) for each in found.passages]
    return tuple(dict.fromkeys(_name(place, gold, by_report=by_report) for place in places))


def _name(place: GoldPlace, gold: Sequence[GoldPlace], *, by_report: bool) -> str:
    found = next((str(number) for number, each in enumerate(gold) if place.overlaps(each)), None)
    return found or (f"in {place.report_id}" if by_report else f"{place.report_id}@{place.start}")


def _place(span: Span | Citation) -> GoldPlace:
    return GoldPlace(span.report_id, span.start, span.end)


def _is_verbatim(citation: Citation, system: System) -> bool:
    report = system.report(citation.report_id)
    return report is not None and report.text[citation.start : citation.end] == citation.quote


def _expected(place: GoldPlace, system: System) -> Expected:
    report = system.report(place.report_id)
    text = report.text[place.start : place.end] if report else ""
    return Expected(report=_file(place.report_id, system), text=text[:_LONGEST] + "…" * (len(text) > _LONGEST))


def _cited(citation: Citation, gold: Sequence[GoldPlace], system: System) -> Cited:
    return Cited(
        report=_file(citation.report_id, system),
        number=citation.number,
        pages=citation.pages,
        quote=citation.quote,
        right=touched(_place(citation), gold) if gold else None,
    )


def _file(report_id: str, system: System) -> str:
    report = system.report(report_id)
    return PurePath(report.source).name if report else report_id
