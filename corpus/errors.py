"""The errors of reading.

CorpusError
├── UnreadableFileError   this file cannot be read: what is wrong, and what to do
│   └── MissingProgramError   a program or model that this format needs is not installed
└── MissingPathError      the path named does not exist
"""


class CorpusError(Exception):
    """Root of every error of this package; its text is one line fit to show a user."""


class UnreadableFileError(CorpusError):
    """This file cannot be read; the message names what is wrong and the remedy, not the path."""


class MissingProgramError(UnreadableFileError):
    """The format needs something that is not installed; the message has the install command."""


class MissingPathError(CorpusError):
    """The path named does not exist."""
