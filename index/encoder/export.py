"""What a faster library computes of an encoder: kept once in a folder, which an ExportedEncoder opens without torch."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from index.encoder.exported import EncoderParts, ExportedEncoder, TokenGraph
from index.errors import BackEndUnavailableError

GraphFormat = Literal["openvino", "onnx"]
TOKENIZER = "tokenizer.json"
_MANIFEST = "export.json"


def export_folder(parent: Path, library: GraphFormat) -> Path:
    """Where the export for the installed version of a library is kept.

    Raises BackEndUnavailableError when the library is not installed.
    """
    try:
        return parent / f"{library}-{version(library)}"
    except PackageNotFoundError as error:
        raise BackEndUnavailableError(f"the package {library} is not installed: pip install {library}") from error


def is_intact(folder: Path) -> bool:
    """Whether the folder is a whole export: every file as it was written."""
    try:
        hashes = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["sha256"]
        return bool(hashes) and all(_sha256(folder / name) == digest for name, digest in hashes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def open_export(name: str, folder: Path, open_graph: Callable[[Path], TokenGraph]) -> ExportedEncoder:
    """The encoder of an intact export."""
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    return ExportedEncoder(name, EncoderParts(**manifest["parts"]), folder / TOKENIZER, open_graph(folder))


def keep_export(parts: EncoderParts, folder: Path, write: Callable[[Path], None]) -> None:
    """Keep what `write` writes into the folder it is given: the graph and TOKENIZER. What stood there is replaced, at the end."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write(workshop)
        hashes = {path.name: _sha256(path) for path in sorted(workshop.iterdir())}
        manifest = {"parts": asdict(parts), "sha256": hashes}
        (workshop / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _flush(workshop.iterdir())
        shutil.rmtree(folder, ignore_errors=True)
        workshop.rename(folder)
    except OSError:
        if not is_intact(folder):  # another process may have been first
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(paths: Iterable[Path]) -> None:
    for path in paths:  # a power cut must not leave an empty file behind the rename
        with path.open("rb") as file:
            os.fsync(file.fileno())
