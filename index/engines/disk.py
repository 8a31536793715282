"""What an engine says of a disk that takes nothing more, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import NotKeptError


@contextmanager
def written(what: str, *errors: type[Exception]) -> Iterator[None]:
    """Raises NotKeptError where the engine raises one of these, or OSError, while it writes.

    Whatever of it did reach the disk, the next process that opens the library brings in line with the record.
    """
    refusals: tuple[type[Exception], ...] = (OSError, *errors)
    try:
        yield
    except refusals as error:
        line = " ".join(str(error).split())
        raise NotKeptError(
            f"{what!r} of the search engines cannot be written ({line}): free space on the disk of the library, or let this "
            "account write there, then run `hoidap sync`, which goes on from here"
        ) from error
