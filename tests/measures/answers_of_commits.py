"""Do two commits answer alike? `python -m tests.measures.answers_of_commits BEFORE [AFTER] [--sets gold,people,xquad_vi_vi] [--every 4]`.

Each commit is checked out beside the work tree, reads the same reports and is asked the same questions over its own API, so that
how its modules lie does not matter. What an answer says is put into lines, one for each statement with the place of its quote, each
cell, note and passage found; lines that differ are listed by case, each with the reason that `tests/gold/changed_answers.toml` gives.
`--keep FILE` writes the lines of BEFORE instead. The gold cases' lines of the last commit whose answers count are kept in
`tests/gold/kept_answers.jsonl`, which `tests/test_kept_answers.py` holds every change against; they are made with `HOIDAP_BACKEND=float32`.
"""

import argparse
import difflib
import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.measures.gold import SAMPLES

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
KEPT = GOLD / "kept_answers.jsonl"
CHANGED = GOLD / "changed_answers.toml"
PUBLIC = ("xquad_vi_vi", "xquad_en_vi", "virhe4qa_dev", "viquad2_dev")
_SECONDS_TO_START = 180

Ask = Callable[[str, dict[str, object]], dict[str, Any]]
"""An endpoint and what is sent to it, to what it answers."""


_NEAR_TIE = 1e-4
"""Of scores: one code gave two passages .72417 and .72414 on one processor, and the other way round on another."""


@dataclass(frozen=True, slots=True)
class Case:
    """Questions of one conversation, the last of which is looked at."""

    id: str
    """With its set: "samples/s01"."""
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What one case was answered with, in lines."""

    id: str
    lines: tuple[str, ...]
    near_ties: frozenset[tuple[str, str]] = frozenset()
    """Lines of passages beside each other whose scores are the same but for how a processor rounds; not written."""


def gold_cases() -> list[Case]:
    """Every question of the gold files over the sample reports."""
    found = []
    for name in ("samples", "accepted", "kinds", "year_aspect", "follow_up"):
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            before = case.get("previous") or case.get("history") or ()
            found.append(Case(f"{name}/{case['id']}", (*before, case["question"])))
    return found


def people_cases(path: Path) -> list[Case]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Case(f"people-{path.stem}/{each['id']}", tuple(each["turns"])) for each in lines]


def beir_cases(folder: Path) -> list[Case]:
    lines = map(json.loads, (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines())
    return [Case(f"{folder.name}/{each['_id']}", (each["text"],)) for each in lines]


def kept(case: Case, ask: Ask, sources: Mapping[str, str]) -> Kept:
    """The answer to a case and the passages found for what was searched; `sources` are the reports' files by id."""
    conversation, answer = None, {}
    for question in case.turns:
        answer = ask("/api/ask", {"question": question, "conversation": conversation})
        conversation = answer["conversation"]
    searched = ask("/api/search", {"question": answer["searched_as"] or case.turns[-1], "passages": 10})
    found = [(f"passage {_place(each, sources)}", each["score"]) for each in searched["passages"]]
    near = {(one, other) for (one, first), (other, next_) in itertools.pairwise(found) if first - next_ < _NEAR_TIE}
    return Kept(case.id, (*_answer_lines(answer, sources), *(line for line, _ in found)), frozenset(near))


def _answer_lines(answer: Mapping[str, Any], sources: Mapping[str, str]) -> Iterator[str]:
    filters = json.dumps(
        [answer["filters"]["inferred"], sorted(answer["filters"]["stated"])], ensure_ascii=False, sort_keys=True
    )
    yield " ".join(filter(None, (answer["status"], answer.get("certainty"), answer["language"], filters)))
    yield from (f"missing {each}" for each in answer.get("missing", ()))
    yield f"searched as {answer['searched_as']}"
    if answer["status"] != "answered":
        yield f"says {answer['answer']}"
    cited = {each["marker"]: each for each in answer["citations"]}
    for each in answer["statements"]:
        quotes = [cited[marker] for marker in each["markers"]]
        said = "quote" if [quote["quote"] for quote in quotes] == [each["text"]] else each["text"]
        yield f"statement {each['lead']}| {said} {[_place(quote, sources) for quote in quotes]}"
    yield from (f"citation {_source(each)}" for each in answer["citations"])
    yield from (f"row {json.dumps(row, ensure_ascii=False)}" for row in (answer["table"] or {}).get("rows", ()))
    yield from (f"note {note}" for note in answer["notes"])
    yield from (f"nearest {_place(each, sources)}" for each in answer["nearest"])


def _source(citation: Mapping[str, Any]) -> str:
    parts = (citation[name] for name in ("number", "issued", "agency", "pages", "path", "years", "aspect", "notices"))
    return json.dumps(list(parts), ensure_ascii=False)


def _place(span: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    return f"{sources[span['report_id']]}@{span['start']}-{span['end']}"


def differences(before: Sequence[Kept], after: Sequence[Kept]) -> dict[str, list[str]]:
    """The lines that differ, "- " before and "+ " after, by the case's id; cases that only one side has are passed over.

    Near ties among the passages may have changed places.
    """
    then = {each.id: each.lines for each in before}
    found = {}
    for each in after:
        if each.id in then and _with_ties_as_in(each, then[each.id]) != each.lines:
            compared = difflib.ndiff(then[each.id], each.lines)
            found[each.id] = [line for line in compared if line[0] in "+-"]
    return found


def _with_ties_as_in(after: Kept, before: Sequence[str]) -> tuple[str, ...]:
    """The lines of before, near ties in the order that they have after."""
    lines = list(before)
    for place, pair in enumerate(itertools.pairwise(after.lines)):
        if pair in after.near_ties and pair == (*reversed(lines[place : place + 2]),):
            lines[place : place + 2] = pair
    return tuple(lines)


def reasons() -> dict[str, str]:
    """Why an answer is another one than the kept, by the case's id."""
    changes = tomllib.loads(CHANGED.read_text(encoding="utf-8")).get("changes", [])
    return {case: change["why"] for change in changes for case in change["cases"]}


def read_kept(path: Path) -> list[Kept]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Kept(each["id"], tuple(each["lines"])) for each in lines]


