"""Near misses: of each quote a true statement and one that keeps its figures and says something else, by people's hands.

    python -m tests.measures.near_misses [written|held_out]

`tests/gold/claims` has the pairs and says where they are from. A quote of a sample stands there; one of a public document is a
span of what the product reads from a file of `HOIDAP_BENCH_DATA`, and is left out by name where that is not there.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.answer import Citation
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness, Likeness
from bot.claims.verdict import Verdict
from bot.evaluation.figures.interval import resampled
from bot.evaluation.figures.metrics import auroc
from bot.quoting.cite import cite
from corpus.read import read
from corpus.report import Report
from corpus.split import chunks_of
from tests.measures import gold
from tests.measures.encoders import bundled
from tests.measures.measure import Measure
from tests.measures.wilson import wilson

CASES = Path(__file__).parents[1] / "gold" / "claims"
_KEPT_TRUE, _KEPT_FALSE = 0.92, 0.08
Half = Literal["written", "held_out"]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A quote with what is true of it and what is not."""

    id: str
    kind: str
    """What is exchanged in `false`: relation, subject, unit, degree, time, agency; of "form" it is no statement."""
    language: str
    """Of both statements."""
    source: str
    """Name of the file."""
    citation: Citation
    true: str
    false: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair with what the check says of both."""

    pair: NearMiss
    true: Verdict
    false: Verdict


def pairs(half: Half) -> tuple[list[NearMiss], list[str]]:
    """The pairs, and the names of the files that are not there."""
    lines = (CASES / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    files = _files()
    reports = {name: read(files[name]) for name in dict.fromkeys(case["source"] for case in cases) if name in files}
    found = [_pair(case, reports[case["source"]]) for case in cases if case["source"] in reports]
    return found, sorted({case["source"] for case in cases} - reports.keys())


def checked(found: Sequence[NearMiss], likeness: Likeness) -> list[Checked]:
    """Each statement held against its quote."""
    return [
        Checked(
            pair, *(check_claim(text, (1,), {1: pair.citation}, likeness) for text in (pair.true, pair.false))
        )
        for pair in found
    ]  # fmt: skip


def measures(found: Sequence[Checked]) -> Iterator[Measure]:
    """Share of the true and of the false statements that are kept, of all, by kind and by language; AUROC of the support."""
    groups = [("all", list(found))]
    groups += [(f"kind {kind}", [each for each in found if each.pair.kind == kind]) for kind in _of(found, "kind")]
    groups += [
        (f"in {code}", [each for each in found if each.pair.language == code]) for code in _of(found, "language")
    ]
    for name, group in groups:
        is_whole = name == "all"
        for what, kept in (
            ("true", [each.true.carried for each in group]),
            ("false", [each.false.carried for each in group]),
        ):
            bounds = {"at_least": _KEPT_TRUE} if what == "true" else {"at_most": _KEPT_FALSE}
            sure = wilson(sum(kept), len(kept))
            yield Measure(f"{what} kept, {name}", sum(kept) / len(kept), interval=sure, **(bounds if is_whole else {}))
    told = resampled(
        len(found),
        lambda drawn: auroc([found[i].true.support for i in drawn], [found[i].false.support for i in drawn]),
    )
    yield Measure("true against false, AUROC", told.value or 0.0, interval=told)


def _of(found: Sequence[Checked], field: Literal["kind", "language"]) -> list[str]:
    return sorted({getattr(each.pair, field) for each in found})


def _pair(case: dict[str, str], report: Report) -> NearMiss:
    start = report.text.index(case["quote"]) if "quote" in case else int(case["start"])
    end = start + len(case["quote"]) if "quote" in case else int(case["end"])
    chunk = next(each for each in chunks_of(report) if each.end > start)
    citation = cite(1, report, chunk, start, end, superseded=None, language="vi")
    return NearMiss(case["id"], case["kind"], case["lang"], case["source"], citation, case["true"], case["false"])


def _files() -> dict[str, Path]:
    """Samples and public documents by name."""
    data = os.environ.get("HOIDAP_BENCH_DATA")
    folders = ("people/documents/*", "legacy/files/*/*")
    public = [path for folder in folders if data for path in Path(data).glob(folder)]
    return {path.name: path for path in (*public, *gold.SAMPLES.iterdir())}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", nargs="?", choices=("written", "held_out"), default="held_out")
    found, missing = pairs(parser.parse_args().half)
    if missing:
        print("not there:", ", ".join(missing))
    for each in measures(checked(found, EncoderLikeness(bundled()))):
        low, high = (each.interval.low, each.interval.high) if each.interval else (None, None)
        print(f"{each} [{low or 0:.3f}-{high or 0:.3f}] of {each.interval.count if each.interval else 0}")


if __name__ == "__main__":
    main()
