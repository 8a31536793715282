"""`hoidap evaluate` on a folder of its own: the fields of the contract, and one line for what is wrong."""

import json
import os
from pathlib import Path

import pytest

from bot.errors import DatasetError
from bot.evaluation.citations.statements import load_statements
from bot.evaluation.datasets.beir import load_dataset
from bot.evaluation.evaluate_beir import evaluate, evaluate_on
from bot.evaluation.system import LocalSystem
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.command_line import hoidap

ROWS = {
    "a": "Năm 2024, tỉnh đã số hóa 1.200 hồ sơ lưu trữ.",
    "b": "Kinh phí hợp nhất hai sở là 1,85 tỷ đồng.",
    "c": "Rừng phòng hộ được giao khoán cho các hộ dân.",
}
CASES = (
    ("q1", "Tỉnh đã số hóa bao nhiêu hồ sơ?", "a", {"answers": ["1.200 hồ sơ"], "unanswerable": False}),
    ("q2", "Kinh phí hợp nhất hai sở là bao nhiêu?", "b", {"answers": ["1,85 tỷ đồng"]}),
    ("q3", "Ai là hiệu trưởng trường đại học?", None, {"unanswerable": True}),
)
GROUPS = {
    "retrieval": "hit@1 hit@3 hit@10 recall@10 mrr@10 ndcg@10",
    "answers": "containment@1 containment@3 containment@5 token_f1 figure_match shown firm_right firm_wrong reliability",
    "short": "given right wrong exact token_f1",
    "citations": "quote_validity precision precision_tentative recall marker_validity alce_precision alce_recall alce_precision_nli alce_recall_nli "
    "alce_precision_model alce_recall_model",
    "refusal": "auroc auroc_leave_gold_out precision recall firm_unanswerable named_missing risk_coverage",
    "claims": "auroc pairs",
    "speed": "characters_per_second queries_per_second query_ms_p50 query_ms_p95 answer_ms_p95",
    "settings": "version encoder recipe seed",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    rows = [{"_id": key, "title": "", "text": text} for key, text in ROWS.items()]
    queries = [{"_id": key, "text": text, "metadata": more} for key, text, _, more in CASES]
    for name, lines in (("corpus.jsonl", rows), ("queries.jsonl", queries)):
        (folder / name).write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    gold = [f"{key}\t{row}\t1" for key, _, row, _ in CASES if row]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *gold]), encoding="utf-8")
    return folder


def test_figures_of_a_small_dataset(folder: Path, tmp_path: Path) -> None:
    figures = evaluate(load_dataset(folder), tmp_path / "data", HashEncoder())
    assert (figures.queries, figures.passages) == (3, 3)
    assert figures.retrieval.hit_at_1 == figures.retrieval.recall_at_10 == 1.0
    assert figures.answers.containment_at_5 == 1.0
    assert figures.speed.characters_per_second
    curve = figures.refusal.risk_coverage
    assert [each.answered for each in curve] == sorted((each.answered for each in curve), reverse=True)
    again = evaluate(load_dataset(folder), tmp_path / "data", HashEncoder())
    assert again.speed.characters_per_second is None
    assert again.retrieval == figures.retrieval


