"""The measures of search, cost and growth run: tiny, and without the model where the model is not what is measured."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answerer import Answerer
from bot.evaluation.datasets.beir import Case, Dataset, DatasetRow
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.bench import cost, search
from tests.bench.bench import EN, REGULATIONS, VI, Bench, Section
from tests.bench.page import page
from tests.bench.store import load, measured, save
from tests.bench.table import Table, measures_table
from tests.measures import cold_start, diacritics, indexing_speed, plain_langchain, scale, year_aspect
from tests.measures.halves import held_out
from tests.measures.measure import Measure
from tests.measures.plain_langchain import EncoderEmbeddings
from tests.measures.retrieval import evaluated, rankings, retrieved

SUBJECTS = ("đài truyền thanh", "kho lưu trữ", "trạm phát sóng", "hợp tác xã", "cảnh báo lũ quét", "chỉ dẫn địa lý")
PLACES = ("Thạch Lĩnh", "Sơn Khê", "Yên Hoài", "Tân Khuê")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Twenty-four rows of two sentences, and a question for each."""
    pairs = [(subject, place) for subject in SUBJECTS for place in PLACES]
    rows = [
        DatasetRow(f"r{i}", "Báo cáo", f"Huyện {place} đã đầu tư {subject} trong năm. Kinh phí là {i + 2} tỷ đồng.")
        for i, (subject, place) in enumerate(pairs)
    ]
    cases = [
        Case(f"q{i}", f"Huyện {place} đầu tư {subject} bao nhiêu?", frozenset({f"r{i}"}), (), unanswerable=False)
        for i, (subject, place) in enumerate(pairs)
    ]
    return Dataset("tiny", tuple(rows), tuple(cases))


def test_every_other_question_is_held_out() -> None:
    assert held_out("abcde") == ["b", "d"]


def test_figures_over_all_and_over_the_held_out_half(dataset: Dataset, tmp_path: Path) -> None:
    over_all, over_half = evaluated(dataset, tmp_path, HashEncoder())
    assert over_all.retrieval.hit_at_1 is not None
    assert over_all.retrieval.hit_at_1 > 0.5
    found = rankings(dataset, [case.question for case in dataset.cases], tmp_path, HashEncoder())
    whole, half = retrieved(dataset.cases, found), retrieved(held_out(dataset.cases), held_out(found))
    assert (whole.hit_at_1, half.ndcg_at_10) == (over_all.retrieval.hit_at_1, over_half.retrieval.ndcg_at_10)


def test_typing(dataset: Dataset, tmp_path: Path) -> None:
    assert diacritics.stripped("Đề án năm 2025 về đường sá") == "De an nam 2025 ve duong sa"
    half = diacritics.half_typed("hội nghị công bố quyết định thành lập", random.Random(0)).split()
    assert 0 < sum(syllable == diacritics.stripped(syllable) for syllable in half) < len(half)
    figures = diacritics.measure(dataset, tmp_path, HashEncoder())
    assert all(over_all.hit_at_1 > 0.5 for over_all, _ in figures.values())


def test_the_plain_pipeline_finds_rows(dataset: Dataset) -> None:
    figures = plain_langchain.measure(dataset, EncoderEmbeddings(HashEncoder()))
    assert figures.over_all.hit_at_1 > 0.2
    assert 0 < figures.search_ms_p50 <= figures.search_ms_p95


def test_huggingface_embeddings_are_the_bundled_model() -> None:
    pytest.importorskip("langchain_huggingface", reason="`make bench` installs langchain-huggingface")
    assert len(plain_langchain.huggingface_embeddings(prompts=True).embed_query("hỏi đáp")) == 384


def test_indexing_speed(dataset: Dataset) -> None:
    rows = indexing_speed.rows_of([dataset], 300)
    assert 1 < len(rows) < len(dataset.rows)
    encoder = HashEncoder()
    measures = indexing_speed.measure([dataset], encoder, EncoderEmbeddings(encoder), characters=300)
    assert all(each.value > 0 for each in measures)


@pytest.mark.slow
def test_growth(dataset: Dataset, tmp_path: Path) -> None:
    datasets = {name: replace(dataset, name=name) for name in ("vi", "en", "regulations")}
    sizes = scale.measure(datasets, tmp_path, HashEncoder(), sizes=(100, 200), of_each_kind=3)
    assert [each.passages for each in sizes] == [100, 200]
    assert set(sizes[0].ours) == {"all", "vi", "en", "regulations", "vi, one year"}
    assert all(0 < each.resident <= each.peak and each.disk for each in sizes)
    assert len(scale.bounds(sizes)) == 7


