"""The door to argon2: what is kept of a key or a password, and whether a given one is it (tens of milliseconds each)."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's choice: 19 MiB and two passes. On two busy cores that took 0.05 s, RFC 9106's 64 MiB 0.7 s."""


def hashed(secret: str) -> str:
    """The argon2id hash, with a salt of its own: `$argon2id$…`."""
    return _HASHER.hash(secret)


def matches(stored: str, given: str) -> bool:
    """Whether `stored` is the hash of `given`."""
    try:
        return _HASHER.verify(stored, given)
    except VerificationError:
        return False
