"""Every gold question over the sample reports as cases of one collection, and how they come out against their floors."""

import json
import shutil
from pathlib import Path

from bot.evaluation.datasets.collection import CASES, Collection, load_collection
from bot.evaluation.evaluate_collection import evaluate_collection
from bot.evaluation.figures.gate import load_gate
from index.encoder.encoder import Encoder
from tests.measures.gold import SAMPLES
from tests.measures.measure import Measure

GOLD = Path(__file__).parents[1] / "gold"
GATE = GOLD / "gate.toml"


def sample_cases() -> list[dict[str, object]]:
    """The gold questions, those about a year's result or plan, the follow-ups, and those accepted since."""

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
    return [*own, *years, *follow_ups, *lines("accepted.jsonl")]


def sample_collection(folder: Path) -> Collection:
    """The sample reports with these cases, copied to a folder."""
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    lines = (f"{json.dumps(each, ensure_ascii=False)}\n" for each in sample_cases())
    (folder / CASES).write_text("".join(lines), encoding="utf-8")
    return load_collection(folder)


def measure(folder: Path, encoder: Encoder) -> list[Measure]:
    """Each figure that the gate has, with its bound; the collection and its library are kept in the folder."""
    found = evaluate_collection(sample_collection(folder / "samples"), folder, encoder)
    values, gate = found.all_values(), load_gate(GATE)
    intervals = found.intervals | {
        f"tags.{tag}.{name}": each for tag, figures in found.tags.items() for name, each in figures.intervals.items()
    }
    questions = Measure("questions", found.queries)
    bounds = [(name, floor, None) for name, floor in gate.floors.items()]
    bounds += [(name, None, ceiling) for name, ceiling in gate.ceilings.items()]
    return [questions] + [Measure(name, values[name] or 0.0, *bound, intervals.get(name)) for name, *bound in bounds]