def test_the_command_writes_the_contract(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "figures.json"
    command = ["--data", str(tmp_path / "data"), "evaluate", str(folder)]
    done = hoidap(*command, "--json", str(written))
    assert done.returncode == 0, done.stderr
    assert "nDCG@10" in done.stdout or "ndcg@10" in done.stdout
    record = json.loads(written.read_text(encoding="utf-8"))
    assert set(record) == {"dataset", "queries", "passages", "intervals", "tags", "cases", *GROUPS}
    for group, names in GROUPS.items():
        assert set(record[group]) == set(names.split())
    assert record["citations"]["quote_validity"] in (None, 1.0)
    assert record["refusal"]["auroc"] is not None
    assert record["claims"] == {"auroc": None, "pairs": None}


def test_figures_that_could_not_be_written_are_not_measured(folder: Path, tmp_path: Path) -> None:
    command = ["--data", str(tmp_path / "data"), "evaluate", str(folder)]
    for option, path in (("--json", tmp_path / "nowhere" / "out.json"), ("--html", tmp_path)):
        done = hoidap(*command, option, str(path))
        assert done.returncode == 2
        assert f"{str(path)!r} cannot be written" in done.stderr
    assert not (tmp_path / "data" / "evaluation").exists()


def test_rows_of_a_server_are_its_files(folder: Path, tmp_path: Path) -> None:
    """A file that two folders have is no row: which is meant is not known."""
    for name, text in (*ROWS.items(), ("q/b", "Một văn bản khác cùng tên.")):
        path = tmp_path / "files" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    dataset, encoder = load_dataset(folder), HashEncoder()
    with Library(tmp_path / "library", encoder) as library:
        assert sync(library, [tmp_path / "files"]).failed == []
        system = LocalSystem(library, Settings())
        with pytest.raises(DatasetError, match="no report for 1 of 2 gold rows, 'b' for one"):
            evaluate_on(system, dataset, tmp_path, encoder, lambda *_: None, Settings())
        (tmp_path / "files" / "q" / "b.txt").unlink()
        sync(library, [tmp_path / "files"])
        found = evaluate_on(LocalSystem(library, Settings()), dataset, tmp_path, encoder, lambda *_: None, Settings())
    assert (found.queries, found.passages, found.retrieval.hit_at_1) == (3, 3, 1.0)


def test_gate_fails_the_command(folder: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate.toml"
    gate.write_text('[floors]\n"retrieval.hit@10" = 0.0\n"citations.quote_validity" = 1.1\n', encoding="utf-8")
    done = hoidap("--data", str(tmp_path / "data"), "evaluate", str(folder), "--gate", str(gate))
    assert done.returncode == 1, done.stderr
    assert "below its floor: citations.quote_validity" in done.stdout
    assert "below its floor: retrieval.hit@10" not in done.stdout


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("corpus.jsonl", "{not json", "corpus.jsonl line 4"),
        ("queries.jsonl", '{"_id": 5, "text": "?"}', "queries.jsonl line 4"),
        ("qrels/test.tsv", "q1 a 1", "test.tsv line 4"),
        ("qrels/test.tsv", "q1\tnowhere\t1", "'nowhere'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(folder: Path, name: str, line: str, message: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}")
    with pytest.raises(DatasetError, match=message):
        load_dataset(folder)


STATEMENTS = (
    {"hypothesis": "Sở đã số hóa 1.200 hồ sơ lưu trữ.", "label": "Đúng"},
    {"hypothesis": "Sở đã số hóa 1.300 hồ sơ lưu trữ.", "label": "Sai"},
)


def test_statements_are_held_against_their_premise(tmp_path: Path) -> None:
    path, written = tmp_path / "statements.jsonl", tmp_path / "figures.json"
    premise = {"premise": f"{ROWS['a'].replace('tỉnh', 'Sở')} {ROWS['b']}", "premise_ids": ["Báo cáo#1"]}
    path.write_text("\n".join(json.dumps(each | premise, ensure_ascii=False) for each in STATEMENTS), encoding="utf-8")
    command = ["--data", str(tmp_path / "data"), "evaluate", str(path)]
    done = hoidap(*command, "--json", str(written))
    assert done.returncode == 0, done.stderr
    record = json.loads(written.read_text(encoding="utf-8"))
    assert set(record) == {"dataset", "queries", "passages", "intervals", "tags", "cases", *GROUPS}
    assert record["claims"] == {"auroc": 1.0, "pairs": 2}
    assert set(record["retrieval"].values()) == {None}
    assert record["refusal"]["risk_coverage"] == []


def test_a_wrong_statement_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "statements.jsonl"
    path.write_text('{"hypothesis": "A", "premise": "B", "label": "Maybe"}\n', encoding="utf-8")
    with pytest.raises(DatasetError, match=r"statements\.jsonl line 1"):
        load_statements(path)
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="no statements"):
        load_statements(path)


PUBLIC = Path(os.environ.get("HOIDAP_BENCH_DATA", "/nowhere"))


@pytest.mark.skipif(not (PUBLIC / "retrieval").is_dir(), reason="HOIDAP_BENCH_DATA names no folder with retrieval sets")
def test_public_datasets_load() -> None:
    for folder in sorted((PUBLIC / "retrieval").iterdir()):
        dataset = load_dataset(folder)
        assert all(case.gold or case.unanswerable for case in dataset.cases)