def test_no_question_is_asked_twice(dataset: Dataset) -> None:
    many = replace(
        dataset, cases=tuple(replace(dataset.cases[0], question=f"câu hỏi số {i} là gì?") for i in range(700))
    )
    others = {
        name: replace(many, cases=tuple(replace(case, question=f"{name} {case.question}") for case in many.cases))
        for name in ("en", "regulations")
    }
    questions = scale.questions_of({"vi": many, **others}, scale.OF_EACH_KIND)
    assert len({each.text for each in questions}) == len(questions) >= 200


def test_years_and_aspects(sample_library: Library, sample_answerer: Answerer) -> None:
    outcomes = year_aspect.outcomes_of(sample_library, sample_answerer)
    assert len(outcomes) >= 40
    assert sum(each.right or each.holds_gold for each in outcomes) / len(outcomes) > 0.8


@pytest.mark.slow
def test_cold_start(sample_library: Library, tmp_path: Path) -> None:
    data = shutil.copytree(sample_library.folder, tmp_path / "library")
    measures = cold_start.measure(data, sample_library.encoder, runs=1)
    assert all(each.value > 0 for each in measures)


def test_sections_show_every_dataset(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (VI, EN, REGULATIONS):
        _write(dataset, tmp_path / "retrieval" / name)
    monkeypatch.setattr(search, "huggingface_embeddings", lambda **_: EncoderEmbeddings(HashEncoder()))
    bench = Bench(tmp_path, tmp_path / "data", HashEncoder())
    beside, held_out_half, everything = search.search(bench)
    assert len(beside.rows) == 4 * 3
    assert [row[0] for row in held_out_half.rows[::2]] == [f"{name}: hit@1" for name in (VI, EN, REGULATIONS)]
    assert everything.heads == ("figure", VI, EN, REGULATIONS)
    [typed] = search.typing(bench)
    assert typed.rows[0][0] == "as typed"


def test_growth_is_stated_per_passage() -> None:
    times = {"all": (20.0, 40.0)}
    made = [scale.Size(n, times, times, 1e9 + n * 2e3, 2e9, n * 10_000, 5.0, 60.0) for n in (10_000, 30_000, 100_000)]
    table = cost.growth_table(made)
    assert table.rows[-1][table.heads.index("bytes a passage, memory")] == "2,000"
    assert table.rows[-1][table.heads.index("bytes a passage, disk")] == "10,000"
    assert all(each.is_met for each in scale.bounds(made))


def _write(dataset: Dataset, folder: Path) -> None:
    """The dataset as a BEIR folder."""
    (folder / "qrels").mkdir(parents=True)
    rows = [{"_id": row.id, "title": row.title, "text": row.text} for row in dataset.rows]
    questions = [{"_id": case.id, "text": case.question} for case in dataset.cases]
    for name, records in (("corpus.jsonl", rows), ("queries.jsonl", questions)):
        (folder / name).write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    gold = "".join(f"{case.id}\t{row}\t1\n" for case in dataset.cases for row in case.gold)
    (folder / "qrels" / "test.tsv").write_text(gold, encoding="utf-8")


def test_a_section_that_is_not_measured_again_keeps_its_figures(tmp_path: Path) -> None:
    tables = [measures_table([Measure("share", 0.5, at_least=0.6)]), Table(heads=("a", "b"), rows=(("1", "2"),))]
    save(tmp_path, "one", measured(tables, "hash", 61.0))
    kept = load(tmp_path, "one")
    assert kept is not None
    assert load(tmp_path, "two") is None
    sections = [Section(name, name.title(), "Text.", lambda _: []) for name in ("one", "two")]
    written = page(sections, {"one": kept})
    assert "| share | 0.500 | ≥ 0.6 (missed) |" in written
    assert "|---|---|\n| 1 | 2 |" in written
    assert "## Two\n\nText.\n\nNot measured yet: `python -m tests.bench two`." in written
    assert page(sections, {}, written) == written, "what another machine measured stays"
    assert "| 1 | 2 |" not in page(sections[::-1], {}, written).partition("## One")[0]
