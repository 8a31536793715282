"""What every section measures with, and what a section is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.datasets.beir import Dataset, load_dataset
from index.encoder.encoder import Encoder
from tests.bench.table import Table

VI, EN, REGULATIONS = "xquad_vi_vi", "xquad_en_vi", "virhe4qa_dev"


@dataclass(frozen=True, slots=True)
class Bench:
    """The public data, the folder where indexes and results are kept, the encoder."""

    public: Path
    data: Path
    encoder: Encoder

    def dataset(self, name: str) -> Dataset:
        return load_dataset(self.public / "retrieval" / name)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page that can be measured alone."""

    name: str
    """As it is given to `python -m tests.bench`."""
    title: str
    text: str
    measure: Callable[[Bench], list[Table]]
