"""The files themselves, kept byte for byte by their hash."""

import shutil
from pathlib import Path

from corpus.archive import archive_of, content_of, sha256_of
from corpus.errors import CorpusError
from corpus.report import Report


def keep_original(folder: Path, path: Path, sha256: str, report: Report) -> bool:
    """Whether a copy of the file is in the folder; not where its content is no longer, or was not when it was read, `sha256`."""
    folder.mkdir(exist_ok=True)
    if report.sha256 != sha256:
        return False
    target = folder / f"{sha256}{path.suffix.lower() or '.bin'}"
    if target.exists():
        return True
    partial = target.with_suffix(".partial")
    try:
        if archive_of(path) is None:
            shutil.copyfile(path, partial)
        else:
            partial.write_bytes(content_of(path))
    except (OSError, CorpusError):
        return False
    if sha256_of(partial) != sha256:
        partial.unlink()
        return False
    partial.replace(target)
    return True
