"""The sample reports' own gold set, asked for real, keeps the floors of tests/gold/gate.toml."""

import json
import shutil
from collections import Counter
from pathlib import Path

from bot.evaluation.collection import CASES, load_collection
from bot.evaluation.evaluate_collection import evaluate_collection
from bot.evaluation.gate import load_gate, unmet
from index.chosen_encoder import ChosenEncoder
from tests.conftest import SAMPLES

GOLD = Path(__file__).parent / "gold"


def sample_cases() -> list[dict[str, object]]:
    """The gold questions, those about a year's result or plan, and the follow-ups, as cases of one collection."""

    def lines(name: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]

    own = lines("samples.jsonl")
    years = [
        {**each, "id": f"year-{each['id']}", "tags": ["year and aspect", str(each["aspect"])]}
        for each in lines("year_aspect.jsonl")
    ]
    follow_ups = [
        {"id": f"follow-{each['id']}", "question": each["question"], "history": each["previous"], "gold": each["gold"],
         "tags": ["follow-up"]}
        for each in lines("follow_up.jsonl")
        if each.get("gold") and each.get("previous")
    ]  # fmt: skip
    return [*own, *years, *follow_ups]


def test_samples_keep_their_floors(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    shutil.copytree(SAMPLES, folder)
    cases = sample_cases()
    (folder / CASES).write_text(
        "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in cases), encoding="utf-8"
    )
    found = evaluate_collection(load_collection(folder), tmp_path, ChosenEncoder())
    values = found.all_values()
    assert found.queries == len(cases) >= 60
    assert {"year", "follow-up", "no-diacritics", "english"} <= set(found.tags)
    assert Counter(tag for each in cases for tag in each["tags"])["follow-up"] == found.tags["follow-up"].queries  # type: ignore[attr-defined]
    print({name: round(value, 3) for name, value in values.items() if value is not None and "speed" not in name})
    assert unmet(load_gate(GOLD / "gate.toml"), values) == []
