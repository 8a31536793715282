"""A case that is proposed to a person, who accepts it or not."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.evaluation.collection import CaseGold, CollectionCase
from bot.report_names import names_by_id
from corpus.fold import fold
from corpus.report import Report
from corpus.sentence import sentences

_MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer a question whose answer was wrong."""

    gold: CaseGold
    was_cited: bool
    """By the answer that was judged wrong."""


def with_words(words: str, reports: Sequence[Report]) -> list[Candidate]:
    """The first sentences of reports that have these words, case, marks and white space folded; at most ten."""
    names = names_by_id({each.id: each.source for each in reports})
    wanted = " ".join(fold(words).split())
    found = (
        Candidate(CaseGold(report=names[report.id], quote=report.text[start:end]), was_cited=False)
        for report in reports
        if report.id in names
        for start, end in sentences(report.text)
        if wanted and wanted in " ".join(fold(report.text[start:end]).split())
    )
    return list(islice(found, _MOST_FOUND))


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """A case, whole unless there are candidates to choose its gold from."""

    case: CollectionCase
    where: str = ""
    """Page of the gold, to look it up."""
    candidates: tuple[Candidate, ...] = ()
    note: str = ""
    """Why it is proposed: what was said of the answer that was judged."""

    def is_known(self, known: Container[str]) -> bool:
        """Whether its id or question is among them: it keeps its id where a person edits the question."""
        return self.case.id in known or self.case.question in known

    @property
    def is_whole(self) -> bool:
        """Whether it can be accepted as it is."""
        return bool(self.case.gold) or self.case.unanswerable
