"""One tensor of a safetensors file, mapped into memory: only the rows that are read are ever loaded.

The operating system may drop them again. The layout of the file: https://huggingface.co/docs/safetensors.
"""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_TYPES = {"F32": "<f4", "F16": "<f2"}


def tensor_name(file: Path, ending: str) -> str:
    """The name of the only tensor of float32 or float16 whose name ends so.

    Raises ValueError when there is none or more than one.
    """
    entries, _ = _header(file)
    found = [name for name, entry in entries.items() if name.endswith(ending) and entry.get("dtype") in _TYPES]
    if len(found) != 1:
        raise ValueError(f"{str(file)!r} has {len(found)} tensors {ending!r} of float32 or float16, not one")
    return found[0]


def mapped_tensor(file: Path, name: str) -> npt.NDArray[np.floating]:
    """The tensor, read-only."""
    entries, begin = _header(file)
    entry = entries[name]
    return np.memmap(
        file, _TYPES[entry["dtype"]], "r", offset=begin + entry["data_offsets"][0], shape=tuple(entry["shape"])
    )


def extent(file: Path) -> int:
    """Bytes that the file has if nothing of it is missing. Raises ValueError where its head says nothing."""
    try:
        entries, begin = _header(file)
        return begin + int(max(entry["data_offsets"][1] for name, entry in entries.items() if name != "__metadata__"))
    except (struct.error, OverflowError, MemoryError, AttributeError, LookupError, TypeError) as error:
        raise ValueError(f"{str(file)!r} is no safetensors file") from error


def _header(file: Path) -> tuple[dict[str, dict[str, Any]], int]:
    with file.open("rb") as opened:
        (size,) = struct.unpack("<Q", opened.read(8))
        return json.loads(opened.read(size)), 8 + size
