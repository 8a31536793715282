"""A dataset through the whole system to figures: rows are indexed as reports, questions are asked for real."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answered
from bot.answerer import Answerer, Found
from bot.evaluation.dataset import Case, Dataset, Row
from bot.evaluation.figures import (
    Answers,
    Citations,
    Figures,
    Refusal,
    Retrieval,
    RiskAtCoverage,
    Speed,
    settings_of,
)
from bot.evaluation.metrics import (
    auroc,
    contains_answer,
    hit_at,
    mean,
    ndcg_at,
    percentile,
    recall_at,
    reciprocal_rank_at,
    token_f1,
)
from bot.quote import quotes_of, ranked_sentences
from corpus.language import language_of
from corpus.normalise import normalise
from corpus.report import Page, Report, Section
from index.encoder import Encoder
from index.library import Library

_PASSAGES = 50
"""Passages searched for a ranking, so that at least ten rows are among them; answers are made as readers get them."""
_LONGEST_SENTENCE = 400
_ROWS_AT_ONCE = 50
_ANSWER_FROM = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    case: Case
    ranking: tuple[str, ...]
    sentences: tuple[str, ...]
    confidence: float
    confidence_without_gold: float | None
    cited: tuple[str, ...]
    """Rows cited, one a citation; empty where the question was declined."""
    valid_quotes: int
    quoted: str
    """All that is quoted, or would be if the question were not declined."""
    quotes_gold: bool
    search_ms: float
    answer_ms: float


Progress = Callable[[str, int, int], None]
"""Stage ("index" or "ask"), done, total."""


def evaluate(dataset: Dataset, data: Path, encoder: Encoder, on_progress: Progress = lambda *_: None) -> Figures:
    """Every figure this dataset can tell.

    The index of its rows is kept below `data`, so that a second run encodes nothing; characters per second
    are then those of the run that built it, or None.
    """
    with Library(_folder(dataset, data), encoder) as library:
        names = {_report_id(i): row.id for i, row in enumerate(dataset.rows)}
        speed = _index(dataset, library, on_progress)
        answerer = Answerer(library)
        began = time.perf_counter()
        outcomes = []
        for done, case in enumerate(dataset.cases):
            on_progress("ask", done, len(dataset.cases))
            outcomes.append(_ask(case, answerer, library, names))
        seconds = time.perf_counter() - began
    return figures_of(dataset.name, len(dataset.rows), outcomes, speed, seconds, encoder.name)


def _folder(dataset: Dataset, data: Path) -> Path:
    content = hashlib.sha256(repr(dataset.rows).encode()).hexdigest()[:12]
    return data / "evaluation" / f"{dataset.name}-{content}"


def _report_id(row: int) -> str:
    return f"row-{row}"


def _as_report(number: int, row: Row) -> Report:
    text = normalise(row.text).strip()
    return Report(
        id=_report_id(number), collection="default", title=normalise(row.title).replace("_", " ").strip(),
        kind=None, number=None, agency=None, place=None, issued=None, effective=None, years=(), signer=None,
        source=row.id, sha256=hashlib.sha256(text.encode()).hexdigest(), language=language_of(text), text=text,
        pages=(Page("1", 1, 0, len(text)),), sections=(Section(0, "", 0, len(text), ""),),
    )  # fmt: skip


def _index(dataset: Dataset, library: Library, on_progress: Progress) -> float | None:
    """Index the rows that are not yet; characters a second, None where there was nothing to do."""
    indexing = library.indexing
    indexing.adopt_identity()
    published = set(library.reports.published())
    todo = [_as_report(i, row) for i, row in enumerate(dataset.rows) if _report_id(i) not in published]
    began = time.perf_counter()
    for first in range(0, len(todo), _ROWS_AT_ONCE):
        on_progress("index", first, len(todo))
        group = todo[first : first + _ROWS_AT_ONCE]
        with library.database.transaction():
            for report in group:
                indexing.record(report)
        indexing.encode([report.id for report in group])
        indexing.publish([report.id for report in group])
    seconds = time.perf_counter() - began
    return sum(len(report.text) for report in todo) / seconds if todo else None


def _ask(case: Case, answerer: Answerer, library: Library, names: dict[str, str]) -> Outcome:
    found = answerer.find(case.question)
    answer = answerer.compose(found)
    citations = answer.citations if isinstance(answer, Answered) else ()
    texts = {each.report_id: library.reports.get(each.report_id) for each in citations}
    valid = [
        report is not None and report.text[each.start : each.end] == each.quote
        for each in citations
        for report in [texts[each.report_id]]
    ]
    quotes = quotes_of(found.hits, found.query)
    return Outcome(
        case=case,
        ranking=_ranking(answerer.find(case.question, passages=_PASSAGES), names),
        sentences=best_sentences(found),
        confidence=found.confidence,
        confidence_without_gold=_without_gold(case, answerer, names),
        cited=tuple(names[each.report_id] for each in citations),
        valid_quotes=sum(valid),
        quoted=" ".join(quote.text for quote in quotes),
        quotes_gold=any(names[quote.hit.chunk.report_id] in case.gold for quote in quotes),
        search_ms=answer.timings.search,
        answer_ms=answer.timings.answer,
    )


def _ranking(found: Found, names: dict[str, str]) -> tuple[str, ...]:
    """Rows by their best passage; one that says the same as a better one comes right after it."""
    places = (chunk.report_id for hit in found.hits for chunk in (hit.chunk, *hit.context.copies))
    return tuple(dict.fromkeys(names[report_id] for report_id in places))


def best_sentences(found: Found) -> tuple[str, ...]:
    """The five best-ranked single sentences."""
    best = ranked_sentences(found.hits, found.query)[:5]
    return tuple(each.text[:_LONGEST_SENTENCE] for each in best)


def _without_gold(case: Case, answerer: Answerer, names: dict[str, str]) -> float | None:
    gold = frozenset(report_id for report_id, row in names.items() if row in case.gold)
    return answerer.find(case.question, exclude=gold).confidence if gold and not case.unanswerable else None


def figures_of(
    name: str,
    passages: int,
    outcomes: Sequence[Outcome],
    characters_per_second: float | None,
    seconds: float,
    encoder: str,
) -> Figures:
    """What these outcomes come to; `seconds` is how long all of them took."""
    with_gold = [each for each in outcomes if each.case.gold and not each.case.unanswerable]
    with_answers = [each for each in with_gold if each.case.answers]
    cited = [(each, row) for each in outcomes for row in each.cited]
    refused = [each for each in outcomes if each.case.unanswerable]

    def over(measure: Callable[[Outcome], float], of: Sequence[Outcome]) -> float | None:
        return mean([measure(each) for each in of])

    def contained(n: int) -> float | None:
        return over(lambda each: contains_answer(" ".join(each.sentences[:n]), each.case.answers), with_answers)

    return Figures(
        dataset=name,
        queries=len(outcomes),
        passages=passages,
        retrieval=Retrieval(
            hit_at_1=over(lambda each: hit_at(1, each.ranking, each.case.gold), with_gold),
            hit_at_3=over(lambda each: hit_at(3, each.ranking, each.case.gold), with_gold),
            hit_at_10=over(lambda each: hit_at(10, each.ranking, each.case.gold), with_gold),
            recall_at_10=over(lambda each: recall_at(10, each.ranking, each.case.gold), with_gold),
            mrr_at_10=over(lambda each: reciprocal_rank_at(10, each.ranking, each.case.gold), with_gold),
            ndcg_at_10=over(lambda each: ndcg_at(10, each.ranking, each.case.gold), with_gold),
        ),
        answers=Answers(
            containment_at_1=contained(1),
            containment_at_3=contained(3),
            containment_at_5=contained(5),
            token_f1=over(
                lambda each: token_f1(each.quoted, each.case.written), [each for each in with_gold if each.case.written]
            ),
        ),
        citations=Citations(
            quote_validity=sum(each.valid_quotes for each in outcomes) / len(cited) if cited else None,
            precision=mean([float(row in each.case.gold) for each, row in cited if each in with_gold]),
            recall=over(lambda each: float(any(row in each.case.gold for row in each.cited)), with_gold),
        ),
        refusal=Refusal(
            auroc=auroc([each.confidence for each in with_gold], [each.confidence for each in refused]),
            auroc_leave_gold_out=auroc(
                [each.confidence for each in with_gold],
                [each.confidence_without_gold for each in with_gold if each.confidence_without_gold is not None],
            ),
            risk_coverage=tuple(_risk_at(point, with_gold) for point in _ANSWER_FROM) if with_gold else (),
        ),
        speed=Speed(
            characters_per_second=characters_per_second,
            queries_per_second=len(outcomes) / seconds,
            query_ms_p50=percentile(0.5, [each.search_ms for each in outcomes]),
            query_ms_p95=percentile(0.95, [each.search_ms for each in outcomes]),
            answer_ms_p95=percentile(0.95, [each.answer_ms for each in outcomes]),
        ),
        settings=settings_of(encoder),
    )


def _risk_at(answer_from: float, with_gold: Sequence[Outcome]) -> RiskAtCoverage:
    answered = [each for each in with_gold if each.confidence >= answer_from]
    return RiskAtCoverage(
        answer_from=answer_from,
        answered=len(answered) / len(with_gold),
        wrong=mean([float(not each.quotes_gold) for each in answered]),
        answered_without_gold=mean([float((each.confidence_without_gold or 0.0) >= answer_from) for each in with_gold])
        or 0.0,
    )
