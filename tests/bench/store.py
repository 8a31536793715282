"""What each section showed last, kept as one JSON file a section below the data folder."""

import subprocess
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index.indexing import INDEX_RECIPE
from tests.bench.table import Table

_FOLDER = "bench"


class Measured(BaseModel):
    """The tables of one section, with what they were measured on."""

    model_config = ConfigDict(frozen=True)

    tables: tuple[Table, ...]
    on: date
    commit: str
    """Short hash, "+" behind it for a tree with changes; empty outside a checkout."""
    version: str
    encoder: str
    recipe: str
    minutes: float


def measured(tables: list[Table], encoder: str, seconds: float) -> Measured:
    """The tables, stamped with now and here."""
    return Measured(
        tables=tuple(tables), on=datetime.now(UTC).date(), commit=_commit(), version=version("hoidap"),
        encoder=encoder, recipe=INDEX_RECIPE, minutes=seconds / 60,
    )  # fmt: skip


def save(data: Path, section: str, what: Measured) -> None:
    folder = data / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{section}.json").write_text(what.model_dump_json(indent=2) + "\n", encoding="utf-8")


def load(data: Path, section: str) -> Measured | None:
    """None where the section was never measured."""
    path = data / _FOLDER / f"{section}.json"
    return Measured.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None


def _commit() -> str:
    done = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False)
    return done.stdout.strip()
