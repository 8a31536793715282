"""The errors of the bot.

BotError
├── SettingsError        a setting that does not exist or cannot be what it was set to
├── WordsError           a file of words that is not what the screens need
├── AccountError         a key or a user that cannot be made, or is not there
├── AddressTakenError    the address to serve on is in use
├── DatasetError         an evaluation dataset that cannot be read
├── ServerError          a server that does not answer as hoidap does
├── SyncUnderWayError    a sync is asked for during another
├── SyncStoppedError     a sync was broken off, since the server stops
├── FeedError            a feed, or what it names, that cannot be fetched
├── NoSuchReportError    what a person named is no report, or several
└── ModelFailedError     a language model that did not give a whole reply
"""

from typing import Literal

ModelFault = Literal["unreachable", "failed", "stalled", "too_long", "broken", "cut"]
"""No connection; an error instead of a reply; silence; more than its context holds; a reply that breaks off; one that
reached its limit of length."""


class BotError(Exception):
    """Root of every error of this package; its text is one line fit to show a user."""


class SettingsError(BotError):
    """A setting that does not exist or cannot be what it was set to."""


class WordsError(BotError):
    """A file of words lacks a key that a screen needs, or has one that none knows."""


class AccountError(BotError):
    """A key or a user that cannot be made, or is not there; a file of them that cannot be read."""


class AddressTakenError(BotError):
    """The address to serve on is in use."""


class DatasetError(BotError):
    """An evaluation dataset that cannot be read."""


class ServerError(BotError):
    """A server that does not answer as hoidap does."""


class SyncUnderWayError(BotError):
    """A sync is asked for during another."""


class SyncStoppedError(BotError):
    """A sync was broken off, since the server stops; the next goes on."""


class FeedError(BotError):
    """A feed, or a document that it names, cannot or may not be fetched. `status` is what its site answered; 0: nothing."""

    def __init__(self, what: str, status: int = 0) -> None:
        super().__init__(what)
        self.status = status


class NoSuchReportError(BotError):
    """What a person named is no report of the library, or several."""


class ModelFailedError(BotError):
    """A language model did not give a whole reply. `fault` says how, the text has what the server said, for the log."""

    def __init__(self, fault: ModelFault, detail: str) -> None:
        super().__init__(f"the language model did not answer ({fault}): {detail}")
        self.fault = fault
