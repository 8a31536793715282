"""What is asked of a document itself, in people's words: from when it is in force, what replaced it, what it replaced, who signed it.

    python -m tests.measures.document_facts [--libraries FOLDER] [--told] [NAME …]

NAME is a file of `tests/gold/document_facts` (both unless given). `--libraries` has synced data folders of the libraries of
`tests/gold/people` and is filled with what it lacks; `--told` prints each question. A question of a fact is answered where the first
statement's quote is of the document meant and tells it, a short line where it tells it (or names its day); what only sounds like such a
question is to be answered from passages. Intervals are Wilson's.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answered, is_firm
from bot.answerer import Answerer
from bot.assemble import open_library
from bot.evaluation.shown import tells
from tests.fit.libraries import built
from tests.measures.short_answers import arguments_of
from tests.measures.wilson import share

CASES = Path(__file__).parents[1] / "gold" / "document_facts"
ORDINARY = "ordinary"
_QUOTES = 3
"""That a reader is taken to read."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a file."""

    question: str
    library: str
    file: str
    fact: str
    by: str
    must: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a question."""

    case: Case
    is_first: bool
    """Whether what is quoted first tells it, of the document meant."""
    is_shown: bool
    """Whether the first few quotes together do."""
    is_firm: bool
    line: str


def cases_of(name: str) -> list[Case]:
    """The cases of a file of `tests/gold/document_facts`."""
    lines = map(json.loads, (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Case(each["question"], each["folder"], each["file"], each["fact"], each["by"], tuple(map(tuple, each["must"])))
        for each in lines
    ]


def told(cases: Sequence[Case], folder: Path) -> Iterator[Told]:
    """What each question is answered with, over its library."""
    for name in sorted({each.library for each in cases}):
        with open_library(folder / name) as library:
            answerer = Answerer(library)
            of_file = {Path(report.source).name: report.id for report in library.reports.all()}
            for case in (each for each in cases if each.library == name):
                answer = answerer.answer(case.question)
                cited = answer.citations if isinstance(answer, Answered) else ()
                short = answer.short if isinstance(answer, Answered) else None
                first = " ".join(each.quote for each in cited[: len(case.must)] if each.report_id == of_file[case.file])
                yield Told(
                    case,
                    bool(cited) and cited[0].report_id == of_file[case.file] and tells(first, case.must),
                    tells(" ".join(each.quote for each in cited[:_QUOTES]), case.must),
                    is_firm(answer),
                    short.text if short else "",
                )


def figures(name: str, found: Sequence[Told]) -> list[str]:
    """Lines: all of facts, by fact and by how the document is named; then what only sounds like one."""
    facts = [each for each in found if each.case.fact != ORDINARY]
    others = [each for each in found if each.case.fact == ORDINARY]
    lines = [f"{name}: {len(facts)} questions for a fact of a document", *_rows("all", facts)]
    for fact in dict.fromkeys(each.case.fact for each in facts):
        lines += _rows(fact, [each for each in facts if each.case.fact == fact])
    for by in dict.fromkeys(each.case.by for each in facts):
        lines += _rows(f"named by {by}", [each for each in facts if each.case.by == by])
    lines.append(
        f"  {len(others)} that only sound so: shown {share(sum(each.is_shown for each in others), len(others))}, "
        f"firm {sum(each.is_firm for each in others)}, of which not shown {sum(each.is_firm and not each.is_shown for each in others)}"
    )
    return lines


def _rows(name: str, found: Sequence[Told]) -> list[str]:
    firm, lines = [each for each in found if each.is_firm], [each for each in found if each.line]
    return [
        f"  {name}: {len(found)}, {_came(found)}; firm {len(firm)}, {_came(firm)}; lines {len(lines)}, {_came(lines)}"
    ]


def _came(found: Sequence[Told]) -> str:
    first = share(sum(each.is_first for each in found), len(found))
    return f"told first {first}, shown {sum(each.is_shown for each in found)}"


def main() -> None:
    """Print the figures of each file."""
    given = arguments_of(__doc__)
    names = given.names or sorted((path.stem for path in CASES.glob("*.jsonl")), reverse=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.libraries or Path(scratch)
        wanted = sorted({each.library for name in names for each in cases_of(name)})
        if lacking := [each for each in wanted if not (folder / each).is_dir()]:
            built(folder, lacking)
        for name in names:
            found = list(told(cases_of(name), folder))
            if given.told:
                for each in found:
                    how = "first" if each.is_first else "shown" if each.is_shown else "-"
                    sure = "firm" if each.is_firm else "tentative"
                    print(f"{each.case.fact} {how} {sure}: {each.case.question} → {each.line}")
            print(*figures(name, found), sep="\n")


if __name__ == "__main__":
    main()