def write_kept(path: Path, records: Sequence[Kept]) -> None:
    lines = (f"{json.dumps({'id': each.id, 'lines': each.lines}, ensure_ascii=False)}\n" for each in records)
    path.write_text("".join(lines), encoding="utf-8")


def answers_of(commit: str, sets: Sequence[str], public: Path | None, folder: Path, every: int = 1) -> list[Kept]:
    """What a commit answers to the cases of these sets; its checkout and libraries are made in a folder of one's own."""
    checkout = folder / "checkout"
    subprocess.run(
        ["git", "worktree", "add", "--force", "--detach", checkout, commit], cwd=ROOT, check=True, capture_output=True
    )
    try:
        found: list[Kept] = []
        for name in sets:
            for part, reports, cases in _parts(name, public, folder):
                started = time.monotonic()
                with _served(checkout, folder / f"library-{part}", reports) as ask:
                    sources = {each["id"]: Path(each["source"]).name for each in ask("/api/reports", {})}
                    found += [kept(case, ask, sources) for case in cases[::every]]
                print(
                    f"{commit} {part}: {len(cases[::every])} cases, {time.monotonic() - started:.0f} s", file=sys.stderr
                )
        return found
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", checkout], cwd=ROOT, check=True, capture_output=True)


def _parts(name: str, public: Path | None, folder: Path) -> Iterator[tuple[str, Path, list[Case]]]:
    """(name, reports, cases) of each library that a set is asked of."""
    if name == "gold":
        yield name, SAMPLES, gold_cases()
        return
    if public is None:
        raise SystemExit(f"{name}: HOIDAP_BENCH_DATA names no folder of public data")
    if name == "people":
        yield "people-samples", SAMPLES, people_cases(public / "people" / "samples.jsonl")
        yield "people-documents", public / "people" / "documents", people_cases(public / "people" / "documents.jsonl")
        return
    [dataset] = public.glob(f"*/{name}")
    rows = folder / f"rows-{name}"
    rows.mkdir()
    for line in (dataset / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        (rows / f"{row['_id'].replace('/', '_')}.txt").write_text(f"{row['title']}\n\n{row['text']}", encoding="utf-8")
    yield name, rows, beir_cases(dataset)


@contextmanager
def _served(checkout: Path, library: Path, reports: Path) -> Iterator[Ask]:
    """A server of a checkout over the reports; the console command is the one of the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "bot", "--data", str(library)]
    subprocess.run(
        [*command, "sync", str(reports)], cwd=library.parent, env=environment, check=False, capture_output=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [*command, "serve", "--port", str(port)]
    with (library.parent / "serve.log").open("w") as log:
        server = subprocess.Popen(serve, cwd=library.parent, env=environment, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, trust_env=False) as client:
            _wait(client, server)
            yield lambda path, body: _answered(client.post(path, json=body) if body else client.get(path))
    finally:
        server.terminate()
        server.wait(30)


def _wait(client: httpx.Client, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(_SECONDS_TO_START):
        if server.poll() is not None:
            break
        try:
            client.get("/healthz").raise_for_status()
        except httpx.TransportError:
            time.sleep(1)
        else:
            return
    raise SystemExit("the server of a commit does not answer: see serve.log")


def _answered(response: httpx.Response) -> Any:
    response.raise_for_status()
    return response.json()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("before")
    parser.add_argument("after", nargs="?", default="HEAD")
    parser.add_argument("--sets", default="gold", help=f"of gold, people, {', '.join(PUBLIC)}; default: gold")
    parser.add_argument("--every", type=int, default=1, help="ask only every n-th case")
    parser.add_argument("--keep", type=Path, help="write the lines of BEFORE to this file, and compare nothing")
    parser.add_argument("--with-kept", type=Path, help="take the lines of BEFORE from this file")
    options = parser.parse_args()
    public = Path(os.environ["HOIDAP_BENCH_DATA"]) if "HOIDAP_BENCH_DATA" in os.environ else None
    with tempfile.TemporaryDirectory() as folder:

        def ask(commit: str, name: str) -> list[Kept]:
            (Path(folder) / name).mkdir()
            return answers_of(commit, options.sets.split(","), public, Path(folder) / name, options.every)

        before = read_kept(options.with_kept) if options.with_kept else ask(options.before, "before")
        if options.keep:
            write_kept(options.keep, before)
            return
        after = ask(options.after, "after")
    known = reasons()
    changed = differences(before, after)
    for case, lines in changed.items():
        print(f"{case}: {known.get(case, 'no reason is given')}", *lines, sep="\n    ")
    same = len(after) - len(changed)
    unexplained = [case for case in changed if case not in known]
    print(
        f"{same} of {len(after)} cases are answered alike, {len(changed)} otherwise, {len(unexplained)} of them without a reason"
    )
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
