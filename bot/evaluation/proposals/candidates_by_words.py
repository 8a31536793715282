"""Passages that may answer a question, found by the words that a person remembers of them."""

from collections.abc import Sequence
from itertools import islice

from bot.evaluation.datasets.gold_place import Gold
from bot.evaluation.datasets.report_names import names_by_id
from bot.evaluation.proposals.proposed_case import Candidate
from corpus.language.sentence import sentences
from corpus.report import Report
from corpus.text.letters import fold

_MOST = 10


def candidates_by_words(words: str, reports: Sequence[Report]) -> list[Candidate]:
    """The first sentences of reports that have these words, case, marks and white space folded; at most ten."""
    names = names_by_id({each.id: each.source for each in reports})
    wanted = " ".join(fold(words).split())
    found = (
        Candidate(Gold(report=names[report.id], quote=report.text[start:end]), was_cited=False)
        for report in reports
        if report.id in names
        for start, end in sentences(report.text)
        if wanted and wanted in " ".join(fold(report.text[start:end]).split())
    )
    return list(islice(found, _MOST))
