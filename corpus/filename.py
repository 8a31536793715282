"""Names of files as they are shown: a file system keeps bytes, a reader wants characters."""

import os
from pathlib import Path


def shown(path: Path | str) -> str:
    r"""The path in characters that can be printed, stored and sent: a byte that is not UTF-8 as "\xe9".

    Python keeps such a byte as a lone surrogate (PEP 383), with which the file can be opened but which no encoding takes.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")
