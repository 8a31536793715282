"""Where an encoder lies: a setting to the sentence-transformers folder that it means, and how the index names it."""

import hashlib
import os
import re
from pathlib import Path

from index.encoder.bundled import BUNDLED_NAME, unpacked_folder
from index.errors import EncoderUnavailableError


def encoder_folder(setting: str) -> Path:
    """The folder of "bundled" (unpacked on the first call), of a path, or of a name in the local hub cache.

    Raises EncoderUnavailableError when there is none on this machine; nothing is fetched.
    """
    if setting == BUNDLED_NAME:
        return unpacked_folder()
    folder = Path(setting)
    if folder.is_dir():
        return folder
    if _looks_like_path(setting):
        raise EncoderUnavailableError(f"no encoder folder {setting!r}: correct the setting `encoder`")
    return _hub_folder(setting)


def recorded_name(setting: str) -> str:
    """What the index records: equal for equal weights, whichever library computes with them."""
    folder = Path(setting)
    if setting == BUNDLED_NAME or not folder.is_dir():
        return setting
    weights = sorted(folder.rglob("*.safetensors")) + sorted(folder.rglob("*.bin"))
    sizes = "".join(f"{path.name}{path.stat().st_size}" for path in weights)
    return f"{folder.name}#{hashlib.sha256(sizes.encode()).hexdigest()[:8]}"


def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits that change when a file of the folder does (by name, size and time)."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stated = [(str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(stated).encode()).hexdigest()[:12]


def _hub_folder(name: str) -> Path:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from huggingface_hub import snapshot_download

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except (OSError, ValueError):  # not in the cache; not the form of a name
            continue
    raise EncoderUnavailableError(
        f"the encoder {name!r} is not on this machine and is not fetched: give the setting `encoder` "
        f"a folder with a sentence-transformers model, or {BUNDLED_NAME!r}"
    )


def _looks_like_path(setting: str) -> bool:
    return bool(re.match(r"[./~\\]|[A-Za-z]:", setting)) or setting.count("/") > 1
