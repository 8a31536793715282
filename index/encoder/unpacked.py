"""Whether an unpacked model is on the disk to the end: its files are half a gigabyte, so their ends are looked at, not all of them."""

import os
from pathlib import Path

from index.encoder.mapped_tensor import extent

WEIGHTS = "model.safetensors"
_DOCUMENTS = (
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "1_Pooling/config.json",
    "2_Normalize/config.json",
)
_ENDS = (b"\n}", b"\n]", b"{}")
"""Of a document that is written with an indent: no line within it begins with its last bracket."""


def is_whole(folder: Path) -> bool:
    """Whether every file is there and none was cut."""
    try:
        return extent(folder / WEIGHTS) == (folder / WEIGHTS).stat().st_size and all(
            _end_of(folder / name) in _ENDS for name in _DOCUMENTS
        )
    except (OSError, ValueError):
        return False


def _end_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        opened.seek(-2, os.SEEK_END)
        return opened.read()
