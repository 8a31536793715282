"""A record in a file that is not what was written."""

from pathlib import Path

from index.errors import DamagedLibraryError


def damaged(path: Path, what: str) -> DamagedLibraryError:
    """The error that says so, and what to do."""
    return DamagedLibraryError(
        f"the record {str(path)!r} is damaged ({what}): bring back a backup with `hoidap restore FILE --replace`, or save "
        "what can still be read with `hoidap repair`"
    )
