"""A person accepts, edits or leaves proposed cases, one after the other; what is accepted is written down at once."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import DatasetError
from bot.evaluation.datasets.collection import CollectionCase, cases_of_file
from bot.evaluation.proposals.proposed_case import Candidate, ProposedCase

_WHOLE = "[a]ccept, [e]dit the question, [s]kip, [q]uit"
_CHOOSE = (
    "numbers of the passages that answer it, [f]ind others by their words, [n]othing in the reports does, [e]dit the question, "
    "[s]kip, [q]uit"
)
_NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Desk:
    """How a person is shown something and asked for a line."""

    show: Callable[[ProposedCase, int, int], None]
    """With its number and how many there are."""
    say: Callable[[str], None]
    ask: Callable[[str], str]
    """Raises EOFError or KeyboardInterrupt where nobody answers any more."""
    find: Callable[[str], Sequence[Candidate]]
    """Passages by their words."""


def known_cases(path: Path) -> set[str]:
    """Ids and questions of a file of cases; none where there is no file yet.

    Raises DatasetError for lines that are wrong.
    """
    cases = cases_of_file(path) if path.is_file() else ()
    return {name for each in cases for name in (each.id, each.question)}


def review(proposals: Iterable[ProposedCase], path: Path, desk: Desk) -> int:
    """Adds what is accepted to the file; how many. Raises DatasetError for a file that cannot be written."""
    cases, accepted = list(proposals), 0
    for number, each in enumerate(cases, 1):
        try:
            found = _reviewed(each, desk, number, len(cases))
        except (EOFError, KeyboardInterrupt, _QuitError):
            break
        if found:
            _add(found, path)
            accepted += 1
    return accepted


class _QuitError(Exception):
    """The person has had enough."""


def _reviewed(proposal: ProposedCase, desk: Desk, number: int, count: int) -> CollectionCase | None:
    """The case as accepted, None if it is left out."""
    while True:
        desk.show(proposal, number, count)
        reply = desk.ask(_WHOLE if proposal.is_whole else _CHOOSE).strip().lower()
        if reply == "q":
            raise _QuitError
        if reply == "s":
            return None
        if reply == "e":
            proposal = _edited(proposal, desk)
        elif reply == "f" and not proposal.is_whole:
            found = [each for each in desk.find(desk.ask("words of the passage")) if each not in proposal.candidates]
            proposal = replace(proposal, candidates=(*proposal.candidates, *found))
        elif reply == "a" and proposal.is_whole:
            return proposal.case
        elif reply == "n" and not proposal.is_whole:
            return proposal.case.model_copy(update={"unanswerable": True})
        elif chosen := _chosen(proposal, reply):
            return chosen
        else:
            desk.say(_NOT_UNDERSTOOD)


def _edited(proposal: ProposedCase, desk: Desk) -> ProposedCase:
    question = desk.ask("question").strip()
    return replace(proposal, case=proposal.case.model_copy(update={"question": question or proposal.case.question}))


def _chosen(proposal: ProposedCase, reply: str) -> CollectionCase | None:
    """The case with the candidates that are numbered; None where there is no such number."""
    numbers = reply.replace(",", " ").split()
    if not numbers or not all(each.isdecimal() and 1 <= int(each) <= len(proposal.candidates) for each in numbers):
        return None
    gold = [proposal.candidates[int(each) - 1].gold for each in dict.fromkeys(numbers)]
    return proposal.case.model_copy(update={"gold": gold})


def case_line(case: CollectionCase) -> str:
    """The case as a line of `cases.jsonl`, what it does not have left out."""
    return json.dumps(case.model_dump(exclude_defaults=True), ensure_ascii=False)


def _add(case: CollectionCase, path: Path) -> None:
    try:
        whole = not path.is_file() or path.read_bytes()[-1:] in (b"", b"\n")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{'' if whole else chr(10)}{case_line(case)}\n")
    except OSError as error:
        raise DatasetError(f"{str(path)!r} cannot be written ({error.strerror}): choose another file") from error
