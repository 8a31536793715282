"""The errors of the index.

SearchIndexError
├── EncoderUnavailableError   the encoder named in the settings cannot be had here
│   └── BackEndUnavailableError   the encoder can, but not computed in the way asked for
├── IndexMismatchError        the index was built with another encoder or recipe
├── BackupError               a file is no whole backup, or may not be put where it was to go
├── DamagedLibraryError       the record is damaged or lost
├── DamagedOriginalError      a kept original is not the file that was kept
├── EngineAwayError           a search engine that is a server does not answer, or is being filled
├── FolderError               a folder is to be synced, or left, as what it is not
├── LibraryInUseError         another process owns the library's folder
├── MoveError                 a record is not to be moved there, or did not arrive whole
├── NotKeptError              the disk takes nothing more, or lets nothing be written
│   └── UnreachableRecordError   the server that has the record does not answer
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


class FolderError(SearchIndexError):
    """A folder is to be synced into another collection than the settings say, or left though it is not synced or they name it."""


class LibraryInUseError(SearchIndexError):
    """Another process owns the library's folder."""


class BackupError(SearchIndexError):
    """A file is no whole backup, or may not be put where it was to go; nothing was changed."""


class DamagedLibraryError(SearchIndexError):
    """The record of the library is damaged, or lost while other parts of it are there."""


class DamagedOriginalError(SearchIndexError):
    """A kept original is not the file that was kept any more."""


class EngineAwayError(SearchIndexError):
    """A search engine that is a server of its own does not answer, or lost what it held and is being filled again."""


class MoveError(SearchIndexError):
    """A record is not to be moved where it was to go, or did not arrive whole; where it was it still is."""


class NotKeptError(SearchIndexError):
    """What was to be written is not kept: the disk is full, read-only or fails. What was there before still is."""


class UnreachableRecordError(NotKeptError):
    """The database server that the settings name does not answer, or lets nobody in."""


class NewerLibraryError(SearchIndexError):
    """A newer version wrote the library; nothing in it was changed."""
