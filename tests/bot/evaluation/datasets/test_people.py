"""People's questions: told from other datasets, every wrong line named, asked over the reports of the library at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import DatasetError
from bot.evaluation.datasets.people import is_people, load_people
from tests.bot.command_line import hoidap
from tests.conftest import SAMPLES

REPORT = SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"
DEADLINE = {
    "turns": ["chia sẻ dữ liệu trong mấy ngày?"],
    "must": [["05 ngày", "năm ngày"]],
    "answer": "05 ngày làm việc",
    "lang": "vi",
    "kind": "figure",
}
GOLD_PRICE = {"turns": ["giá vàng", "hôm nay?"], "unanswerable": True, "missing": ["giá vàng"], "why": "near"}


def write(path: Path, *cases: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in cases) + "\n", encoding="utf-8")
    return path


def test_the_last_turn_is_asked_after_the_others(tmp_path: Path) -> None:
    first, second = load_people(write(tmp_path / "a.jsonl", DEADLINE, GOLD_PRICE))
    assert (first.id, first.text, first.history, first.must) == (
        "line 1",
        *DEADLINE["turns"],
        (),
        (("05 ngày", "năm ngày"),),
    )
    assert (first.language, first.tags, first.answerable) == ("vi", ("figure",), True)
    assert (first.written, second.written) == ("05 ngày làm việc", "")
    assert (second.text, second.history, second.missing) == ("hôm nay?", ("giá vàng",), ("giá vàng",))
    assert (second.tags, second.answerable) == (("follow-up",), False)


def test_a_folder_of_them_is_one_dataset(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", DEADLINE)
    write(tmp_path / "b.jsonl", DEADLINE)
    write(tmp_path / "other.jsonl", {"hypothesis": "a"})
    found = load_people(tmp_path)
    assert [(each.id, each.tags) for each in found] == [("a: line 1", ("a", "figure")), ("b: line 1", ("b", "figure"))]


def test_other_datasets_are_none(tmp_path: Path) -> None:
    assert not is_people(write(tmp_path / "statements.jsonl", {"hypothesis": "a", "premise": "b", "label": "Sai"}))
    (tmp_path / "broken.jsonl").write_bytes(b"{\xff")
    assert not is_people(tmp_path)
    assert not is_people(tmp_path / "nowhere.jsonl")
    assert is_people(write(tmp_path / "people.jsonl", DEADLINE))


@pytest.mark.parametrize(
    "wrong",
    [
        {"turns": []},
        {"turns": [" "]},
        {"turns": ["?"]},
        {"turns": ["?"], "must": [[]]},
        {"turns": ["?"], "must": [["a"], [" "]]},
        {"turns": ["?"], "must": [["a"]], "unanswerable": True},
        {"turns": ["?"], "must": [["a"]], "answer": ["a"]},
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(DatasetError, match=r"a\.jsonl: line 2 "):
        load_people(write(tmp_path / "a.jsonl", DEADLINE, wrong))


def test_asked_over_the_library_at_hand(tmp_path: Path) -> None:
    cases = write(tmp_path / "cases.jsonl", DEADLINE, GOLD_PRICE)
    gate, result = tmp_path / "gate.toml", tmp_path / "figures.json"
    gate.write_text('[floors]\n"refusal.recall" = 0.5\n[ceilings]\n"answers.firm_wrong" = 0.0\n', encoding="utf-8")
    data = ("--data", str(tmp_path / "data"))
    empty = hoidap(*data, "evaluate", str(cases))
    assert empty.returncode == 2
    assert "hoidap sync" in empty.stderr
    assert hoidap(*data, "sync", str(REPORT)).returncode == 0
    page = tmp_path / "page.html"
    done = hoidap(*data, "evaluate", str(cases), "--json", str(result), "--html", str(page), "--gate", str(gate))
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(result.read_text(encoding="utf-8"))
    assert found["intervals"]["answers.shown"]["count"] == 1
    assert found["answers"]["shown"] in (0.0, 1.0)
    assert found["intervals"]["short.given"]["count"] == 2
    assert found["refusal"]["recall"] in (0.0, 1.0)
    assert found["refusal"]["firm_unanswerable"] == 0.0
    assert found["intervals"]["refusal.named_missing"]["count"] == 1
    assert "Right answer shown" in page.read_text(encoding="utf-8") or "Nêu được" in page.read_text(encoding="utf-8")
    again = hoidap(*data, "evaluate", str(cases), "--compare", str(result))
    assert again.returncode == 0
    assert "answers shown" in again.stdout
