"""What fuzzing found: an input that got more than one clear line, made as small as keeps the same finding."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TRIES = 150


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` went wrong, the same for the same fault; `suffix` is how a file of the input is named."""

    what: str
    content: bytes
    suffix: str
    seed: str


def shrunk(content: bytes, still_fails: Callable[[bytes], bool]) -> bytes:
    """A shorter input that still fails: pieces are left out, large ones first, for so many tries."""
    left = _TRIES
    piece = len(content) // 2
    while piece and left > 0:
        for smaller in _without_a_piece(content, piece):
            left -= 1
            if left < 0:
                break
            if still_fails(smaller):
                content = smaller
                break
        else:
            piece //= 2
    return content


def _without_a_piece(content: bytes, piece: int) -> Iterator[bytes]:
    return (content[:at] + content[at + piece :] for at in range(0, len(content), piece))
