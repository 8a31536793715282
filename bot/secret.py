"""A key or a password as settings hold it: its argon2id hash, or itself; what is shared with another server to sign with."""

import re
from typing import Annotated

from pydantic import AfterValidator, SecretStr

SHORTEST_KEY = 16
"""Characters: a key drawn by lot out of 64 signs then has 96 bits."""
SHORTEST_SHARED = 32
"""Bytes: as many as the hash has that is made with it (RFC 7518, section 3.2)."""
_PUBLIC = ("-----BEGIN", "{", "ssh-", "ecdsa-")
_HASH = re.compile(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")


def is_hash(stored: str) -> bool:
    """Whether it is what `bot.signin.hashing` makes, so that nobody who reads it can come in with it."""
    return _HASH.fullmatch(stored) is not None


def _checked(stored: SecretStr) -> SecretStr:
    text = stored.get_secret_value()
    if text.startswith("$argon2"):
        if not is_hash(text):
            raise ValueError("it begins as an argon2 hash does and is no whole argon2id hash")
    elif len(text) < SHORTEST_KEY:
        raise ValueError(f"a key has at least {SHORTEST_KEY} characters")
    return stored


def _strong(shared: SecretStr) -> SecretStr:
    text = shared.get_secret_value()
    if len(text.encode()) < SHORTEST_SHARED:
        raise ValueError(f"a secret to sign with has at least {SHORTEST_SHARED} bytes (`openssl rand -base64 48`)")
    if text.lstrip().startswith(_PUBLIC):
        raise ValueError("this is a key with a public half, with which anybody could sign: see `portal_public_keys`")
    return shared


def _of_postgresql(address: SecretStr) -> SecretStr:
    if (text := address.get_secret_value()) and not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("it begins with postgresql://")
    return address


StoredAddress = Annotated[SecretStr, AfterValidator(_of_postgresql)]
"""Of a PostgreSQL database, perhaps with the password; empty for none."""
SharedSecret = Annotated[SecretStr, AfterValidator(_strong)]
"""What two servers share to sign with (HS256)."""
StoredSecret = Annotated[SecretStr, AfterValidator(_checked)]
