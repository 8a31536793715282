"""The errors of the bot.

BotError
├── SettingsError        a setting that does not exist or cannot be what it was set to
├── AddressTakenError    the address to serve on is in use
├── DatasetError         an evaluation dataset that cannot be read
└── UnknownReportError   no report with this id that this user may see
"""


class BotError(Exception):
    """Root of every error of this package; its text is one line fit to show a user."""


class SettingsError(BotError):
    """A setting that does not exist or cannot be what it was set to."""


class AddressTakenError(BotError):
    """The address to serve on is in use."""


class DatasetError(BotError):
    """An evaluation dataset that cannot be read."""


class UnknownReportError(BotError):
    """No report with this id that this user may see."""
