"""What can go wrong with a server that is asked.

ServerError                    a server that does not answer as hoidap does (bot.errors)
├── AddressError               what was given is no address of a server
├── UnreachableError           no connection, or one that broke off
├── BrokenOffError             a sync that the server could not do to its end
├── StrangeAnswerError         an answer that is none of this version of hoidap
└── RefusedError               a refusal; `status` is that of HTTP
    ├── KeyWantedError         401: no key, a wrong one, or one that was revoked
    ├── ForbiddenError         403: not with this key, not under this name
    ├── NotFoundError          404: there is no such thing, or none for who asks
    ├── ConflictError          409: another is under way, or the kept original is damaged
    ├── TooLargeError          413
    ├── InvalidRequestError    400, 415, 422: something of the request cannot be
    └── TryLaterError          `retry_after` has the seconds, if the server says
        ├── TooManyRequestsError   429: more than may be in a minute
        └── UnavailableError       503: busy, or nothing can be kept
"""

from bot.errors import ServerError


class AddressError(ServerError):
    """What was given is no address of a server."""


class UnreachableError(ServerError):
    """No connection, or one that broke off."""


class BrokenOffError(ServerError):
    """A sync that the server could not do to its end."""


class StrangeAnswerError(ServerError):
    """An answer that is none of this version of hoidap."""


class RefusedError(ServerError):
    """The server refuses; the text says why and what to do."""

    def __init__(self, line: str, status: int) -> None:
        super().__init__(line)
        self.status = status


class KeyWantedError(RefusedError):
    """No key, a wrong one, or one that was revoked."""


class ForbiddenError(RefusedError):
    """Not with this key, or not under this name."""


class NotFoundError(RefusedError):
    """There is no such thing, or none for who asks."""


class ConflictError(RefusedError):
    """Another is under way, or the kept original is damaged."""


class TooLargeError(RefusedError):
    """The request brings more than it may."""


class InvalidRequestError(RefusedError):
    """Something of the request cannot be."""


class TryLaterError(RefusedError):
    """Not now."""

    def __init__(self, line: str, status: int, retry_after: float | None) -> None:
        """`retry_after` is in seconds; None where the server does not say."""
        super().__init__(line, status)
        self.retry_after = retry_after


class TooManyRequestsError(TryLaterError):
    """More than may be in a minute."""


class UnavailableError(TryLaterError):
    """Busy, or it cannot keep anything."""
