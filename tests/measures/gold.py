"""The gold questions over the sample reports: is the right passage found first, cited, and nothing firm said of the rest."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answered, is_firm
from bot.answerer import Answerer
from bot.evaluation.datasets.gold_place import Gold, GoldPlace, gold_place_of, touched
from corpus.report import Report
from index.encoder.encoder import Encoder
from index.library import Library
from index.sync import sync

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
GOLD = Path(__file__).parents[1] / "gold" / "samples.jsonl"


@dataclass(frozen=True, slots=True)
class GoldOutcome:
    """What came of one gold question; ranks count from 1."""

    id: str
    unanswerable: bool
    rank: int | None
    """Of the first passage that holds gold, among ten."""
    is_firm: bool
    right_citations: int
    citations: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class GoldFigures:
    """All outcomes, and what they come to."""

    outcomes: tuple[GoldOutcome, ...]

    @property
    def answerable(self) -> list[GoldOutcome]:
        return [each for each in self.outcomes if not each.unanswerable]

    def within(self, k: int) -> float:
        """Share of answerable questions whose right passage is among the first k."""
        return _share([each.rank is not None and each.rank <= k for each in self.answerable])

    @property
    def cited(self) -> float:
        """Share of answerable questions whose answer cites a right passage."""
        return _share([each.right_citations > 0 for each in self.answerable])

    @property
    def precision(self) -> float:
        """Share of their citations that are right passages."""
        given = sum(each.citations for each in self.answerable)
        return sum(each.right_citations for each in self.answerable) / given if given else 0.0

    @property
    def not_firm(self) -> int:
        """Number of unanswerable questions that were declined, or answered as not certain."""
        return sum(not each.is_firm for each in self.outcomes if each.unanswerable)

    @property
    def verbatim(self) -> float:
        """Share of answers all of whose quotes are verbatim at their offsets."""
        return _share([each.verbatim for each in self.outcomes])


def questions() -> list[str]:
    """The gold questions."""
    return [json.loads(line)["question"] for line in GOLD.read_text(encoding="utf-8").splitlines()]


def measure_samples(folder: Path, encoder: Encoder) -> GoldFigures:
    """The figures over a library of the samples in `folder`, built where it is not yet."""
    with Library(folder, encoder) as library:
        sync(library, [SAMPLES])
        return measure(library, Answerer(library))


def measure(library: Library, answerer: Answerer) -> GoldFigures:
    """The figures over an open library that holds the samples."""
    reports = {Path(report.source).name: report for report in library.reports.all()}
    cases = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return GoldFigures(tuple(_outcome(case, reports, library, answerer) for case in cases))


def _outcome(case: dict[str, object], reports: dict[str, Report], library: Library, answerer: Answerer) -> GoldOutcome:
    found = answerer.find(str(case["question"]))
    answer = answerer.compose(found)
    gold = gold_places(case["gold"], reports)  # type: ignore[arg-type]
    ranks = [
        rank
        for rank, hit in enumerate(found.hits, 1)
        if touched(GoldPlace(hit.chunk.report_id, hit.chunk.start, hit.chunk.end), gold)
    ]
    citations = answer.citations if isinstance(answer, Answered) else ()
    texts = {report.id: report.text for report in reports.values()}
    return GoldOutcome(
        id=str(case["id"]),
        unanswerable=bool(case["unanswerable"]),
        rank=min(ranks, default=None),
        is_firm=is_firm(answer),
        right_citations=sum(touched(GoldPlace(each.report_id, each.start, each.end), gold) for each in citations),
        citations=len(citations),
        verbatim=all(texts[each.report_id][each.start : each.end] == each.quote for each in citations),
    )


def gold_places(gold: Sequence[dict[str, str]], reports: dict[str, Report]) -> list[GoldPlace]:
    """Where the gold quotes stand. Raises ValueError for one that is not there."""
    return [gold_place_of(Gold(**each), reports) for each in gold]


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
