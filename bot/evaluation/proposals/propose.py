"""Cases proposed from a library: of every report in turn, some typed without diacritics, some that no report answers."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.evaluation.datasets.collection import CollectionCase
from bot.evaluation.datasets.report_names import names_by_id
from bot.evaluation.proposals.proposed_case import ProposedCase
from bot.evaluation.proposals.report_cases import case_id, cases_of
from bot.examples import as_topic, topics_of
from bot.wording.wording import wording
from corpus.report import Report
from corpus.text.letters import fold

_PLAIN_EVERY, _UNANSWERABLE_EVERY = 4, 6
_YEARS_ON = 5


def proposed(reports: Sequence[Report], known: Container[str], count: int) -> Iterator[ProposedCase]:
    """At most `count` cases, the same for the same reports; those that are `known` are passed over.

    Every fourth is typed without diacritics, and after every sixth comes one that cannot be answered: about a year that no
    report mentions.
    """
    answerable = (each for each in _in_turn(reports) if not each.is_known(known))
    unanswerable = (each for each in _of_no_year(reports) if not each.is_known(known))
    yield from islice(_mixed(answerable, unanswerable, known), count)


def _mixed(
    answerable: Iterable[ProposedCase], unanswerable: Iterator[ProposedCase], known: Container[str]
) -> Iterator[ProposedCase]:
    for number, each in enumerate(answerable, 1):
        plain = _without_diacritics(each)
        yield plain if number % _PLAIN_EVERY == 0 and not plain.is_known(known) else each
        if number % _UNANSWERABLE_EVERY == 0:
            yield from islice(unanswerable, 1)


def _in_turn(reports: Sequence[Report]) -> Iterator[ProposedCase]:
    """One of each report, then the next of each; no question twice."""
    names, asked = names_by_id({each.id: each.source for each in reports}), set[str]()
    left = [cases_of(report, names[report.id], first) for first, report in enumerate(reports) if report.id in names]
    while left:
        for cases in tuple(left):
            found = next((each for each in cases if each.case.question not in asked), None)
            if found is None:
                left.remove(cases)
            else:
                asked.add(found.case.question)
                yield found


def _without_diacritics(proposed_case: ProposedCase) -> ProposedCase:
    case, plain = proposed_case.case, fold(proposed_case.case.question)
    if case.language != "vi":
        return proposed_case
    update = {"id": case_id(plain), "question": plain, "tags": [*case.tags, "no-diacritics"]}
    return replace(proposed_case, case=case.model_copy(update=update))


def _of_no_year(reports: Sequence[Report]) -> Iterator[ProposedCase]:
    """About what an agency reports, in a year that stands in none of the reports."""
    years = {year for each in reports for year in each.years}
    missing = max(years, default=0) + _YEARS_ON
    if not years or any(str(missing) in each.text for each in reports):
        return
    for report in reports:
        if report.kind == "báo cáo" and report.agency:
            for _, topic in islice(topics_of(report), 1):
                form = wording(report.language).example_report
                question = form.format(year=missing, agency=report.agency, topic=as_topic(topic))
                case = CollectionCase(
                    id=case_id(question), question=question, unanswerable=True, language=report.language, tags=["unanswerable"]
                )  # fmt: skip
                yield ProposedCase(case)
