"""The errors of the index.

SearchIndexError
├── EncoderUnavailableError   the encoder named in the settings cannot be had here
│   └── BackEndUnavailableError   the encoder can, but not computed in the way asked for
├── IndexMismatchError        the index was built with another encoder or recipe
├── LibraryInUseError         another process owns the library's folder
└── NewerLibraryError         a newer version wrote the library
"""


class SearchIndexError(Exception):
    """Root of every error of this package; its text is one line fit to show a user."""


class EncoderUnavailableError(SearchIndexError):
    """The encoder named in the settings cannot be had here."""


class BackEndUnavailableError(EncoderUnavailableError):
    """The encoder cannot be computed by the library or in the arithmetic asked for, on this machine."""


class IndexMismatchError(SearchIndexError):
    """The index was built with another encoder or recipe than the one it is opened with."""


class LibraryInUseError(SearchIndexError):
    """Another process owns the library's folder."""


class NewerLibraryError(SearchIndexError):
    """A newer version wrote the library; nothing in it was changed."""
