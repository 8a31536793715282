"""The errors of reading.

CorpusError
├── UnreadableFileError   this file cannot be read: what is wrong, and what to do
│   └── MissingProgramError   a program or model that this format needs is not installed
└── MissingPathError      the path named does not exist
"""

from functools import partial
from typing import Any

from corpus.notice import Notice


class CorpusError(Exception):
    """Root of every error of this package; its text is one line fit to show a user, its notice says it in any language."""

    def __init__(self, code: str, /, **values: str | float) -> None:
        self.notice = Notice(code, **values)
        super().__init__(self.notice)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors go from process to process."""
        return partial(type(self), **self.notice.values), (self.notice.code,)


class UnreadableFileError(CorpusError):
    """This file cannot be read; the message names what is wrong and the remedy, not the path."""


class MissingProgramError(UnreadableFileError):
    """The format needs something that is not installed; the message has the install command."""


class MissingPathError(CorpusError):
    """The path named does not exist."""
