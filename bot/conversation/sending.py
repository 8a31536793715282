"""A question that may come more than once, since who sent it got no answer: by what it is known again."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Self


@dataclass(frozen=True, slots=True)
class Sending:
    """Both are SHA-256 in hexadecimal digits."""

    mark: str
    """Of who sent it, and the key that they drew for it."""
    body: str
    """Of all that was sent."""

    @classmethod
    def of(cls, who: str, key: str, body: str) -> Self:
        return cls(_digest(f"{len(who)} {who}{key}"), _digest(body))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
