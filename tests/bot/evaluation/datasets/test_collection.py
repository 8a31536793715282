"""Collections: every wrong line is named, gold is found where it stands, figures are those of the questions."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.errors import DatasetError
from bot.evaluation.datasets.collection import CASES, is_collection, load_collection
from bot.evaluation.datasets.gold_place import Gold, gold_place_of
from bot.evaluation.evaluate_collection import evaluate_collection
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.bot.command_line import hoidap
from tests.conftest import SAMPLES

OLDER = "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"
NEWER = "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"
DEADLINE = {"report": OLDER, "quote": "Trong thời hạn 05 ngày làm việc kể từ ngày nhận được đề nghị hợp lệ"}


def write(folder: Path, *cases: dict[str, Any] | str) -> Path:
    lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in cases]
    (folder / CASES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    for name in (OLDER, NEWER):
        shutil.copy(SAMPLES / name, found / name)
    return found


def test_questions_are_asked_over_the_reports(folder: Path, tmp_path: Path) -> None:
    write(
        folder,
        {"id": "a", "question": "Thời hạn chia sẻ dữ liệu là mấy ngày làm việc?", "gold": [DEADLINE], "answers": ["05 ngày"],
         "tags": ["figure"]},
        {"id": "b", "question": "còn hiệu lực không?", "history": ["Quyết định số 31/2023/QĐ-UBND quy định gì?"],
         "gold": [{"report": OLDER, "section": "Điều 4. Trình tự, thời hạn chia sẻ dữ liệu"}], "tags": ["follow-up"]},
        {"id": "c", "question": "giá vàng hôm nay?", "unanswerable": True},
    )  # fmt: skip
    assert is_collection(folder)
    collection = load_collection(folder)
    first = evaluate_collection(collection, tmp_path, HashEncoder())
    assert first.queries == 3
    assert first.speed.characters_per_second is not None
    assert first.citations.quote_validity in (None, 1.0)
    assert set(first.tags) == {"figure", "follow-up"}
    assert first.tags["figure"].retrieval.hit_at_1 == 1.0
    assert first.tags["figure"].answers.containment_at_5 == 1.0
    again = evaluate_collection(collection, tmp_path, HashEncoder())
    assert again.speed.characters_per_second is None
    assert again.retrieval == first.retrieval


def test_every_wrong_line_is_named(folder: Path) -> None:
    good = {"id": "x", "question": "?", "gold": [DEADLINE]}
    write(
        folder,
        good,
        "{",
        {"id": "y", "gold": [DEADLINE]},
        {"id": "z", "question": "?"},
        {"id": "w", "question": "?", "gold": [{"report": OLDER}]},
        {"id": "v", "question": "?", "gold": [DEADLINE], "unanswerable": True},
        good,
    )
    with pytest.raises(DatasetError) as refused:
        load_collection(folder)
    said = str(refused.value)
    for told in (
        "line 2 is not",
        "line 3 has 'question'",
        "line 4 tells nothing",
        "line 5 has",
        "line 6 is",
        "line 7 uses",
    ):
        assert told in said
    assert "\n" not in said


def test_gold_that_is_not_in_its_report_is_named(folder: Path, tmp_path: Path) -> None:
    write(
        folder,
        {"id": "a", "question": "?", "gold": [{"report": OLDER, "quote": "không hề có câu này"}]},
        {"id": "b", "question": "?", "gold": [{"report": "nowhere.pdf", "quote": "gì"}]},
        {"id": "c", "question": "?", "gold": [DEADLINE]},
    )
    with pytest.raises(DatasetError) as refused:
        evaluate_collection(load_collection(folder), tmp_path, HashEncoder())
    assert "the case 'a' has a quote that is not in" in str(refused.value)
    assert "the case 'b' names the report 'nowhere.pdf'" in str(refused.value)
    assert "'c'" not in str(refused.value)


def test_report_that_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    write(folder, {"id": "c", "question": "?", "gold": [DEADLINE]})
    with pytest.raises(DatasetError, match=r"broken\.pdf is a damaged PDF"):
        evaluate_collection(load_collection(folder), tmp_path, HashEncoder())


def test_gold_is_found_by_quote_section_page_and_in_a_scan(sample_library: Library) -> None:
    reports = {Path(report.source).name: report for report in sample_library.reports.all()}
    quoted = gold_place_of(Gold(OLDER, quote="Trong  thời hạn\n05 ngày làm việc"), reports)
    text = reports[OLDER].text
    assert " ".join(text[quoted.start : quoted.end].split()) == "Trong thời hạn 05 ngày làm việc"
    section = gold_place_of(Gold(OLDER, section="Điều 4. Trình tự, thời hạn chia sẻ dữ liệu"), reports)
    assert section.overlaps(quoted)
    plan = "2025-01-20-kh-ubnd-hop-nhat-so-ttt-so-khcn.pdf"
    page = gold_place_of(Gold(plan, page="2"), reports)
    assert reports[plan].pages_of(page.start, page.end)[0].label == "2"
    scan = "2024-01-05-bc-so-nv-tong-ket-2023.pdf"
    misread = gold_place_of(Gold(scan, quote="Tinh giản biên chế tối thiểu 100 trường hợp"), reports)
    assert "100 trường hợp" in reports[scan].text[misread.start : misread.end]
    with pytest.raises(ValueError, match="page that is not in"):
        gold_place_of(Gold(plan, page="99"), reports)


def test_command_line(folder: Path, tmp_path: Path) -> None:
    write(folder, {"id": "a", "question": "Thời hạn chia sẻ dữ liệu là mấy ngày?", "gold": [DEADLINE], "tags": ["t"]})
    out = tmp_path / "out.json"
    command = ["--data", str(tmp_path / "data"), "evaluate", str(folder), "--json", str(out)]
    done = hoidap(*command)
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["tags"]["t"]["queries"] == 1
    write(folder, "{")
    wrong = hoidap(*command)
    assert wrong.returncode == 2
    assert "line 1" in wrong.stderr
