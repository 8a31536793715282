"""The libraries that the questions were asked of, built from the public documents of `HOIDAP_BENCH_DATA`."""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from bot.assemble import open_library
from index.sync import sync

CASES = Path(__file__).parents[1] / "gold" / "people"
DOCUMENTS = CASES / "documents.json"
"""Name of a library to the names of its documents."""


def built(folder: Path, names: Iterable[str]) -> Path:
    """`folder` with a data folder of each name."""
    texts = _texts(Path(os.environ["HOIDAP_BENCH_DATA"]))
    documents = json.loads(DOCUMENTS.read_text(encoding="utf-8"))
    for name in names:
        files = folder / "files" / name
        files.mkdir(parents=True)
        for document in documents[name]:
            source = texts[document]
            if isinstance(source, str):
                (files / document).write_text(source, encoding="utf-8")
            else:
                shutil.copy(source, files)
        with open_library(folder / name) as library:
            sync(library, [files])
    return folder


def _texts(data: Path) -> dict[str, str | Path]:
    """Every document by its name: the text of it, or its file."""
    found: dict[str, str | Path] = {}
    for line in (data / "structure" / "vbpl_dev.jsonl").read_text(encoding="utf-8").splitlines():
        law = json.loads(line)
        found[f"vbpl_{law['file'][4:10]}.txt"] = "\n".join(block["t"] for block in law["blocks"] if block["t"].strip())
    for line in (data / "provincial" / "provincial_dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        found[f"tinh_{document['_id']}.txt"] = document["text"]
    for path in (data / "legacy" / "files").glob("*/*"):
        found[path.name] = path
    return found
