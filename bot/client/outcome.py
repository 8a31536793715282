"""What came of a call: its result, the typed error that says what to do, or how long to wait. Nothing is sent here."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Generic, TypeVar

import httpx
from pydantic import ValidationError

from bot.client.call import Call, Streaming
from bot.client.errors import (
    AddressError,
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    KeyWantedError,
    NotFoundError,
    RefusedError,
    StrangeAnswerError,
    TooLargeError,
    TooManyRequestsError,
    UnavailableError,
    UnreachableError,
)

T = TypeVar("T")
CONNECTS_WITHIN = 10.0
"""Seconds."""
_KINDS: dict[int, type[RefusedError]] = {
    400: InvalidRequestError,
    401: KeyWantedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    413: TooLargeError,
    415: InvalidRequestError,
    422: InvalidRequestError,
}
_LATER = {429: TooManyRequestsError, 503: UnavailableError}


@contextmanager
def reaching(server: str) -> Iterator[None]:
    """Errors of the connection within the block as ours; `server` is what they call it."""
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise AddressError(f"{server!r} is no address of a server: write http://HOST:PORT") from error
    except httpx.TransportError as error:
        if fault := next((each for each in _causes(error) if isinstance(each, ssl.SSLCertVerificationError)), None):
            raise UnreachableError(
                f"the certificate of {server} is not trusted here ({fault.verify_message}): "
                "add the authority that signed it to this machine's, or name its file in SSL_CERT_FILE"
            ) from error
        what = "stopped" if isinstance(error, httpx.RemoteProtocolError) else "does not answer"
        raise UnreachableError(
            f"{server} {what} ({type(error).__name__}): start it with `hoidap serve`, or try again"
        ) from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came of, the nearest first."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


def result_of(call: Call[T], response: httpx.Response, server: str) -> T:
    with _reading(server):
        return call.read(response)


def refusal_of(response: httpx.Response, server: str) -> RefusedError | StrangeAnswerError:
    """What an answer that is no success tells, once it is read."""
    status, said = response.status_code, _said(response)
    if status in _LATER:
        return _LATER[status](f"{server}: {said}", status, _retry_after(response))
    if status == 401:
        return KeyWantedError(f"{server} answered 401: give a key that this server knows", status)
    if status in _KINDS:
        return _KINDS[status](f"{server}: {said}", status)
    return StrangeAnswerError(f"{server} answered {status} ({said}): is it a server of hoidap, of this version?")


def wait_of(response: httpx.Response, patience: float) -> float | None:
    """Seconds after which to ask again, where the server says when and it is not past one's patience."""
    seconds = _retry_after(response) if response.status_code in _LATER else None
    return seconds if seconds is not None and seconds <= patience else None


class Events(Generic[T]):
    """Server-sent events out of lines, each with one line of data, as this server writes them."""

    def __init__(self, streaming: Streaming[T], server: str) -> None:
        self._streaming, self._server = streaming, server
        self._name = ""

    def read(self, line: str) -> T | None:
        """The event that the line ends, if any."""
        field, _, value = line.partition(": ")
        if field == "event":
            self._name = value
        read = self._streaming.read.get(self._name)
        if field != "data" or read is None:
            return None
        with _reading(self._server):
            return read(value)

    def end(self) -> None:
        """Raises UnreachableError where they end before the last."""
        if self._name != self._streaming.last:
            raise UnreachableError(f"{self._server} stopped before it was done: try again")


@contextmanager
def opened(files: tuple[Path, ...]) -> Iterator[list[tuple[str, tuple[str, IO[bytes]]]] | None]:
    """As httpx sends files; None where there are none."""
    with ExitStack() as stack:
        yield [("files", (each.name, stack.enter_context(each.open("rb")))) for each in files] or None


def key_header(key: str) -> dict[bytes, bytes]:
    return {b"Authorization": b"Bearer " + key.encode()} if key else {}


def timeout_of(seconds: float | None) -> httpx.Timeout:
    """`seconds` that the server may be silent; None: as long as it takes."""
    return httpx.Timeout(seconds, connect=CONNECTS_WITHIN)


def _said(response: httpx.Response) -> str:
    """Why not, in one line."""
    try:
        detail = response.json()["detail"]
    except (ValueError, KeyError, TypeError):
        return " ".join(response.text[:200].split()) or response.reason_phrase
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in detail)
    return str(detail)


def _retry_after(response: httpx.Response) -> float | None:
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else None


@contextmanager
def _reading(server: str) -> Iterator[None]:
    """What the block cannot read is said to be none of hoidap's answers."""
    try:
        yield
    except ValidationError as error:
        what = error.errors()[0]["msg"]
        raise StrangeAnswerError(f"{server} did not answer as hoidap does ({what}): is it another version?") from error
